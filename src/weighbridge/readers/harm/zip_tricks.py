"""What a zip archive does to deceive: two readers see different members, a member leads out of the
folder, or unpacking it fills the disk.
"""

import stat
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.zip_entries import LOCAL, Directory, Entry

_DESCRIBED = 8
"""Flag bit: sizes and checksum stand behind the member's bytes."""
_ENCRYPTED = 1
_RATIO, _MUCH = 200, 256 << 20
"""A member that expands so many times, and to so many bytes, is there to fill a disk."""
_HUGE = 1 << 40
_GAP_SEARCHED = 1 << 20
_PREFIXES_OF_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")


def tricks(piece: Piece, directory: Directory) -> Iterator[Reason]:
    """Every trick in an archive's structure."""
    yield from _around(piece, directory)
    yield from _names(piece, directory)
    yield from _places(piece, directory)
    for entry in directory.entries:
        where = piece.member(entry.name[:200], b"").within
        for rule, message in _entry_tricks(entry):
            yield Reason(Harm.DANGEROUS, rule, message, where)


def is_bomb(entry: Entry) -> bool:
    """Whether a member expands far more than any data does."""
    size, packed = entry.listed.size, entry.listed.packed
    return size > _HUGE or (size > _MUCH and size > packed * _RATIO)


def escapes(name: str) -> bool:
    """Whether a path leads out of the folder it is unpacked in."""
    steps = name.replace("\\", "/").split("/")
    return ".." in steps or not steps[0] or (len(steps[0]) == 2 and steps[0][1] == ":")


def _around(piece: Piece, directory: Directory) -> Iterator[Reason]:
    first = min((entry.offset for entry in directory.entries), default=directory.start)
    if first > 0 and not piece.head(4).startswith(_PREFIXES_OF_PROGRAMS):
        message = (
            f"{first:,} bytes stand before the archive begins, so that readers of other formats "
            "see another file."
        )
        yield Reason(Harm.DANGEROUS, "zip-prefix", message, piece.where(0))
    if directory.after > 0 or directory.rivals:
        message = (
            "Bytes follow the directory that it does not account for: readers may find another."
        )
        yield Reason(Harm.DANGEROUS, "zip-two-directories", message, piece.where(directory.start))


def _names(piece: Piece, directory: Directory) -> Iterator[Reason]:
    counts = Counter(entry.name for entry in directory.entries)
    for name, count in counts.items():
        if count > 1 and not name.endswith("/"):
            message = (
                f"{count} members are named {name[:200]}: which one is read depends on who reads."
            )
            yield Reason(Harm.DANGEROUS, "zip-duplicate-names", message, piece.where())


def _places(piece: Piece, directory: Directory) -> Iterator[Reason]:
    """Members over one another, and members that the directory does not list."""
    placed = sorted((e for e in directory.entries if e.local), key=lambda entry: entry.offset)
    for before, after in pairwise(placed):
        if before.end > after.offset:
            message = f"Members {before.name[:80]} and {after.name[:80]} lie over one another."
            yield Reason(Harm.DANGEROUS, "zip-overlap", message, piece.where(after.offset))
            return
    ends = [entry.end for entry in placed]
    starts = [entry.offset for entry in placed[1:]] + [directory.start]
    for end, start in zip(ends, starts, strict=False):
        gap = piece.at(end, min(start - end, _GAP_SEARCHED)) if start - end >= 30 else b""
        if (place := gap.find(LOCAL)) >= 0:
            message = "A member lies in the archive that its directory does not list."
            yield Reason(Harm.DANGEROUS, "zip-hidden-member", message, piece.where(end + place))


def _entry_tricks(entry: Entry) -> Iterator[tuple[str, str]]:
    name, listed = entry.name[:200], entry.listed
    if escapes(entry.name):
        yield "path-escape", f"Unpacking it writes {name} outside of the folder it is unpacked in."
    if stat.S_ISLNK(entry.mode):
        yield "archive-link", f"Unpacking it makes {name} a link to another place."
    if is_bomb(entry):
        yield "archive-bomb", f"{name} expands from {listed.packed:,} to {listed.size:,} bytes."
    if entry.local is None:
        yield "zip-headers-disagree", f"The directory lists {name}, where no member begins."
    elif difference := _difference(entry):
        message = f"The directory and {name}'s own header disagree about {difference}."
        yield "zip-headers-disagree", message


def _difference(entry: Entry) -> str:  # noqa: PLR0911  # one answer a line
    """What the two headers of a member do not agree on; empty when they do."""
    listed, local = entry.listed, entry.local
    if local is None:
        return ""
    deferred = bool(local.flags & _DESCRIBED)
    if listed.name != local.name:
        return "its name"
    if listed.method != local.method:
        return "how it is packed"
    if (listed.flags ^ local.flags) & _ENCRYPTED:
        return "whether it is encrypted"
    if local.packed != listed.packed and not (deferred and not local.packed):
        return "its length"
    if local.size != listed.size and not (deferred and not local.size):
        return "its unpacked length"
    if local.crc != listed.crc and not (deferred and not local.crc):
        return "its checksum"
    return ""
