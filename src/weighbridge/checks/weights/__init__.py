"""Questions about weights."""
