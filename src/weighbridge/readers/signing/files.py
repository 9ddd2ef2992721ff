"""The files of a release, hashed as a signature of them hashes them."""

from collections.abc import Collection, Iterable, Iterator

from weighbridge.records.signatures.comparing import Change, Difference, Stretch
from weighbridge.records.signatures.statement import Statement
from weighbridge.sources import digests
from weighbridge.sources.digests import Outcome
from weighbridge.sources.signable import Listed
from weighbridge.sources.stamps import Memory

Asked = tuple[Listed, int, int | None]
"""A file, the first byte to be hashed and the end; no end for the whole file."""


def stretches(one: Listed, signed: Statement, *, named: bool) -> Iterator[Asked]:
    """What is to be hashed of a file: all of it, or stretch by stretch.

    Args:
        named: whether the signature speaks of it; of another file the first stretch will do.
    """
    if signed.shard is None:
        yield one, 0, None
        return
    last = one.size if named else min(one.size, signed.shard)
    for start in range(0, last, signed.shard):
        yield one, start, min(start + signed.shard, last)


def hashed(asked: Iterable[Asked], algorithm: str, memory: Memory | None) -> dict[Stretch, Outcome]:
    """The digest of each stretch, or what kept it from being read.

    Raises:
        UnknownAlgorithmError: the algorithm cannot be computed here.
    """
    known = [(one, one.open, start, end) for one, start, end in asked if one.open is not None]
    outcomes = digests.digests(
        (
            digests.Stretch(opened, (one.size if end is None else end) - start, start, end is None)
            for one, opened, start, end in known
        ),
        algorithm,
        memory,
    )
    names = ((one.path, start, end) for one, _, start, end in known)
    return dict(zip(names, outcomes, strict=True))


def hindrance(one: Listed, *, symlinks: bool) -> Difference | None:
    """What keeps a file from being held against a signature."""
    if one.target is not None and not symlinks:
        message = f"{one.path} is a symbolic link to {one.target}, and the signature allows none."
        return Difference(one.path, Change.LINKED, message)
    if one.trouble:
        return Difference(one.path, Change.UNREAD, one.trouble)
    return None


def uncovered(signed: Statement, there: Collection[Listed]) -> Iterator[str]:
    """What is there and the form of the signature cannot speak of, in sentences."""
    for one in there:
        if one.open is None and one.target is not None and signed.symlinks and not one.trouble:
            yield f"{one.path} is a link to a folder, and what lies in it is not covered."
        if signed.shard is not None and one.open is not None and not one.size:
            yield f"{one.path} is empty, and a signature of stretches says nothing of such files."


def cause(error: OSError) -> str:
    """Why a file could not be read, without a full stop."""
    return (error.strerror or str(error)).rstrip(".")
