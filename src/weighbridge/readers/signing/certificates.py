"""Whether a signature was made by the owner of a certificate that a trusted root vouches for.

Source: RFC 5280, section 6; `model-signing` 1.1.1, which checks the chain at the first moment that
the signer's certificate is valid, and asks for the right to sign (`digitalSignature` or
`codeSigning`).
"""

from typing import TYPE_CHECKING

from weighbridge.readers.signing import keys
from weighbridge.records.signatures import NotTrustedError, RefusedError
from weighbridge.records.signatures.bundle import Bundle, encoded, encoded_earlier

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.x509 import Certificate
    from cryptography.x509.verification import ClientVerifier

_DEPTH = 8
"""Certificates between a signer and a root at most."""


def certificates(pem: bytes) -> "list[Certificate]":
    """The certificates in a PEM file.

    Raises:
        RefusedError: it holds none.
    """
    try:
        from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise RefusedError(keys.NEEDS) from error
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as error:
        raise RefusedError(
            "it holds no certificate in PEM. Give a file of certificates."
        ) from error


def trust(bundle: Bundle, trusted: "list[Certificate]") -> str:
    """Make sure that a bundle was signed by whom a trusted root vouches for, and say who that is.

    Args:
        trusted: roots, and certificates between them and the signer.

    Raises:
        NotTrustedError: it was not.
    """
    signer, *between = _chain(bundle)
    roots = [one for one in trusted if _is_root(one)]
    if not roots:
        raise RefusedError("none of the certificates given is a root. Give the one you trust.")
    _vouched(signer, [*between, *(one for one in trusted if not _is_root(one))], roots)
    if not _may_sign(signer):
        raise NotTrustedError("The signer's certificate may not be used for signing.")
    if not _signed(bundle, _key_of(signer)):
        raise NotTrustedError("Its signature was not made over its contents by its signer.")
    return _named(signer)


def _key_of(signer: "Certificate") -> "EllipticCurvePublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  # an extra

    try:
        return keys.usable(signer.public_key())
    except (RefusedError, ValueError, UnsupportedAlgorithm) as error:
        raise NotTrustedError("The signer's certificate is for a key of another kind.") from error


def _named(signer: "Certificate") -> str:
    """Whom a certificate names."""
    try:
        return signer.subject.rfc4514_string()
    except ValueError:
        return "someone whose name cannot be read"


def _chain(bundle: Bundle) -> "list[Certificate]":
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415  # an extra

    if not bundle.certificates:
        raise NotTrustedError("It was signed with a key, and no certificate says whose it is.")
    try:
        return [load_der_x509_certificate(one) for one in bundle.certificates]
    except ValueError as error:
        raise NotTrustedError("One of its certificates cannot be read.") from error


def _is_root(one: "Certificate") -> bool:
    return one.issuer == one.subject


def _vouched(
    signer: "Certificate", between: "list[Certificate]", roots: "list[Certificate]"
) -> None:
    """Make sure that a path of certificates leads from a root to the signer."""
    from cryptography.x509 import UnsupportedGeneralNameType  # noqa: PLC0415  # an extra
    from cryptography.x509.verification import VerificationError  # noqa: PLC0415  # as above

    try:
        _verifier(signer, roots).verify(signer, between)
    except (VerificationError, ValueError, UnsupportedGeneralNameType) as error:
        reason = str(error).partition("(")[0].strip().rstrip(".:") or type(error).__name__
        raise NotTrustedError(f"No trusted root vouches for {_named(signer)}: {reason}.") from error


def _verifier(signer: "Certificate", roots: "list[Certificate]") -> "ClientVerifier":
    from cryptography.x509 import BasicConstraints  # noqa: PLC0415  # an extra
    from cryptography.x509.verification import (  # noqa: PLC0415  # as above
        Criticality,
        ExtensionPolicy,
        PolicyBuilder,
        Store,
    )

    between = ExtensionPolicy.permit_all().require_present(
        BasicConstraints, Criticality.AGNOSTIC, None
    )
    return (
        PolicyBuilder()
        .store(Store(roots))
        .time(signer.not_valid_before_utc)
        .max_chain_depth(_DEPTH)
        .extension_policies(ee_policy=ExtensionPolicy.permit_all(), ca_policy=between)
        .build_client_verifier()
    )


def _may_sign(signer: "Certificate") -> bool:
    from cryptography import x509  # noqa: PLC0415  # an extra

    try:
        for one in signer.extensions:
            match one.value:
                case x509.KeyUsage(digital_signature=True):
                    return True
                case x509.ExtendedKeyUsage() as uses:
                    if x509.oid.ExtendedKeyUsageOID.CODE_SIGNING in uses:
                        return True
    except ValueError as error:
        raise NotTrustedError("The signer's certificate cannot be read.") from error
    return False


def _signed(bundle: Bundle, key: "EllipticCurvePublicKey") -> bool:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415  # an extra

    return keys.holds(
        bundle.signature, encoded(bundle.payload), key, keys.hashing(key)
    ) or keys.holds(bundle.signature, encoded_earlier(bundle.payload), key, SHA256())
