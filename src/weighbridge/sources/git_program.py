"""The git program as the git source runs it: read only, with no configuration but the
repository's own, and with nothing in that able to run a command or reach a network.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import DEVNULL, PIPE, Popen, run

from weighbridge.sources.forward import Pieces
from weighbridge.sources.inflating import CHUNK
from weighbridge.sources.members import DamagedError

_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.bigFileThreshold=16m",  # larger files are streamed, not held
    "-c", "protocol.allow=never",
    "-c", "safe.directory=*",  # nothing that the repository says is executed
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # no missing object is fetched, whatever the version of git
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on this disk, and the program that reads it."""

    program: str
    path: str

    def ask(self, *arguments: str) -> str:
        """What a command prints; empty when it fails."""
        done = run(  # noqa: S603  # no shell, and no argument of a stranger's begins with a dash
            self._command(arguments),
            env=self._environment(),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=DEVNULL,
            check=False,
        )
        return "" if done.returncode else done.stdout.decode("utf-8", "backslashreplace").strip()

    def records(self, *arguments: str, end: bytes = b"\n") -> Pieces:
        """What a command prints, record by record.

        Raises:
            DamagedError: it fails; what it printed till then was given.
        """
        rest = b""
        for piece in self.output(*arguments):
            *whole, rest = (rest + piece).split(end)
            yield from whole

    def output(self, *arguments: str) -> Pieces:
        """What a command prints, piece by piece.

        Raises:
            DamagedError: it fails; what it printed till then was given.
        """
        with self.started(*arguments) as process:
            while process.stdout and (piece := process.stdout.read1(CHUNK)):  # type: ignore[attr-defined]  # it is buffered
                yield piece
            if process.wait():
                raise DamagedError(
                    f"git {arguments[0]} failed, so objects are damaged or not in this clone"
                )

    @contextmanager
    def started(self, *arguments: str) -> Generator["Popen[bytes]", None, None]:
        """A command while it runs; ended with the block."""
        process = self.start(*arguments)
        try:
            yield process
        finally:
            end(process)

    def start(self, *arguments: str) -> "Popen[bytes]":
        """A running command, which the caller ends."""
        return Popen(  # noqa: S603  # as in `ask`
            self._command(arguments),
            env=self._environment(),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [self.program, "-C", self.path, *_OPTIONS, *arguments]

    def _environment(self) -> dict[str, str]:
        """Git finds a repository at the path itself, never in a folder above it."""
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        above = os.path.dirname(os.path.realpath(self.path))  # noqa: PTH120  # as git compares it
        return kept | _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": above}


@dataclass(slots=True)
class Objects:
    """Two running `git cat-file`, which answer for many objects."""

    repository: Repository
    sizing: "Popen[bytes]"
    giving: "Popen[bytes]"

    def sizes(self, names: Sequence[str]) -> list[int | None]:
        """Size of each object in bytes; None for one that is missing.

        Args:
            names: at most 256, so that neither side's pipe fills up.
        """
        _tell(self.sizing, names)
        answers = (_line(self.sizing).split() for _ in names)
        return [int(words[2]) if len(words) == 3 else None for words in answers]

    def read(self, name: str) -> bytes:
        """All bytes of one object, which must be small enough to hold.

        Raises:
            DamagedError: it cannot be read.
        """
        try:
            return self._read(name)
        except DamagedError:
            end(self.giving)  # it has given up, and would not answer for the next one
            self.giving = self.repository.start("cat-file", "--batch")
            raise

    def _read(self, name: str) -> bytes:
        _tell(self.giving, [name])
        words = _line(self.giving).split()
        if len(words) != 3 or self.giving.stdout is None:
            raise DamagedError("git cannot read the object")
        size = int(words[2])
        found = self.giving.stdout.read(size + 1)
        if len(found) <= size:
            raise DamagedError("git cannot read all of the object")
        return found[:size]


@contextmanager
def objects(repository: Repository) -> Generator[Objects, None, None]:
    """Objects of a repository, for as long as the block."""
    sizing = repository.start("cat-file", "--batch-check")
    contents = Objects(repository, sizing, repository.start("cat-file", "--batch"))
    try:
        yield contents
    finally:
        end(contents.sizing)
        end(contents.giving)


def end(process: "Popen[bytes]") -> None:
    """End a command of ours, whether it is done or not, and close its pipes."""
    process.kill()
    process.communicate()


def _tell(process: "Popen[bytes]", names: Sequence[str]) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write("".join(f"{name}\n" for name in names).encode())
        process.stdin.flush()
    except OSError as error:
        raise DamagedError("git stopped answering") from error


def _line(process: "Popen[bytes]") -> bytes:
    return process.stdout.readline() if process.stdout else b""
