"""What of a container may be given: every member within the limits under a safe name of its own,
and an obstacle for each of the others.
"""

from collections.abc import Iterator
from contextlib import closing, suppress

from weighbridge.sources.ledger import Ledger
from weighbridge.sources.linked import file_of, linked
from weighbridge.sources.members import DamagedError, Member, Members, plain, unsafe
from weighbridge.sources.port import Limits, Obstacle, SourceFile

_REPACK = "Leave it out, or store it under a plain name of its own."


def given(members: Members, limits: Limits, *, strip: bool) -> Iterator[SourceFile | Obstacle]:
    """Every member that may be given, in the container's order, and an obstacle for any other.

    Links come last, each given as the file it leads to, or as an empty file when it leads to a
    folder.

    Args:
        strip: take a top folder that holds everything off every path.
    """
    try:
        top = _top(members, limits) if strip else ""
        yield from _given(members, limits, top)
    except DamagedError as error:
        yield Obstacle(
            "",
            f"It cannot be read further: {error}.",
            "Fetch or pack it again.",
        )


def _given(members: Members, limits: Limits, top: str) -> Iterator[SourceFile | Obstacle]:
    ledger = Ledger(limits)
    links: dict[str, Member] = {}
    with closing(members()) as listed:
        for member in listed:
            if member.folder and not plain(member.name):
                continue
            ledger.listed += 1
            if ledger.full:
                cause = f"More than {limits.files} members; the rest was not read."
                yield Obstacle("", cause, "Audit its parts one by one.")
                break
            if problem := unsafe(member.name):
                cause = f"The member {member.name[:200]!r} {problem}, and was not read."
                yield Obstacle("", cause, _REPACK)
                continue
            if member.folder:
                continue
            path = plain(member.name)
            if cause := ledger.refusal(member, path):
                yield Obstacle(path.removeprefix(top), cause, member.remedy or _REPACK)
            elif member.target is not None:
                links[path] = member
            else:
                yield file_of(path.removeprefix(top), member)
    if links:
        yield from linked(members, ledger, links, top)


def _top(members: Members, limits: Limits) -> str:
    """The one folder that holds every member, with its slash; empty if there is none."""
    tops: set[str] = set()
    with suppress(DamagedError), closing(members()) as listed:
        for number, member in enumerate(listed):
            if number > limits.files:
                break
            path = plain(member.name)
            if unsafe(member.name) or not path:
                continue
            if "/" not in path and not member.folder:
                return ""
            tops.add(path.partition("/")[0])
            if len(tops) > 1:
                return ""
    return f"{tops.pop()}/" if tops else ""
