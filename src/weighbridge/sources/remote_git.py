"""A git repository elsewhere at one revision, fetched without its history and its large files."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from shutil import which
from subprocess import DEVNULL, CompletedProcess, TimeoutExpired, run
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from weighbridge.patterns import lazy
from weighbridge.sources.git import Git
from weighbridge.sources.git_program import Repository
from weighbridge.sources.port import FetchError, Limits, Obstacle, SourceError, SourceFile
from weighbridge.sources.regular import shown

_SCHEME = lazy(r"git\+(https?|ssh)://")
_HASH = lazy(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REVISION = lazy(r"(?!-)[^\s\x00-\x1f\x7f~^:?*\[\\]{1,255}")
"""Source: git-check-ref-format, rules 4, 5 and 10."""
_LARGEST = 8
"""MiB; larger files stay where they are."""
_PATIENCE = 900
"""Seconds that one command may take."""
_ABSENT = "is not in this clone"
"""What the git source says of a file that was left behind."""
_KEPT = (
    "PATH", "HOME", "SYSTEMROOT", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY",
    "all_proxy", "NO_PROXY", "no_proxy",
)  # fmt: skip
"""How this machine reaches others."""
_OPTIONS = (
    "-c", "protocol.version=2",
    "-c", "http.lowSpeedLimit=1000",
    "-c", "http.lowSpeedTime=30",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "maintenance.auto=false",
    "-c", "gc.auto=0",
)  # fmt: skip


@dataclass(frozen=True)
class RemoteGit:
    """A part that is a commit elsewhere.

    It is fetched when its files are asked for, into a folder that is gone afterwards.

    Attributes:
        address: of the repository.
        revision: the commit's full hash.
    """

    location: str
    address: str
    revision: str
    program: str
    name: str = "git"

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:
        """Every file of the commit, and an obstacle for each that was too large to fetch.

        Raises:
            FetchError: the commit cannot be fetched.
        """
        with TemporaryDirectory(prefix="weighbridge-") as folder:
            self._fetch(folder)
            here = Git(self.location, Repository(self.program, folder), self.revision)
            for item in here.files(limits):
                left = isinstance(item, Obstacle) and _ABSENT in item.reason
                yield Obstacle(item.path, _LEFT, _CLONE) if left else item

    def _fetch(self, folder: str) -> None:
        """Fetch the commit into a new repository that knows what it left behind."""
        remote = {
            "remote.origin.url": self.address,
            "remote.origin.promisor": "true",
            "remote.origin.partialCloneFilter": f"blob:limit={_LARGEST}m",
        }
        commands = [
            ("init", "--quiet", "--bare", "--template=", "."),
            *(("config", key, value) for key, value in remote.items()),
            ("fetch", "--quiet", "--depth=1", f"--filter=blob:limit={_LARGEST}m", "--no-tags",
             "--no-recurse-submodules", "origin", self.revision),
        ]  # fmt: skip
        for command in commands:
            done = _git(self.program, command, self.address, folder)
            if done.returncode:
                raise FetchError(f"{self.location}: {_cause(done)}")


_LEFT = f"It is larger than {_LARGEST} MiB, and was not fetched."
_CLONE = "Clone the repository, and name git+PATH@REVISION."


def accepts(location: str) -> bool:
    """Whether the location is `git+https://`, `git+http://` or `git+ssh://`."""
    return _SCHEME.match(location) is not None


def open_location(location: str) -> RemoteGit:
    """The commit at `git+https://HOST/PATH@REVISION`, HEAD when none is named.

    Raises:
        SourceError: there is no git program, or the address is not allowed.
        FetchError: the repository or revision cannot be told, or is not there.
    """
    address, revision = split(location)
    program = which("git")
    if program is None:
        raise SourceError(f"{location}: the git program is not installed. Install git.")
    if _HASH.fullmatch(revision):
        return RemoteGit(location, address, revision, program)
    names = [revision] if revision == "HEAD" or revision.startswith("refs/") else _names(revision)
    done = _git(program, ("ls-remote", "--quiet", address, *names), address)
    if done.returncode:
        raise FetchError(f"{location}: {_cause(done)}")
    lines = (line.partition("\t") for line in _text(done.stdout).splitlines())
    found = {name: commit for commit, _, name in lines}
    commit = next((found[name] for name in names if name in found), "")
    if not _HASH.fullmatch(commit):
        raise FetchError(
            f"{location}: the repository has no branch or tag {revision}. Name one it has, or a "
            "commit by its full hash."
        )
    return RemoteGit(location, address, commit, program)


def _names(revision: str) -> list[str]:
    """What a revision may stand for, as git itself prefers; a tag by the commit it is on."""
    return [f"refs/tags/{revision}^{{}}", f"refs/tags/{revision}", f"refs/heads/{revision}"]


def split(location: str) -> tuple[str, str]:
    """The address and revision in a location.

    Raises:
        SourceError: it has none, or holds a password.
    """
    url = urlsplit(location.removeprefix("git+"))
    path, _, revision = url.path.rpartition("@") if "@" in url.path else (url.path, "", "HEAD")
    host = url.netloc.rpartition("@")[2]
    if url.password is not None or (url.username and url.scheme != "ssh"):
        raise SourceError(
            f"git+{url.scheme}://{host}{url.path}: an address with a password or token is not "
            "used, for reports repeat addresses. Put it into ~/.netrc, or use git+ssh."
        )
    if not host or host.startswith("-") or not path.strip("/") or not _REVISION.fullmatch(revision):
        raise SourceError(
            f"{shown(location)}: this names no repository. Write git+https://HOST/PATH@REVISION."
        )
    return f"{url.scheme}://{url.netloc}{path}", revision


def _git(
    program: str, arguments: tuple[str, ...], address: str, folder: str = os.sep
) -> "CompletedProcess[bytes]":
    """A command of git, which may reach this one kind of address and nothing else."""
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ} | {
        "GIT_ALLOW_PROTOCOL": address.partition(":")[0],
        "GIT_CEILING_DIRECTORIES": os.sep,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    environment.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=20")
    command = [program, "-C", folder, *_OPTIONS, *arguments]
    try:
        return run(  # noqa: S603  # no shell, and no argument of a stranger's begins with a dash
            command,
            env=environment,
            stdin=DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except TimeoutExpired:
        return CompletedProcess(command, 1, b"", b"fatal: it took longer than 15 minutes")


def _cause(done: "CompletedProcess[bytes]") -> str:
    """Why git failed, by its own last word, and what to do."""
    lines = _text(done.stderr).splitlines()
    last = next((line for line in reversed(lines) if line.startswith("fatal:")), "")
    word = last.removeprefix("fatal:").strip()[:200].rstrip(".") or "git failed without a word"
    if re.search(r"not found|could not read Username|Authentication failed|denied", word):
        return (
            f"there is no such repository, or it is private ({word}). Check the address; for a "
            "private one use git+ssh or ~/.netrc, or clone it and name the clone."
        )
    return f"git could not fetch it ({word}). Check the address and the network."


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")
