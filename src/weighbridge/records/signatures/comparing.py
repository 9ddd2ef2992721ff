"""How the files of a release differ from what was signed, each difference in a sentence."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from weighbridge.records.signatures.statement import Resource, Statement

Stretch = tuple[str, int, int | None]
"""Path, first byte and end of what was hashed; no end for a whole file."""


class Change(StrEnum):
    """What became of a file."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    LINKED = "linked"
    """A symbolic link stands where the signature allows none."""
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One file that is not as it was signed.

    Attributes:
        message: a sentence that names the file.
    """

    path: str
    change: Change
    message: str


def differences(
    signed: Statement,
    found: Mapping[Stretch, str],
    present: Collection[str],
    hindered: Iterable[Difference],
) -> list[Difference]:
    """Every difference, by path.

    Args:
        signed: what to hold the files against.
        found: the digest of each stretch that was hashed.
        present: the files that are there.
        hindered: those that could not be hashed.
    """
    told = list(hindered)
    silenced = {one.path for one in told}
    gone = {r.path: r for r in signed.resources if r.path not in present}
    named = {r.path for r in signed.resources}
    extra = {s[0]: digest for s, digest in found.items() if s[0] not in named}
    away = silenced | gone.keys()
    whole = {r.digest.lower(): r for r in gone.values() if r.end is None}
    for path, digest in extra.items():
        source = whole.pop(digest, None)
        if source is not None and path not in silenced:
            gone.pop(source.path)
            message = f"{path} was signed as {source.path}."
            told.append(Difference(path, Change.RENAMED, message))
        elif path not in silenced:
            told.append(Difference(path, Change.ADDED, f"{path} is not in the signature."))
    for path in gone.keys() - silenced:
        message = f"{path} is in the signature and not in the release."
        told.append(Difference(path, Change.REMOVED, message))
    told += _changed(signed.resources, found, away)
    return sorted(told)


def _changed(
    resources: Iterable[Resource], found: Mapping[Stretch, str], silenced: Collection[str]
) -> Iterator[Difference]:
    """Files that hold other bytes than were signed, each once."""
    met: set[str] = set()
    expected: dict[str, set[Stretch]] = {}
    for one in resources:
        stretch = (one.path, one.start, one.end)
        expected.setdefault(one.path, set()).add(stretch)
        if one.path in silenced or one.path in met or found.get(stretch) == one.digest.lower():
            continue
        met.add(one.path)
        where = f" between bytes {one.start:,} and {one.end:,}" if one.end is not None else ""
        message = f"{one.path} holds other bytes than were signed{where}."
        yield Difference(one.path, Change.CHANGED, message)
    for stretch in found:
        path = stretch[0]
        if path in expected and path not in met and stretch not in expected[path]:
            met.add(path)
            message = f"{path} holds more bytes than were signed."
            yield Difference(path, Change.CHANGED, message)
