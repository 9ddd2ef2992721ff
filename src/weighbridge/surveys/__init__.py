"""Long scans over many releases; this room never judges."""
