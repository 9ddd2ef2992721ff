"""Questions about where things come from."""
