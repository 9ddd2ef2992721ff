"""The title a PDF states where it is stored uncompressed; no PDF is decoded."""

import re

from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob

_WINDOW = 64 << 10
"""Bytes looked at from each end; writers put the information dictionary there."""
_LITERAL = lazy(rb"/Title\s{0,4}\(((?:[^()\\]|\\.|\([^()]{0,200}\)){1,400})\)", re.DOTALL)
_HEX = lazy(rb"/Title\s{0,4}<([0-9A-Fa-f\s]{2,1600})>")
_XMP = lazy(rb"<dc:title>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,400})</rdf:li>", re.DOTALL)
_ESCAPED = lazy(rb"\\([0-7]{3}|.)", re.DOTALL)


def pdf_title(blob: Blob) -> str:
    """The title in the information dictionary or the XMP packet; empty if none is readable.

    Source: ISO 32000-1, 7.3.4 (string objects), 14.3 (metadata).
    """
    windows = [blob.at(0, _WINDOW)]
    if blob.size > _WINDOW:
        windows.append(blob.at(max(_WINDOW, blob.size - _WINDOW), _WINDOW))
    for window in windows:
        for found in (_XMP.search(window), _LITERAL.search(window), _HEX.search(window)):
            if found and (title := _decoded(found.group(1), found.re.pattern == _HEX.pattern)):
                return title
    return ""


def _decoded(raw: bytes, hexadecimal: bool) -> str:  # noqa: FBT001  # which of the two it was
    if hexadecimal:
        digits = re.sub(rb"\s", b"", raw).decode("ascii")
        raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        raw = _ESCAPED.sub(_unescaped, raw)
    if raw.startswith(b"\xfe\xff"):
        text = raw[2:].decode("utf-16-be", "replace")
    else:
        text = raw.decode("utf-8", "replace")
    return " ".join(text.replace("\x00", "").split())


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found.group(1)
    if len(code) == 3:
        return bytes([int(code, 8) & 0xFF])
    return {b"n": b" ", b"r": b" ", b"t": b" ", b"\n": b""}.get(code, code)
