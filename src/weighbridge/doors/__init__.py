"""The ways in: command line and web; this room never reads a release or asks a check itself."""
