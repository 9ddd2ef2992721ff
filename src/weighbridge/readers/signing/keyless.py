"""Whether a signature was made by an identity, as Sigstore's public log has it noted.

Source: `sigstore` for Python, version 4, which does the verifying; this file only asks it.
"""

from weighbridge.records.signatures import NotTrustedError, RefusedError

NEEDS = (
    "Keyless signatures need the library sigstore. Install it: pip install sigstore, "
    "or sign with --key."
)
UNREACHED = (
    "Sigstore's services cannot be reached ({}). Keyless signatures need the network; "
    "use a key or a certificate without one."
)


def trust(data: bytes, identity: str, issuer: str) -> bytes:
    """Make sure that an identity signed a bundle, and give what it signed.

    Args:
        data: the bundle.
        identity: an email address, or the address of a workflow.
        issuer: address of the service that vouches for it.

    Raises:
        NotTrustedError: it did not.
        RefusedError: this cannot be found out here.
    """
    try:
        from sigstore.errors import Error  # noqa: PLC0415  # installed with model-signing
        from sigstore.models import Bundle  # noqa: PLC0415  # as above
        from sigstore.verify import Verifier, policy  # noqa: PLC0415  # as above
    except ImportError as error:
        raise RefusedError(NEEDS) from error
    try:
        verifier = Verifier.production()
    except Exception as error:  # whatever its network libraries raise
        raise RefusedError(UNREACHED.format(type(error).__name__)) from error
    asked = policy.Identity(identity=identity, issuer=issuer)
    try:
        _, payload = verifier.verify_dsse(Bundle.from_json(data), asked)
    except (Error, ValueError) as error:
        raise NotTrustedError(f"{identity} is not shown to have signed it: {error}.") from error
    return payload
