"""Whose a signature is: keys, certificates and identities are asked, nothing is judged further."""
