"""A git repository on this disk at one revision, bare or not, read from its objects and never from
what is checked out.
"""

import io
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from shutil import which
from typing import BinaryIO

from weighbridge.patterns import lazy
from weighbridge.sources.forward import HELD, Forward
from weighbridge.sources.git_program import Objects, Repository, objects
from weighbridge.sources.giving import given
from weighbridge.sources.inflating import CHUNK
from weighbridge.sources.members import DamagedError, Member
from weighbridge.sources.port import Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.regular import is_folder

_SCHEME = "git+"
_ELSEWHERE = lazy(r"git\+(https?|ssh)://")
_LONGEST_TARGET = 4096
_AT_ONCE = 256
_EXECUTABLE, _LINK, _SUBMODULE = "100755", "120000", "160000"
_PROMISED = r"^(remote\..*\.promisor|extensions\.partialclone)$"


@dataclass(frozen=True)
class Git:
    """A part that is a commit.

    Links come after all other files, each as the file it leads to. What the clone does not have is
    an obstacle, and is never fetched.

    Attributes:
        revision: the commit's full hash.
    """

    location: str
    repository: Repository
    revision: str
    name: str = "git"

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file of the commit, and an obstacle for whatever cannot be read."""
        return given(partial(_members, self.repository, self.revision), limits, strip=False)

    def references(self) -> tuple[str, ...]:
        """Names of branches and tags, sorted: where intermediate checkpoints often lie."""
        names = self.repository.ask(
            "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        )
        return tuple(sorted(names.splitlines()))


def accepts(location: str) -> bool:
    """Whether the location begins with `git+`, and not with `git+https://` or the like."""
    return location.startswith(_SCHEME) and not _ELSEWHERE.match(location)


def open_location(location: str) -> Git:
    """The commit at `git+PATH@REVISION` or `git+file:///PATH@REVISION`, HEAD when none is named.

    Raises:
        SourceError: there is no git program, no repository, or no such revision in it.
    """
    path, revision = split(location)
    program = which("git")
    if program is None:
        raise SourceError(f"{location}: the git program is not installed. Install git.")
    repository = Repository(program, path)
    if not repository.ask("rev-parse", "--git-dir"):
        raise SourceError(
            f"{location}: {path} is not the top of a git repository. Give the folder that holds "
            ".git, or a bare repository."
        )
    if revision.startswith("-") or not revision.isprintable():
        raise SourceError(f"{location}: a revision cannot begin with a dash. Name a branch or tag.")
    commit = repository.ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        raise SourceError(
            f"{location}: the repository has no commit {revision or '(nothing after the @)'}. "
            "Name a branch, tag or commit it has, or fetch it first."
        )
    return Git(location, repository, commit)


def split(location: str) -> tuple[str, str]:
    """The path and revision in a location; a path may hold an @ itself.

    Raises:
        SourceError: there is no folder at any such path.
    """
    rest = location.removeprefix(_SCHEME)
    if rest.startswith("file://"):
        from urllib.parse import unquote  # noqa: PLC0415  # only for addresses

        rest = unquote(rest.removeprefix("file://").removeprefix("localhost"))
    elif "://" in rest:
        raise SourceError(
            f"{location}: only git+https, git+ssh and git+file are addresses of repositories. "
            "Clone it, then give git+PATH@REVISION."
        )
    if is_folder(rest):
        return rest, "HEAD"
    ends = (number for number, letter in enumerate(rest) if letter == "@")
    for end in ends:
        if is_folder(rest[:end]):
            return rest[:end], rest[end + 1 :]
    raise SourceError(f"{location}: there is no such folder. Check the path before the @.")


def _members(repository: Repository, revision: str) -> Generator[Member, None, None]:
    missing = _missing(repository, revision)
    listing = repository.records("ls-tree", "-r", "-z", revision, end=b"\0")
    with closing(listing) as records, objects(repository) as contents:
        while several := [_Tracked.of(record) for record in islice(records, _AT_ONCE)]:
            here = [one.object for one in several if one.here(missing)]
            sizes = dict(zip(here, contents.sizes(here), strict=True))
            for one in several:
                yield _member(repository, contents, one, sizes.get(one.object))


def _missing(repository: Repository, revision: str) -> frozenset[str]:
    """Objects of the commit that a partial clone left behind.

    Asking git for one of them would make it fetch, and older ones give up when they cannot.
    """
    if not repository.ask("config", "--get-regexp", _PROMISED):
        return frozenset()
    walk = ("rev-list", "--objects", "--missing=print", "--no-object-names", f"{revision}^{{tree}}")
    with closing(repository.records(*walk)) as records:
        return frozenset(line[1:].decode("ascii") for line in records if line.startswith(b"?"))


@dataclass(frozen=True, slots=True)
class _Tracked:
    """One line of `git ls-tree`."""

    mode: str
    object: str
    path: str

    @classmethod
    def of(cls, record: bytes) -> "_Tracked":
        facts, _, path = record.partition(b"\t")
        mode, _, name = facts.decode("ascii").split(" ")
        return cls(mode, name, path.decode("utf-8", "backslashreplace"))

    def here(self, missing: frozenset[str]) -> bool:
        return self.mode != _SUBMODULE and self.object not in missing


def _member(
    repository: Repository, contents: Objects, tracked: _Tracked, size: int | None
) -> Member:
    fault, remedy = _fault(tracked, size)
    target = None
    if tracked.mode == _LINK and not fault:
        target, fault = _target(contents, tracked, size or 0)
    return Member(
        name=tracked.path,
        size=size or 0,
        open=partial(_opened, repository, contents, tracked.object, size or 0),
        executable=tracked.mode == _EXECUTABLE,
        target=target,
        fault=fault,
        remedy=remedy,
    )


def _fault(tracked: _Tracked, size: int | None) -> tuple[str, str]:
    """Why a file cannot be read, and the remedy."""
    if tracked.mode == _SUBMODULE:
        return (
            f"It is a submodule at commit {tracked.object}, whose files lie in another repository.",
            "Give the submodule's own repository as a part of the release.",
        )
    if size is None:
        return (
            f"Its blob {tracked.object} is not in this clone, which is partial or damaged.",
            "Run git fetch --refetch --no-filter in the clone and audit again.",
        )
    return "", ""


def _target(contents: Objects, tracked: _Tracked, size: int) -> tuple[str | None, str]:
    """What a link says, or why that cannot be read."""
    if size > _LONGEST_TARGET:
        return None, f"It is a link longer than {_LONGEST_TARGET} bytes."
    try:
        return contents.read(tracked.object).decode("utf-8", "backslashreplace"), ""
    except DamagedError as error:
        return None, f"It is a link that cannot be read: {error}."


def _opened(repository: Repository, contents: Objects, name: str, size: int) -> BinaryIO:
    if size <= HELD:
        return io.BytesIO(contents.read(name))
    start = partial(repository.output, "cat-file", "blob", name)
    return io.BufferedReader(Forward(start, size), CHUNK)
