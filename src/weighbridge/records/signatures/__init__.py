"""Signatures of a release as files: the bundle, the statement in it, and how files differ from it;
no key is ever asked here.
"""


class SignatureError(ValueError):
    """A bundle or statement that cannot be understood: the cause, as a sentence."""


class NotTrustedError(Exception):
    """A signature that does not hold, or whose signer is not the one asked for: a sentence."""


class RefusedError(Exception):
    """Signing or verifying cannot be done: the cause, then the remedy."""
