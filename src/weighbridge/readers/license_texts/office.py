"""The text of a word processor's document: an archive with its words in XML."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.unread import Unread

_MARK = b"PK\x03\x04"
_WORDS = ("word/document.xml", "content.xml")
"""Where the words of an Office Open XML and of an OpenDocument text lie."""
_READ = 4 << 20
"""Bytes of XML that are read."""
_ENDS = lazy(r"</(?:w:p|w:tr|text:p|text:h)>|<(?:w:br|w:cr|text:line-break)\b[^<>]*/>")
_BLANKS = lazy(r"<(?:w:tab|text:tab|text:s)\b[^<>]*/>")
_TAG = lazy(r"<[^<>]*>")


def is_office(data: bytes) -> bool:
    """Whether bytes begin like an archive, which such a document is."""
    return data.startswith(_MARK)


def of_office(data: bytes) -> str | Unread:
    """The words of a document; why not, for one without any.

    Source: ECMA-376 part 1, 17.2 (main document); OpenDocument 1.3 part 3, 3.1.3.2 (content).
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            name = next((n for n in _WORDS if n in archive.NameToInfo), "")
            if not name:
                return Unread("is an archive, not a text")
            with archive.open(name) as stream:
                xml = stream.read(_READ).decode("utf-8", "replace")
    except Exception as error:  # noqa: BLE001  # zipfile, zlib, lzma and struct raise their own
        return Unread(f"is a document that could not be read ({type(error).__name__})")
    return unescape(_TAG.sub("", _BLANKS.sub(" ", _ENDS.sub("\n\n", xml))))
