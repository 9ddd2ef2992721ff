"""Pickles in a file: one after another, as PyTorch wrote them before 1.6, with bytes inside that
are pickles again, and what follows the last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import pickle_verdict
from weighbridge.readers.harm.pickle_machine import Walk
from weighbridge.readers.harm.pickle_walk import walk
from weighbridge.readers.harm.piece import Piece

BINARY = tuple(b"\x80" + bytes([protocol]) for protocol in range(6))
"""First bytes of a pickle that states its protocol."""
_LEGACY = bytes.fromhex("8a0a6cfc9c46f9206aa85019") + b"."
"""A pickle of the number 0x1950A86A20F9469CFC6C, behind its protocol."""
_LEGACY_PICKLES = 5
"""Magic number, protocol, system, object, keys of the storages; then the storages."""
_PADDING = 1 << 20
_MOST = 64
"""Pickles of one file that are walked."""
_TEXTUAL = lazy(
    rb"(?:\(?[ldt]?p\d+\n)*"
    rb"(?:c[A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n|\((?:i[\w.]+\n|[dlt(SVIFLKMJNXUcC]|p\d)"
    rb"|[SV]['\"]?[^\n]{0,200}\n(?:p\d+\n|[cq.0(])|[IFL][-\d.]+\n|[\]})N](?:[q\x94.(]|p\d)|X.{4}|U)",
    re.DOTALL,
)
"""How a pickle of protocol 0 or 1 may begin."""


@dataclass(frozen=True, slots=True)
class Pickled:
    """What was found in the pickles of a file.

    Attributes:
        end: offset after what was understood.
        stopped: whether at least one pickle was walked to its end.
        names: what they name that is no plain constructor.
    """

    form: str
    reasons: tuple[Reason, ...]
    end: int
    stopped: bool
    names: tuple[str, ...] = ()
    fault: str = ""
    walks: list[Walk] = field(default_factory=list)


def looks_textual(head: bytes) -> bool:
    """Whether a file may be a pickle that does not state its protocol."""
    return _TEXTUAL.match(head) is not None


def read_pickles(
    piece: Piece, *, torch: bool = False, strict: bool = True, start: int = 0
) -> Pickled:
    """Walk every pickle of a file.

    Args:
        torch: whether persistent ids are PyTorch's.
        strict: whether bytes after the last pickle are a reason to doubt.
        start: offset of the first.
    """
    head = piece.at(start, 16)
    legacy = head[:1] == b"\x80" and head[2:].startswith(_LEGACY)
    found: list[Walk] = []
    offset = start
    for _ in range(_LEGACY_PICKLES if legacy else _MOST):
        if offset >= piece.size or (offset > start and not legacy and not _begins(piece, offset)):
            break
        one = walk(piece, offset)
        if offset > start and not legacy and one.fault and not (one.imports or one.computed):
            break
        found.append(one)
        offset = one.end
        if one.fault:
            break
    form = "pytorch-legacy" if legacy else _form(found)
    reasons = [r for w in found for r in _reasons_of(piece, w, torch or legacy)]
    if strict and not legacy and not found[-1].fault:
        reasons += after_the_end(piece, offset)
    names = tuple(dict.fromkeys(name for w in found for name in pickle_verdict.names(w)))
    stopped = any(not w.fault for w in found)
    return Pickled(form, tuple(reasons), offset, stopped, names, found[-1].fault, found)


def _reasons_of(piece: Piece, one: Walk, torch: bool) -> Iterator[Reason]:  # noqa: FBT001  # one caller
    yield from pickle_verdict.reasons(piece, one, torch=torch)
    if one.fault:
        message = f"The pickle cannot be walked to its end: {one.fault}."
        yield Reason(Harm.INCOMPLETE, "pickle-damaged", message, piece.where(one.end))
    for start, length in one.embedded:
        yield from _embedded(piece, one, start, length)


def _embedded(piece: Piece, one: Walk, start: int, length: int) -> Iterator[Reason]:
    """Bytes in a pickle that are a pickle or an archive themselves."""
    loads = any(module == "torch.storage" for module, _ in one.imports)
    inner = piece.part(start, length, f"bytes at {start}")
    if piece.too_deep:
        yield Reason(
            Harm.INCOMPLETE, "nested-too-deep", "It nests pickles too deeply.", inner.within
        )
        return
    if inner.head(2) == b"PK":
        from weighbridge.readers.harm.looking import look  # noqa: PLC0415  # archives hold pickles

        yield from look(inner).reasons
        return
    found = read_pickles(inner, torch=loads, strict=False)
    yield from (r for r in found.reasons if loads or r.harm is Harm.DANGEROUS)


def _begins(piece: Piece, offset: int) -> bool:
    head = piece.at(offset, 512)
    return head.startswith(BINARY) or looks_textual(head)


def after_the_end(piece: Piece, offset: int) -> Iterator[Reason]:
    """What follows the end of what a loader asks for."""
    left = piece.size - offset
    if left <= 0:
        return
    if left <= _PADDING and not piece.at(offset, left).strip(b"\0\n\r "):
        return
    message = f"{left:,} bytes follow the end of what is loaded, and nothing accounts for them."
    yield Reason(Harm.INCOMPLETE, "bytes-after-the-end", message, piece.where(offset))


def _form(found: list[Walk]) -> str:
    return "joblib" if any(one.arrays for one in found) else "pickle"
