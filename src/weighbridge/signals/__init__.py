"""What is watched after launch; this room never judges."""
