"""A signature as a file: a Sigstore bundle around a DSSE envelope.

Source: Sigstore bundle format 0.3 (https://docs.sigstore.dev/about/bundle/); DSSE protocol 1.0.0.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from weighbridge.records.signatures import SignatureError

PAYLOAD = "application/vnd.in-toto+json"
_MEDIA = "application/vnd.dev.sigstore.bundle.v0.3+json"
_MEDIA_READ = {_MEDIA, *(f"application/vnd.dev.sigstore.bundle+json;version=0.{n}" for n in "123")}


class Method(StrEnum):
    """How a signature shows whose it is."""

    KEY = "key"
    CERTIFICATE = "certificate"
    KEYLESS = "keyless"
    """A short-lived certificate for an identity, noted in a public log."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One signature.

    Attributes:
        payload: the bytes that are signed.
        signature: over what `encoded` gives for the payload.
        hint: sha256 of the public key as PEM, in hex; empty where the bundle names none.
        certificates: DER, the signer's first.
    """

    payload: bytes
    signature: bytes
    method: Method
    hint: str = ""
    certificates: tuple[bytes, ...] = ()


def encoded(payload: bytes) -> bytes:
    """What is signed in place of a payload. Source: DSSE protocol, pre-authentication encoding."""
    return b"DSSEv1 %d %s %d %s" % (len(PAYLOAD), PAYLOAD.encode(), len(payload), payload)


def encoded_earlier(payload: bytes) -> bytes:
    """What `model-signing` 0.2 signed instead, by a slip that its successors still accept."""
    return f"DSSEV1 {len(PAYLOAD)} {PAYLOAD} {len(payload)} {payload!r}".encode()


def written(bundle: Bundle) -> str:
    """A bundle signed with a key or certificate, as the text of its file."""
    if bundle.method is Method.KEY:
        material: dict[str, Any] = {"publicKey": {"hint": bundle.hint}}
    else:
        chain = [{"rawBytes": _text(one)} for one in bundle.certificates]
        material = {"x509CertificateChain": {"certificates": chain}}
    value = {
        "mediaType": _MEDIA,
        "verificationMaterial": {**material, "tlogEntries": []},
        "dsseEnvelope": {
            "payload": _text(bundle.payload),
            "payloadType": PAYLOAD,
            "signatures": [{"sig": _text(bundle.signature), "keyid": ""}],
        },
    }
    return json.dumps(value, separators=(",", ":")) + "\n"


def parse(data: bytes) -> Bundle:
    """Read a bundle.

    Raises:
        SignatureError: it is none, or is one of something else than a statement.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SignatureError("It is not JSON, so it is no signature bundle.") from error
    match value:
        case {"mediaType": str(media), "verificationMaterial": dict(material)} if (
            media in _MEDIA_READ
        ):
            pass
        case _:
            raise SignatureError("It is no Sigstore bundle of version 0.1 to 0.3.")
    match value.get("dsseEnvelope"):
        case {
            "payload": str(payload),
            "payloadType": str(kind),
            "signatures": [{"sig": str(signature)}],
        }:
            pass
        case _:
            raise SignatureError("It holds no envelope with one signature.")
    if kind != PAYLOAD:
        raise SignatureError(f"It signs {kind!r}, not an in-toto statement.")
    method, hint, certificates = _material(material)
    return Bundle(_bytes(payload), _bytes(signature), method, hint, certificates)


def _material(material: dict[str, Any]) -> tuple[Method, str, tuple[bytes, ...]]:
    match material:
        case {"publicKey": dict(key)}:
            hint = key.get("hint")
            return Method.KEY, hint if isinstance(hint, str) else "", ()
        case {"certificate": {"rawBytes": str(raw)}}:
            return Method.KEYLESS, "", (_bytes(raw),)
        case {"x509CertificateChain": {"certificates": [_, *_] as chain}}:
            found = tuple(_bytes(one["rawBytes"]) for one in chain if _is_certificate(one))
            if len(found) == len(chain):
                logged = bool(material.get("tlogEntries"))
                return Method.KEYLESS if logged else Method.CERTIFICATE, "", found
    raise SignatureError("It names neither a public key nor a certificate.")


def _is_certificate(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("rawBytes"), str)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise SignatureError("It holds bytes that are not in base64.") from error
