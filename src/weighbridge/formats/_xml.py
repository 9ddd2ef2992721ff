"""Text as an XML document may hold it."""

from weighbridge.patterns import lazy

_NO_CHARACTER = lazy("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) admits in no document."""


def clean(text: str) -> str:
    """Text without what no XML document may hold, not even as a reference."""
    return _NO_CHARACTER.sub("\ufffd", text)
