"""Archives and compressed files, inspected: formats that are archives, and weights in others."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.tensors import Inspected
from weighbridge.readers import keras, numpy_arrays, pytorch
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.tar_tricks import is_tar
from weighbridge.readers.harm.torch_archives import form_of
from weighbridge.readers.harm.unpacking import UnpackingError, compression, unpacked
from weighbridge.readers.weights_formats import (
    inspecting,
    keras_files,
    numpy_files,
    other_models,
    torch_exports,
    torch_files,
)
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import UnreadError
from weighbridge.readers.zip_directory import Member, members

_TORCH = {
    "pytorch": pytorch.ARCHIVE,
    "torchscript": pytorch.TORCHSCRIPT,
    "torch-package": pytorch.PACKAGE,
    "pytorch-export": pytorch.EXPORTED,
}
_DEEPEST = 3
_MOST_MEMBERS = 20_000
_LONGEST_MEMBER = 256 << 20
_LONGEST_OVER_NETWORK = 32 << 20
_STEP = 1 << 16
_DEFLATED = 8
_BLOCK = 512
_TEXT = bytes((*range(9), *range(14, 32), 127))
Inside = Iterator[tuple[str, Piece]]


def inspect(piece: Piece, head: bytes, at: Evidence, folder: str) -> Inspected | None:
    """What an archive holds; None for other files, and for archives without weights."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(piece, at, folder)
    if is_tar(head[:_BLOCK]):
        return _all(piece, _tar(piece), at, folder)
    packed = compression(head)
    return _compressed(piece, packed, at, folder) if packed else None


def _zip(piece: Piece, at: Evidence, folder: str) -> Inspected | None:
    try:
        found = members(piece)
    except ValueError as error:
        note = f"The archive cannot be read: {error}."
        return Inspected(form("archive"), piece.size, notes=(note,))
    listed = {one.name: one for one in found}
    careful, kind = inspecting.careful, form_of(set(listed))
    if known := _TORCH.get(kind):
        read = torch_exports.inspect if kind == "pytorch-export" else torch_files.archive
        return careful(known, piece, lambda: read(piece, listed, known))
    match kind:
        case "npz":
            return careful(
                numpy_arrays.ARRAYS, piece, lambda: numpy_files.archive(piece, listed.values())
            )
        case "keras" if "model.weights.h5" in listed:
            return careful(keras.ARCHIVE, piece, lambda: keras_files.archive(piece, listed))
        case "skops":
            return careful(form("skops"), piece, lambda: other_models.skops(piece, listed))
    return _all(piece, _members(piece, listed), at, folder)


def _all(piece: Piece, inside: Inside, at: Evidence, folder: str) -> Inspected | None:
    """The weights among some members; None where there are none."""
    found: list[tuple[str, Inspected]] = []
    notes: list[str] = []
    if piece.depth >= _DEEPEST:
        return None
    try:
        for name, member in inside:
            one = inspecting.inspect(member, at, folder)
            if one is not None and one.size:
                found.append((name, _without_places(one)))
    except inspecting.DAMAGE as error:
        notes.append(f"It could not be read to its end: {' '.join(str(error).split())[:200]}.")
    if not found:
        return None
    return Inspected(form("archive"), piece.size, members=tuple(found), notes=tuple(notes))


def _members(piece: Piece, listed: Mapping[str, Member]) -> Inside:
    for member in _first(listed.values()):
        local = piece.at(member.offset, 30)
        if not member.size or member.name.endswith("/") or local[:4] != b"PK\x03\x04":
            continue
        lengths = (int.from_bytes(local[i : i + 2], "little") for i in (26, 28))
        start, name = member.offset + 30 + sum(lengths), member.name[:300]
        if not member.method:
            yield name, piece.part(start, member.packed, name)
        elif (inner := _unpacked(piece, member, start, name)) is not None:
            yield name, inner


def _first(found: Iterable[Member]) -> Iterator[Member]:
    for number, member in enumerate(found):
        if number >= _MOST_MEMBERS:
            raise UnreadError(f"it holds more than {_MOST_MEMBERS:,} members")
        yield member


class _Inflating:
    """A deflated member, unpacked as far as somebody asks."""

    def __init__(self, piece: Piece, start: int, packed: int) -> None:
        self.piece, self.next, self.left = piece, start, packed
        self.inner = zlib.decompressobj(-15)
        self.data = bytearray()

    def fetch(self, offset: int, length: int) -> bytes:
        """Bytes from anywhere.

        Raises:
            UnreadError: they are damaged, or more than may be unpacked.
        """
        while len(self.data) < offset + length and self.left > 0 and not self.inner.eof:
            packed = self.piece.at(self.next, min(self.left, _STEP))
            try:
                more = self.inner.decompress(packed)
            except zlib.error as error:
                raise UnreadError("a packed member of it is damaged") from error
            self.next, self.left = self.next + len(packed), self.left - max(len(packed), 1)
            self.data += more
            if not self.piece.spend(len(more)) or len(self.data) > _LONGEST_MEMBER:
                raise UnreadError(f"a member of it expands to over {_LONGEST_MEMBER:,} bytes")
        return bytes(self.data[offset : offset + length])


def _unpacked(piece: Piece, member: Member, start: int, name: str) -> Piece | None:
    """A packed member, where its beginning may be that of weights."""
    if member.method != _DEFLATED:
        return None
    inner = piece.member(name, b"")
    lazy = replace(inner, size=member.size, fetch=_Inflating(piece, start, member.packed).fetch)
    return lazy if _may_hold(lazy.head()) else None


def _may_hold(head: bytes) -> bool:
    """Whether some bytes may begin weights: other texts than models' never do."""
    texts = (b"{", b"tree\n", b"<?xml", b"<PMML", b"<net")
    return len(head.translate(None, _TEXT)) < len(head) or head.startswith(texts)


def _tar(piece: Piece) -> Inside:
    """The files of a tar archive, by their headers alone.

    Source: POSIX.1-2017 `pax`, "ustar Interchange Format".
    """
    place = 0
    for _ in range(_MOST_MEMBERS):
        head = piece.at(place, _BLOCK)
        if len(head) < _BLOCK or not head.strip(b"\0"):
            return
        size = _octal(head[124:136])
        name = head[:100].partition(b"\0")[0].decode("utf-8", "replace")
        if head[156:157] in b"0\0" and size:
            yield name, piece.part(place + _BLOCK, size, name)
        place += _BLOCK + -(-size // _BLOCK) * _BLOCK


def _octal(field: bytes) -> int:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    return int(field.strip(b"\0 ") or b"0", 8)


def _compressed(piece: Piece, packed: str, at: Evidence, folder: str) -> Inspected | None:
    """What lies behind a compression; None where the bytes only look like one."""
    if piece.depth >= _DEEPEST or (piece.kept and piece.size > _LONGEST_OVER_NETWORK):
        return None
    try:
        data = unpacked(piece, packed)
    except UnpackingError as error:
        sure = packed not in {"zlib", "lzma"}
        note = f"It cannot be unpacked: {error}."
        return Inspected(form("archive"), piece.size, notes=(note,)) if sure else None
    inner = replace(piece.member(packed, b""), size=data.size, fetch=data.fetch)
    one = inspecting.inspect(inner, at, folder)
    return _without_places(replace(one, size=piece.size)) if one else None


def _without_places(one: Inspected) -> Inspected:
    """Places inside a member are no places in the file."""
    if one.tensors is None:
        return one
    return replace(one, tensors=tuple(tensor._replace(start=-1) for tensor in one.tensors))
