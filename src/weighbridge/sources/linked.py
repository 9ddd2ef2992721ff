"""Links among the members of a container, given as what they lead to."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from io import BytesIO

from weighbridge.sources.ledger import Ledger
from weighbridge.sources.links import AstrayError, resolve
from weighbridge.sources.members import LONGEST, Member, Members, plain
from weighbridge.sources.port import Obstacle, SourceFile


def file_of(path: str, member: Member, target: str | None = None) -> SourceFile:
    """A member as a source gives it."""
    return SourceFile(path, member.size, member.open, member.executable, target)


def linked(
    members: Members, admitted: Ledger, links: Mapping[str, Member], top: str
) -> Iterator[SourceFile | Obstacle]:
    """What links lead to; the container is gone through once more for all of them."""
    says = {path: _from_own_folder(path, link) for path, link in links.items()}
    wanted: dict[str, list[str]] = {}
    for path, link in links.items():
        try:
            wanted.setdefault(resolve(path, says), []).append(path)
        except AstrayError as error:
            yield _astray(path.removeprefix(top), link, f"{error}")
    lengths = {len(path) for path in wanted}
    with closing(members()) as listed:
        for member in listed if wanted else ():
            path = plain(member.name)
            if member.folder or member.target is not None or not admitted.has(path):
                continue
            for name in wanted.pop(path, ()):
                yield _led(name.removeprefix(top), links[name], member, admitted)
            for folder in (path[:end] for end in lengths if path[end : end + 1] == "/" or not end):
                for name in wanted.pop(folder, ()):
                    yield SourceFile(name.removeprefix(top), 0, BytesIO, target=links[name].target)
    for path in (path for paths in wanted.values() for path in paths):
        yield _astray(path.removeprefix(top), links[path], "leads to nothing that was read")


def _led(path: str, link: Member, member: Member, admitted: Ledger) -> SourceFile | Obstacle:
    """What a link gives that leads to a file, whose bytes count once more."""
    if cause := admitted.excess(member.size):
        return Obstacle(path, cause, "Put the file itself there.")
    admitted.expanded += member.size
    return file_of(path, member, link.target)


def _from_own_folder(path: str, link: Member) -> str:
    target = link.target or ""
    if len(target) > LONGEST:
        return "/"
    return "../" * path.count("/") + target if link.hard else target


def _astray(path: str, link: Member, problem: str) -> Obstacle:
    target = (link.target or "")[:200]
    return Obstacle(path, f"The link to {target!r} {problem}.", "Put the file itself there.")
