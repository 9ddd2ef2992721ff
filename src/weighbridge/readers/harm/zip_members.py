"""A zip archive with every member looked into as the archive's readers would give it."""

import zlib
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import torch_archives
from weighbridge.readers.harm.found import Found, Look, gathered, incomplete
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.unpacking import (
    BombError,
    UnpackingError,
    beginning,
    inflated,
)
from weighbridge.readers.harm.zip_entries import (
    DamagedArchiveError,
    Directory,
    Entry,
    read_directory,
)
from weighbridge.readers.harm.zip_tricks import is_bomb, tricks

_HEAD = 1 << 16
_CHECKED = 8 << 20
"""Bytes of a stored member whose checksum is computed; tensors are not read for that."""
_LONGEST_HEADER = 8192
_OBJECTS = lazy(rb"O\d*['\"]")
_MOST_MEMBERS = 200_000


def read_zip(piece: Piece, look: Look) -> Found:
    """Look into an archive and everything in it."""
    try:
        directory = read_directory(piece)
    except DamagedArchiveError as error:
        message = f"The archive cannot be read: {error}."
        return incomplete("zip", "archive-damaged", message, piece.where())
    if len(directory.entries) > _MOST_MEMBERS:
        message = f"It holds {len(directory.entries):,} members, more than are looked at."
        return incomplete("zip", "too-many-members", message, piece.where())
    form = torch_archives.form_of({entry.name for entry in directory.entries})
    reasons = [*tricks(piece, directory)]
    names: list[str] = []
    if piece.too_deep:
        message = "Archives are nested too deeply to be opened."
        return gathered(form, [*reasons, Reason(Harm.INCOMPLETE, "nested-too-deep", message)])
    for entry in directory.entries:
        found = _member(piece, entry, form, look)
        reasons += found.reasons
        names += found.names
    reasons += torch_archives.reasons(piece, form, directory)
    return gathered(form, reasons, names)


def zip_at_the_end(piece: Piece) -> Directory | None:
    """The directory of an archive that a file of another format ends with; None without one."""
    if b"PK\x05\x06" not in piece.tail(22 + 0xFFFF if piece.size < 1 << 20 else 4096):
        return None
    try:
        directory = read_directory(piece)
    except DamagedArchiveError:
        return None
    return directory if any(entry.local for entry in directory.entries) else None


def _member(piece: Piece, entry: Entry, form: str, look: Look) -> Found:
    if entry.name.endswith("/") or entry.local is None:
        return Found("folder")
    storage = torch_archives.is_storage(entry.name, form)
    try:
        inner, whole = _content(piece, entry)
    except BombError as error:
        step = piece.member(entry.name[:200], b"").within
        message = f"The member {entry.name[:200]} is a bomb: {error}."
        return Found("zip", (Reason(Harm.DANGEROUS, "archive-bomb", message, step),))
    except UnpackingError as error:
        step = piece.member(entry.name[:200], b"").within
        message = f"The member {entry.name[:200]} cannot be read: {error}."
        return incomplete("zip", "member-unread", message, step)
    found = look(inner)
    if storage:
        # numbers may look like the beginning of anything: only what would act is worth a word
        found = Found("tensor", tuple(r for r in found.reasons if r.harm is Harm.DANGEROUS))
    if form == "torchscript":
        found = gathered(found.form, [*found.reasons, *torch_archives.program(inner)], found.names)
    return gathered(
        found.form, [*found.reasons, *_doubts(inner, entry, whole and not storage)], found.names
    )


def _content(piece: Piece, entry: Entry) -> tuple[Piece, bool]:
    """A member's bytes, and whether they are all there for a checksum."""
    name, listed = entry.name[:200], entry.listed
    if entry.start + listed.packed > piece.size:
        raise UnpackingError("the archive ends before it does")
    if is_bomb(entry):
        raise UnpackingError("it is there to fill a disk, and was not unpacked")
    if not piece.spend(0):
        raise UnpackingError("everything in the file expands to more than is unpacked")
    if listed.method == 0:
        return piece.part(entry.start, listed.packed, name), listed.packed <= _CHECKED
    packed = piece.part(entry.start, listed.packed)
    if listed.size > _CHECKED and not _asks_for_more(packed, listed.method, name):
        return _beginning(piece, name, beginning(packed, listed.method, _HEAD), listed.size), False
    data = inflated(packed, listed.method)
    inner = piece.member(name, b"")
    inner = Piece(inner.path, data.size, data.fetch, inner.within, inner.depth, budget=piece.budget)
    return inner, listed.size <= _CHECKED


def _asks_for_more(packed: Piece, method: int, name: str) -> bool:
    """Whether a large member has to be unpacked whole: a plain array is known by its beginning."""
    head = beginning(packed, method, _HEAD)
    plain = head.startswith(b"\x93NUMPY") and not _OBJECTS.search(head[:_LONGEST_HEADER])
    return not plain or name.endswith(".pkl")


def _beginning(piece: Piece, name: str, data: bytes, size: int) -> Piece:
    """A member of which only the first bytes are unpacked; zeros stand for the others."""

    def fetch(offset: int, length: int) -> bytes:
        return data[offset : offset + length].ljust(length, b"\0")

    inner = piece.member(name, data)
    return Piece(inner.path, size, fetch, inner.within, inner.depth)


def _doubts(inner: Piece, entry: Entry, whole: bool) -> Iterator[Reason]:  # noqa: FBT001  # one caller
    listed, local = entry.listed, entry.local
    if listed.flags & 1 or (local and local.flags & 1):
        yield from _encrypted(inner, entry, whole)
    elif whole and zlib.crc32(inner.at(0, inner.size)) != listed.crc:
        message = (
            f"The bytes of {entry.name[:200]} do not have the checksum the archive states: some "
            "readers refuse them, others load them."
        )
        yield Reason(Harm.INCOMPLETE, "zip-checksum", message, inner.within)


def _encrypted(inner: Piece, entry: Entry, whole: bool) -> Iterator[Reason]:  # noqa: FBT001  # as above
    """A member that says it is encrypted: it is, or the mark keeps scanners out."""
    plain = whole and zlib.crc32(inner.at(0, inner.size)) == entry.listed.crc
    if plain:
        message = f"{entry.name[:200]} is marked as encrypted and is not, which keeps scanners out."
        yield Reason(Harm.DANGEROUS, "zip-false-encryption", message, inner.within)
    else:
        message = f"{entry.name[:200]} is encrypted, and may hold anything."
        yield Reason(Harm.INCOMPLETE, "member-encrypted", message, inner.within)
