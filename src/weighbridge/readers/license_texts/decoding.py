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
_LOST = "\ufffd"
_BROKEN = 20
"""Characters that are no UTF-8 in a text that is in another encoding."""
_CHINESE = ("的", "许可", "协议", "使用", "不得")
"""Words that a Chinese licence has."""
_SPARSE = 200
"""Characters of a Chinese text for each of them, at most."""


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
        text = _in_other_encoding(data)
    if "â€" in text or "Â" in text:
        for wrong, right in _MOJIBAKE.items():
            text = text.replace(wrong, right)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _in_other_encoding(data: bytes) -> str:
    if _is_western(data):
        return data.decode("cp1252", "replace")
    text = data.decode("utf-8", "replace")
    chinese = data.decode("gb18030", "replace") if text.count(_LOST) > _BROKEN else ""
    common = sum(chinese.count(word) for word in _CHINESE)
    return chinese if common * _SPARSE > len(chinese) else text


def _is_western(data: bytes) -> bool:
    """Whether few enough bytes are beyond ASCII for a text in a Western single-byte encoding."""
    return sum(byte >= 0x80 for byte in data) * 20 < len(data)
