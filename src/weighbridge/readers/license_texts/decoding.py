"""Bytes as text, whatever wrote them."""

MOST = 1 << 20
"""Bytes of a file that are read; the longest licence text known has a tenth of that."""
_MOJIBAKE = {
    "â€œ": '"',
    "â€\x9d": '"',
    "â€": '"',
    "â€™": "'",
    "â€˜": "'",
    "â€“": "-",
    "â€”": "-",
    "Â©": "©",
    "Â ": " ",
}
"""UTF-8 that was once read as Windows-1252, for the marks licences have."""


def decoded(data: bytes) -> str:
    """The text of at most `MOST` bytes; empty for bytes that are no text."""
    data = data[:MOST]
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = (
            data.decode("cp1252", "replace")
            if _is_western(data)
            else data.decode("utf-8", "replace")
        )
    if "â€" in text or "Â" in text:
        for wrong, right in _MOJIBAKE.items():
            text = text.replace(wrong, right)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_western(data: bytes) -> bool:
    """Whether few enough bytes are beyond ASCII for a text in a Western single-byte encoding."""
    return sum(byte >= 0x80 for byte in data) * 20 < len(data)
