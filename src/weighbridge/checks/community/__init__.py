"""Questions about the community."""
