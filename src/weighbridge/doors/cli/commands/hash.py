"""`weighbridge hash`: the digest of every file, and whether digests still hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit

if TYPE_CHECKING:
    from weighbridge.sources.digests import Outcome
    from weighbridge.sources.signable import Listed

_ALGORITHMS = ("sha256", "blake2b", "blake3")
_LENGTHS = {64, 128}
"""Hex digits of the digests of these algorithms."""


@click.command(short_help="Give the digest of every file, or check digests.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--algorithm",
    type=click.Choice(_ALGORITHMS),
    default=_ALGORITHMS[0],
    show_default=True,
    help="The digest. blake3 needs the extra `archives`.",
)
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the digests; text is what sha256sum writes.",
)
@click.option("--check", is_flag=True, help="Read digests from each PATH and check them.")
def command(*, paths: tuple[str, ...], algorithm: str, form: str, check: bool) -> int:
    """Give the digest of each PATH, a file or every file of a folder.

    Files are hashed on every core and written in order, as `sha256sum` writes them; with --check,
    each PATH is a list that it or `sha256sum` wrote. Every byte is read. The exit code is 1 if a
    digest does not hold, and 4 if a file could not be read.
    """
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.sources.digests import UnknownAlgorithmError  # noqa: PLC0415  # as above

    try:
        if check:
            return _checked(paths, algorithm)
        done = Exit.DONE
        told = []
        for path, size, outcome in _hashed(paths, algorithm):
            if isinstance(outcome, OSError):
                done = _complain(path, outcome)
            elif form == "text":
                to_stdout(_line(path, outcome.hex), utf_8=True)
            else:
                told.append({"path": path, "size": size, algorithm: outcome.hex})
    except UnknownAlgorithmError as error:
        raise click.UsageError(str(error)) from error
    if form == "json":
        to_stdout(_json(told), utf_8=True)
    return done


def _hashed(paths: tuple[str, ...], algorithm: str) -> "Iterator[tuple[str, int, Outcome]]":
    """Every file in turn, with its size and digest."""
    from weighbridge.sources.digests import Stretch, digests  # noqa: PLC0415  # 30 ms
    from weighbridge.sources.signable import listed  # noqa: PLC0415  # as above

    found = [(_named(path, one), one) for path in paths for one in listed(path)]
    files = [(name, one, one.open) for name, one in found if one.open is not None]
    outcomes = digests((Stretch(opened, one.size) for _, one, opened in files), algorithm)
    for name, one in found:
        if one.open is not None:
            yield name, one.size, next(outcomes)
        elif one.trouble:
            yield name, 0, OSError(one.trouble.removeprefix(f"{one.path} ").rstrip("."))


def _named(path: str, one: "Listed") -> str:
    """A file as the user would open it."""
    return path if one.path == "." else f"{path.rstrip('/')}/{one.path}"


def _checked(paths: tuple[str, ...], algorithm: str) -> int:
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay

    expected = [pair for path in paths for pair in _read(path)]
    done = Exit.DONE
    for digest, name in expected:
        outcome = _one(name, algorithm)
        held = not isinstance(outcome, OSError) and outcome.hex == digest
        to_stdout(f"{_escaped(name)}: {'OK' if held else 'FAILED'}\n", utf_8=True)
        if isinstance(outcome, OSError):
            _complain(name, outcome)
        done = done if held else Exit.GATE_CLOSED
    return done


def _one(name: str, algorithm: str) -> "Outcome":
    from weighbridge.sources import SourceError  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.sources.digests import Stretch, digests  # noqa: PLC0415  # as above
    from weighbridge.sources.signable import listed  # noqa: PLC0415  # as above

    try:
        one = listed(name)[:1] if Path(name).is_file() else []
    except SourceError as error:
        return OSError(str(error))
    if not one or one[0].open is None:
        return OSError("there is no such file")
    return next(digests([Stretch(one[0].open, one[0].size)], algorithm))


def _read(path: str) -> Iterator[tuple[str, str]]:
    """Digest and name of each line that `sha256sum` could have written."""
    try:
        text = Path(path).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}. Check the path.") from error
    for number, line in enumerate(text.splitlines(), 1):
        digest, space, name = line.removeprefix("\\").partition(" ")
        if len(digest) not in _LENGTHS or not space or name[:1] not in {" ", "*"}:
            raise click.UsageError(f"{path}:{number}: it holds no digest and name.")
        name = name[1:]
        yield digest.lower(), _unescaped(name) if line.startswith("\\") else name


def _line(path: str, digest: str) -> str:
    """A line of `sha256sum`: a backslash before it says that its name holds escapes."""
    escaped = _escaped(path)
    return f"{'' if escaped == path else chr(92)}{digest}  {escaped}\n"


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _unescaped(name: str) -> str:
    marks = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    out, at = "", 0
    while at < len(name):
        step = 2 if name[at : at + 2] in marks else 1
        out += marks.get(name[at : at + 2], name[at])
        at += step
    return out


def _json(told: list[dict[str, object]]) -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _complain(path: str, error: OSError) -> Exit:
    click.echo(f"{path}: {(error.strerror or str(error)).rstrip('.')}.", err=True)
    return Exit.UNFETCHED
