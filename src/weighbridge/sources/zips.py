"""Zip archives, wheels among them: each member inflated no further than it declares.

The standard library's reader holds the whole directory in memory and inflates some methods
without a bound, so both are done here.
"""

import io
import stat
import zlib
from collections.abc import Generator
from functools import partial
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from weighbridge.sources.forward import HELD, Forward, Pieces, Window
from weighbridge.sources.inflating import CHUNK
from weighbridge.sources.members import DamagedError, Member
from weighbridge.sources.port import Limits
from weighbridge.sources.zip_directory import Entry, entries, find_directory

_LOCAL = Struct("<4s5H3L2H")
_LONGEST_TARGET = 4096
_STORED, _DEFLATED = 0, 8
"""Source: APPNOTE 6.3.10, 4.4.5."""
_ENCRYPTED = 0x41
"""Bits of encryption and strong encryption. Source: APPNOTE 6.3.10, 4.4.4."""


def members(path: Path, limits: Limits) -> Generator[Member, None, None]:
    """Every member, in the central directory's order.

    Raises:
        DamagedError: the archive cannot be read further.
    """
    del limits  # what a member declares bounds it, and whoever lists them checks that
    try:
        with path.open("rb") as listed, path.open("rb") as file:
            directory = find_directory(listed)
            left = directory.start
            for entry in entries(listed, directory):
                taken = _LOCAL.size + len(entry.raw_name) + entry.stored
                yield _member(
                    file, entry, overdrawn=taken > left or entry.offset >= directory.start
                )
                left -= min(taken, left)
    except DamagedError:
        raise
    except OSError as error:
        raise DamagedError(str(error)) from error


def _member(file: BinaryIO, entry: Entry, *, overdrawn: bool) -> Member:
    fault, remedy = _fault(entry, overdrawn=overdrawn)
    target = None
    if stat.S_ISLNK(entry.mode) and not fault:
        target, fault = _target(file, entry)
    return Member(
        name=entry.name,
        size=entry.size if target is None else 0,
        open=partial(_opened, file, entry),
        stored=entry.stored if target is None else 0,
        executable=bool(entry.mode & 0o111),
        folder=entry.name.endswith("/"),
        target=target,
        fault=fault,
        remedy=remedy,
    )


def _fault(entry: Entry, *, overdrawn: bool) -> tuple[str, str]:
    """Why a member cannot be read, and the remedy."""
    if overdrawn:
        return (
            "It claims bytes that the archive does not have, or that other members claim too.",
            "",
        )
    if entry.flags & _ENCRYPTED:
        return "It is encrypted.", "Pack the archive again without a password."
    if entry.method not in {_STORED, _DEFLATED}:
        cause = f"It is compressed by method {entry.method}, which is not read here."
        return cause, "Pack the archive again with the usual method (deflate)."
    if entry.method == _STORED and entry.size != entry.stored:
        return f"It declares {entry.size} bytes and has {entry.stored}.", ""
    kind = stat.S_IFMT(entry.mode)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK}:
        return "It is a device or a pipe, and was not read.", ""
    return "", ""


def _target(file: BinaryIO, entry: Entry) -> tuple[str | None, str]:
    """What a link says, or why that cannot be read."""
    if entry.size > _LONGEST_TARGET:
        return None, f"It is a link longer than {_LONGEST_TARGET} bytes."
    try:
        return b"".join(_pieces(file, entry)).decode("utf-8", "backslashreplace"), ""
    except OSError as error:
        return None, f"It is a link that cannot be read: {error}."


def _opened(file: BinaryIO, entry: Entry) -> BinaryIO:
    if entry.method == _STORED and entry.size > HELD:
        return io.BufferedReader(Window(file, _content_at(file, entry), entry.size), CHUNK)
    return io.BufferedReader(Forward(partial(_pieces, file, entry), entry.size), CHUNK)


def _content_at(file: BinaryIO, entry: Entry) -> int:
    """Where the member's bytes begin, by its own header, which must agree on its name."""
    file.seek(entry.offset)
    fixed = file.read(_LOCAL.size)
    if len(fixed) < _LOCAL.size or not fixed.startswith(b"PK\3\4"):
        raise DamagedError("its own header is not where the directory says")
    name, extra = (int(length) for length in _LOCAL.unpack(fixed)[9:])
    if file.read(name) != entry.raw_name:
        raise DamagedError("its own header gives another name than the directory")
    return entry.offset + _LOCAL.size + name + extra


def _pieces(file: BinaryIO, entry: Entry) -> Pieces:
    """The member's bytes, as many as it declares, the last only once the checksum is right."""
    left, checksum = entry.size, 0
    raw = _raw(file, _content_at(file, entry), entry.stored)
    for piece in raw if entry.method == _STORED else _inflated(raw, entry.size):
        left -= len(piece)
        checksum = zlib.crc32(piece, checksum)
        if not left and checksum != entry.checksum:
            raise DamagedError("its bytes do not match its checksum")
        yield piece
    if left:
        raise DamagedError(f"it holds {left} bytes less than it declares")


def _raw(file: BinaryIO, start: int, stored: int) -> Pieces:
    end = start + stored
    while start < end:
        file.seek(start)
        piece = file.read(min(CHUNK, end - start))
        if not piece:
            raise DamagedError("it is cut short")
        start += len(piece)
        yield piece


def _inflated(raw: Pieces, size: int) -> Pieces:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    pending = b""
    while size > 0:
        pending = pending or next(raw, b"")
        try:
            piece = inflate.decompress(pending, min(CHUNK, size))
        except zlib.error as error:
            raise DamagedError(f"its compressed bytes are damaged ({error})") from error
        if not piece and (inflate.eof or not pending):
            return
        pending = inflate.unconsumed_tail
        size -= len(piece)
        if piece:
            yield piece
