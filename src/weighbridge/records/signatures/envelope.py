"""A DSSE envelope with as many signatures as people put their keys to it, and files of several.

Source: DSSE protocol 1.0.0; in-toto Attestation Framework, Bundle (JSON Lines of envelopes).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace

from weighbridge.records.signatures import SignatureError
from weighbridge.records.signatures.bundle import PAYLOAD


@dataclass(frozen=True, slots=True)
class Envelope:
    """One statement, and who signed it.

    Attributes:
        signatures: pairs of a key's id, which is the sha256 of its public half as PEM in hex,
            and the signature over what `bundle.encoded` gives for the payload.
    """

    payload: bytes
    signatures: tuple[tuple[str, bytes], ...] = ()

    def signed(self, key: str, signature: bytes) -> "Envelope":
        """The same, signed by one more; a signer who signs again does so in the same place."""
        others = tuple(one for one in self.signatures if one[0] != key)
        return replace(self, signatures=(*others, (key, signature)))


def written(envelopes: Iterable[Envelope]) -> str:
    """Envelopes as the text of a file, a line each."""
    return "".join(f"{_line(one)}\n" for one in envelopes)


def parse(text: str) -> list[Envelope]:
    """The envelopes of a file.

    Raises:
        SignatureError: a line is none.
    """
    return [_envelope(line) for line in text.splitlines() if line.strip()]


def _line(envelope: Envelope) -> str:
    value = {
        "payload": b64encode(envelope.payload).decode(),
        "payloadType": PAYLOAD,
        "signatures": [
            {"keyid": key, "sig": b64encode(signature).decode()}
            for key, signature in envelope.signatures
        ],
    }
    return json.dumps(value, separators=(",", ":"))


def _envelope(line: str) -> Envelope:
    try:
        match json.loads(line):
            case {"payload": str(payload), "payloadType": str(kind), "signatures": list(held)}:
                if kind != PAYLOAD:
                    raise SignatureError(f"It signs {kind!r}, not an in-toto statement.")
                found = tuple((str(one["keyid"]), _bytes(one["sig"])) for one in held)
                return Envelope(_bytes(payload), found)
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise SignatureError("A line of it is no signed statement.") from error
    raise SignatureError("A line of it is no signed statement.")


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
