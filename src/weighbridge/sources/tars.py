"""Tar archives, plain or compressed: one pass in the archive's order, nothing unpacked, every
header bounded.

The standard library's reader keeps every header in memory and reads extended headers of any
size, so the blocks are read here, and only the fields of one block are left to it.
"""

import io
import tarfile
from collections.abc import Generator
from functools import partial
from pathlib import Path
from tarfile import TarInfo
from typing import BinaryIO

from weighbridge.sources.flow import Flow
from weighbridge.sources.forward import Forward, Pieces
from weighbridge.sources.inflating import CHUNK
from weighbridge.sources.members import DamagedError, Member
from weighbridge.sources.port import Limits
from weighbridge.sources.regular import shown

_BLOCK = 512
_LONGEST_HEADER = 1 << 20
"""Bytes of one extended header."""
_SPARSE = "It is stored with its holes left out, which is not read here."
_SPECIAL = "It is a device or a pipe, and was not read."
_SPARSE_KEYS = "GNU.sparse."
_KEPT = frozenset({"path", "linkpath", "size", "GNU.sparse.name"})
"""Records of extended headers that say where a member is and how long."""


def is_tar(file: BinaryIO) -> bool:
    """Whether a file is a tar archive, compressed or not, by its first header."""
    try:
        block = Flow(file, Limits()).read(_BLOCK)
        TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, OSError, ValueError):
        return False
    return True


def members(path: Path, limits: Limits) -> Generator[Member, None, None]:
    """Every member, in the archive's order.

    Raises:
        DamagedError: the archive cannot be read further.

    Source: POSIX.1-2024, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar
    manual, "Basic Tar Format".
    """
    try:
        with path.open("rb") as file:
            yield from _members(path, Flow(file, limits), limits)
    except DamagedError:
        raise
    except OSError as error:
        raise DamagedError(str(error)) from error


def _members(path: Path, flow: Flow, limits: Limits) -> Generator[Member, None, None]:
    always: dict[str, str] = {}
    once: dict[str, str] = {}
    while any(block := flow.read(_BLOCK)):
        header = _header(block)
        match header.type:
            case tarfile.XGLTYPE:
                always |= _records(_extended(flow, header))
            case tarfile.XHDTYPE | tarfile.SOLARIS_XHDTYPE:
                once |= _records(_extended(flow, header))
            case tarfile.GNUTYPE_LONGNAME:
                once["path"] = _text(_extended(flow, header).partition(b"\0")[0])
            case tarfile.GNUTYPE_LONGLINK:
                once["linkpath"] = _text(_extended(flow, header).partition(b"\0")[0])
            case _:
                if header.type == tarfile.GNUTYPE_SPARSE:
                    _pass_map(flow, block)
                yield from _member(path, flow, limits, _with(header, always | once))
                once = {}


def _pass_map(flow: Flow, block: bytes) -> None:
    """Go past the rest of an old sparse member's map, which stands before its bytes."""
    more = block[482]
    while more:
        block = flow.read(_BLOCK)
        more = block[504] if block else 0


def _header(block: bytes) -> TarInfo:
    try:
        header = TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise DamagedError(f"a header is damaged ({error})") from error
    if header.size < 0:
        raise DamagedError("a member declares a negative size")
    return header


def _extended(flow: Flow, header: TarInfo) -> bytes:
    """What an extended header says of the next one."""
    if header.size > _LONGEST_HEADER:
        raise DamagedError(f"an extended header is longer than {_LONGEST_HEADER} bytes, the limit")
    content = flow.read(header.size)
    flow.skip_to(flow.position + -header.size % _BLOCK)
    return content


def _records(content: bytes) -> dict[str, str]:
    """The records of a pax header that matter here, each `LENGTH KEY=VALUE` and a line end."""
    records = {}
    at, end = 0, len(content.rstrip(b"\0"))
    while at < end:
        digits = content[at : at + 20].partition(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits):
            raise DamagedError("an extended header is damaged")
        record = content[at + len(digits) + 1 : at + length].removesuffix(b"\n")
        key, _, value = (_text(half) for half in record.partition(b"="))
        if key in _KEPT:
            records[key] = value
        elif key.startswith(_SPARSE_KEYS):
            records[_SPARSE_KEYS] = ""
        at += length
    return records


def _with(header: TarInfo, records: dict[str, str]) -> TarInfo:
    """The header as its extended headers correct it."""
    header.name = records.get("path", header.name)
    header.linkname = records.get("linkpath", header.linkname)
    size = records.get("size", "")
    if size.isdecimal() and len(size) < 20:
        header.size = int(size)
    if _SPARSE_KEYS in records:
        header.name = records.get("GNU.sparse.name", header.name)
        header.type = tarfile.GNUTYPE_SPARSE
    return header


def _member(
    path: Path, flow: Flow, limits: Limits, header: TarInfo
) -> Generator[Member, None, None]:
    holds = header.isreg() or header.type not in tarfile.SUPPORTED_TYPES
    at, size = flow.position, header.size if holds else 0
    linked = header.type in {tarfile.SYMTYPE, tarfile.LNKTYPE}
    yield Member(
        name=shown(header.name),
        size=size,
        open=partial(_opened, path, flow, limits, at, size),
        executable=bool(header.mode & 0o111),
        folder=header.isdir(),
        target=shown(header.linkname) if linked else None,
        hard=header.type == tarfile.LNKTYPE,
        fault=_fault(header, flow, at + size),
        remedy="Pack the archive again with the whole file in it.",
    )
    flow.skip_to(at + size + -size % _BLOCK)


def _fault(header: TarInfo, flow: Flow, end: int) -> str:
    if header.type == tarfile.GNUTYPE_SPARSE:
        return _SPARSE
    if header.isdev():
        return _SPECIAL
    if flow.length is not None and end > flow.length:
        return f"It is cut short: the archive ends {end - flow.length} bytes before it does."
    return ""


def _opened(path: Path, flow: Flow, limits: Limits, at: int, size: int) -> BinaryIO:
    return io.BufferedReader(Forward(partial(_pieces, path, flow, limits, at, size), size), CHUNK)


def _pieces(path: Path, flow: Flow, limits: Limits, at: int, size: int) -> Pieces:
    """The member's bytes from the running pass while that stands there, else from a new one."""
    if flow.position == at:
        yield from flow.stretch(at, size)
        return
    with path.open("rb") as file:
        fresh = Flow(file, limits)
        fresh.skip_to(at)
        yield from fresh.stretch(at, size)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
