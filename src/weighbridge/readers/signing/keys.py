"""Whether a signature was made with the private half of a public key.

Source: `model-signing` 1.1.1: ECDSA on P-256, P-384 and P-521, each with the hash of its size.
"""

from hashlib import sha256
from typing import TYPE_CHECKING

from weighbridge.records.signatures import NotTrustedError, RefusedError
from weighbridge.records.signatures.bundle import Bundle, encoded, encoded_earlier

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

NEEDS = "Signatures need the library cryptography. Install it: pip install 'weighbridge[sign]'."
CURVES = {"P-256": "secp256r1", "P-384": "secp384r1", "P-521": "secp521r1"}
"""Names of the curves as NIST and as SEC write them."""


def public_key(pem: bytes) -> "EllipticCurvePublicKey":
    """The public key in a PEM file.

    Raises:
        RefusedError: it holds none, or one of another kind.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  # an extra
        from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  # as above
            load_pem_public_key,
        )
    except ImportError as error:
        raise RefusedError(NEEDS) from error
    try:
        return usable(load_pem_public_key(pem))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RefusedError("it holds no public key in PEM. Give the .pub file.") from error


def usable(key: object) -> "EllipticCurvePublicKey":
    """The same key, if it is of a kind that signs releases.

    Raises:
        RefusedError: it is not.
    """
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # an extra

    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVES.values():
        return key
    name = key.curve.name if isinstance(key, ec.EllipticCurvePublicKey) else type(key).__name__
    raise RefusedError(f"a key of {name} signs no release. Use a key on P-256, P-384 or P-521.")


def hashing(key: "EllipticCurvePublicKey") -> "HashAlgorithm":
    """The hash that goes with the size of a key."""
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  # an extra

    sizes = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}
    return sizes[key.curve.key_size]


def hint(key: "EllipticCurvePublicKey") -> str:
    """How a bundle names a key: the sha256 of its PEM."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  # an extra
        Encoding,
        PublicFormat,
    )

    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return sha256(pem).hexdigest()


def trust(bundle: Bundle, key: "EllipticCurvePublicKey") -> None:
    """Make sure that a bundle was signed with this key.

    Raises:
        NotTrustedError: it was not.
    """
    if bundle.hint and bundle.hint != hint(key):
        raise NotTrustedError("It was signed with another key than the one given.")
    if not (
        holds(bundle.signature, encoded(bundle.payload), key, hashing(key))
        or holds(bundle.signature, encoded_earlier(bundle.payload), key, hashing(key))
    ):
        raise NotTrustedError("Its signature was not made over its contents with this key.")


def holds(
    signature: bytes, signed: bytes, key: "EllipticCurvePublicKey", algorithm: "HashAlgorithm"
) -> bool:
    """Whether a signature over some bytes was made with a key."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  # an extra
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # as above

    try:
        key.verify(signature, signed, ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True
