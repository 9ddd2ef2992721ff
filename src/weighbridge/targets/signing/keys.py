"""Signing with a private key, and making such keys."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from weighbridge.readers.signing import certificates, keys
from weighbridge.records.signatures import RefusedError
from weighbridge.records.signatures.bundle import Bundle, Method, encoded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey


class PasswordNeededError(RefusedError):
    """The key is encrypted and no password was given."""


def private_key(pem: bytes, password: str | None = None) -> "EllipticCurvePrivateKey":
    """The private key in a PEM file.

    Raises:
        PasswordNeededError: it is encrypted.
        RefusedError: it holds none, one of another kind, or the password is wrong.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415  # an extra
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # as above
        from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  # as above
            load_pem_private_key,
        )
    except ImportError as error:
        raise RefusedError(keys.NEEDS) from error
    secret = password.encode() if password else None
    try:
        key = load_pem_private_key(pem, secret)
    except TypeError as error:
        if secret is None:
            raise PasswordNeededError("it is encrypted. Give its password.") from error
        key = load_pem_private_key(pem, None)
    except (ValueError, UnsupportedAlgorithm) as error:
        wrong = "the password is wrong. Give the key's own."
        none = "it holds no private key in PEM. Give the file without .pub."
        raise RefusedError(wrong if secret and b"ENCRYPTED" in pem else none) from error
    keys.usable(key.public_key())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise RefusedError("it holds no private key. Give the file without .pub.")
    return key


def signed(payload: bytes, key: "EllipticCurvePrivateKey", chain: bytes = b"") -> Bundle:
    """A payload, signed.

    Args:
        chain: PEM of the signer's certificate and those that vouch for it, the signer's first;
            empty to sign with the key alone.

    Raises:
        RefusedError: the certificate is not that of the key.
    """
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # an extra
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415  # as above

    public = key.public_key()
    signature = key.sign(encoded(payload), ec.ECDSA(keys.hashing(public)))
    if not chain:
        return Bundle(payload, signature, Method.KEY, keys.hint(public))
    found = certificates.certificates(chain)
    if found[0].public_key() != public:
        raise RefusedError("the certificate is not that of the key. Give the one that is.")
    encoded_chain = tuple(one.public_bytes(Encoding.DER) for one in found)
    return Bundle(payload, signature, Method.CERTIFICATE, certificates=encoded_chain)


def generate(path: str, curve: str = "P-256", password: str | None = None) -> tuple[str, str]:
    """Make a key: the private half into `path`, for its owner alone, the public into `path.pub`.

    Raises:
        RefusedError: a file is there already, or the place cannot be written to.
    """
    try:
        from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise RefusedError(keys.NEEDS) from error
    curves = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
    key = ec.generate_private_key(curves[curve])
    locked = form.BestAvailableEncryption(password.encode()) if password else form.NoEncryption()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)
    public = key.public_key().public_bytes(
        form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo
    )
    beside = f"{path}.pub"
    if Path(beside).exists():
        raise RefusedError(f"{beside}: it exists already. Choose another name.")
    _put(path, private, 0o600)
    _put(beside, public, 0o644)
    return path, beside


def _put(path: str, data: bytes, mode: int) -> None:
    """Write a new file, whole or not at all, readable by whom its mode lets from the start."""
    place = Path(path)
    beside = place.with_name(f".{place.name}.{token_hex(4)}.tmp")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(beside, place)
    except FileExistsError as error:
        raise RefusedError(f"{path}: it exists already. Choose another name.") from error
    except OSError as error:
        raise RefusedError(f"{path}: {error.strerror}. Choose another place.") from error
    finally:
        with suppress(OSError):
            beside.unlink()
