"""What readers and the reproduction run both find in documents: scripts and stated numbers."""
