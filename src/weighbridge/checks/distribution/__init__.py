"""Questions about what is handed out."""
