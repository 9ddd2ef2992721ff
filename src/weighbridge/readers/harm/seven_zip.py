"""A 7z archive with every member looked into, unpacked in memory and within bounds.

Source: 7z format description, 7-Zip 24 `7zFormat.txt`.
"""

from io import BytesIO
from typing import Any, BinaryIO, cast

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.found import Found, Look, gathered, incomplete
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.piece_stream import PieceStream
from weighbridge.readers.harm.zip_tricks import escapes

MAGIC = b"7z\xbc\xaf\x27\x1c"
_MOST, _MOST_PACKED = 64 << 20, 64 << 20
_MOST_MEMBERS = 10_000
_PLACE = "/nowhere"
"""What the library puts before every name; nothing is written there."""
_HEADER = 32
_LONGEST_HEADER = 4 << 20


class _TooMuchError(Exception):
    """More is unpacked than is looked at."""


class _Held(BytesIO):
    """One member in memory."""

    def __init__(self, left: list[int]) -> None:
        super().__init__()
        self.left = left

    def write(self, data: Any, /) -> int:
        """Keep some bytes.

        Raises:
            _TooMuchError: they are more than all members together may have.
        """
        self.left[0] -= len(data)
        if self.left[0] < 0:
            raise _TooMuchError
        return super().write(data)

    def size(self) -> int:
        """Bytes so far."""
        return len(self.getbuffer())

    def close(self) -> None:
        """Stay open: the library closes what it has written."""


class _Held7z:
    """Where the library writes the members."""

    def __init__(self) -> None:
        self.left = [_MOST]
        self.members: list[tuple[str, _Held]] = []

    def create(self, name: str, *_: object, **__: object) -> _Held:
        """A place for one member."""
        self.members.append((name.removeprefix(f"{_PLACE}/"), _Held(self.left)))
        return self.members[-1][1]


class _UnreadError(Exception):
    """Why it is not looked into: the rule and the sentence."""


def read_7z(piece: Piece, look: Look) -> Found:
    """Look into an archive and everything in it."""
    held = _Held7z()
    try:
        names = _opened(piece, held)
    except _UnreadError as error:
        return incomplete("7z", error.args[0], error.args[1], piece.where())
    except _TooMuchError:
        message = f"It expands to more than {_MOST:,} bytes."
        return incomplete("7z", "archive-unread", message, piece.where())
    except Exception as error:  # noqa: BLE001  # the library raises anything on damaged bytes
        message = f"The archive cannot be read: {type(error).__name__}: {str(error)[:100]}."
        return incomplete("7z", "archive-damaged", message, piece.where())
    return _members(piece, look, names, held)


def _opened(piece: Piece, held: _Held7z) -> list[str]:
    """Unpack every member, and give their names."""
    if piece.too_deep:
        raise _UnreadError("nested-too-deep", "Archives are nested too deeply to be opened.")
    try:
        import py7zr  # noqa: PLC0415  # an extra
    except ImportError:
        message = "A 7z archive needs `pip install 'weighbridge[archives]'` to be opened."
        raise _UnreadError("archive-unread", message) from None
    if cause := _too_much(piece):
        raise _UnreadError("archive-unread", f"It was not opened: {cause}.")
    stream = cast("BinaryIO", PieceStream(piece))
    with py7zr.SevenZipFile(stream, max_extract_size=_MOST) as archive:
        names = list(archive.getnames())
        if archive.needs_password():
            raise _UnreadError("member-encrypted", "It is encrypted, and may hold anything.")
        if len(names) > _MOST_MEMBERS:
            message = f"It holds {len(names):,} members, more than are looked at."
            raise _UnreadError("too-many-members", message)
        if sum(one.uncompressed or 0 for one in archive.list()) > _MOST:
            raise _TooMuchError
        if not any(map(escapes, names)):  # the library refuses such names, and what is found stands
            archive.extract(path=_PLACE, factory=held)
    return names


def _too_much(piece: Piece) -> str:
    head = piece.head(_HEADER)
    if piece.size > _MOST_PACKED:
        return f"it is longer than {_MOST_PACKED:,} bytes"
    if len(head) < _HEADER or int.from_bytes(head[20:28], "little") > _LONGEST_HEADER:
        return "its header is damaged or too long"
    return ""


def _members(piece: Piece, look: Look, names: list[str], held: _Held7z) -> Found:
    reasons: list[Reason] = []
    found_names: list[str] = []
    for name in names:
        if escapes(name):
            message = f"Unpacking it writes {name[:200]} outside of the folder it is unpacked in."
            reasons.append(Reason(Harm.DANGEROUS, "path-escape", message, piece.where()))
    for name, member in held.members:
        data = member.getvalue()
        if not piece.spend(len(data)):
            message = "Everything in the file expands to more than is unpacked."
            reasons.append(Reason(Harm.INCOMPLETE, "member-unread", message, piece.where()))
            break
        inner = look(piece.member(name[:200], data))
        reasons += inner.reasons
        found_names += inner.names
    return gathered("7z", reasons, found_names)
