"""Questions about governance."""
