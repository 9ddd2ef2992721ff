"""Signing as an identity, with Sigstore's services and no key to keep.

Source: `sigstore` for Python, version 4, which does the signing; this file only asks it.
"""

from weighbridge.readers.signing.keyless import NEEDS, UNREACHED
from weighbridge.records.signatures import RefusedError


def signed(payload: bytes, token: str | None = None) -> str:
    """A payload, signed, as the text of its bundle.

    Args:
        token: of an OpenID Connect service; None for what the surroundings (a CI job) offer, or
            else for a page in the user's browser.

    Raises:
        RefusedError: this cannot be done here.
    """
    try:
        from sigstore.dsse import Statement  # noqa: PLC0415  # installed with model-signing
        from sigstore.models import ClientTrustConfig  # noqa: PLC0415  # as above
        from sigstore.oidc import IdentityToken, Issuer, detect_credential  # noqa: PLC0415
        from sigstore.sign import SigningContext  # noqa: PLC0415  # as above
    except ImportError as error:
        raise RefusedError(NEEDS) from error
    try:
        trusted = ClientTrustConfig.production()
        found = token or detect_credential()
        issuer = Issuer(trusted.signing_config.get_oidc_url()) if not found else None
        identity = issuer.identity_token() if issuer else IdentityToken(str(found))
        with SigningContext.from_trust_config(trusted).signer(identity) as signer:
            return signer.sign_dsse(Statement(payload)).to_json() + "\n"
    except Exception as error:  # whatever its network libraries raise
        raise RefusedError(UNREACHED.format(type(error).__name__)) from error
