"""Making signatures and keys: what a private key is needed for."""
