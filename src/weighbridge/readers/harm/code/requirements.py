"""Lists of libraries: where installing them would take code from, and packages known to do harm.

Source: pip 26 documentation, "Requirements File Format"; PEP 508; PEP 517 (`backend-path`); conda
documentation, "Managing environments".
"""

import re
from collections.abc import Iterator
from functools import cache

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code.places import at_line, line_of
from weighbridge.readers.harm.code.vocabulary import suspect_address
from weighbridge.readers.harm.piece import Piece

_LONGEST = 1 << 20
_LINE = 2000
_OPTION = lazy(
    r"^\s*(?:-\s*)?[\"']?(?:(-i|--index-url|--extra-index-url|--find-links|-f|--trusted-host|index-url|extra-index-url|find-links|trusted-host)(?:\s+|\s*=\s*)[\"']?(\S+))"
)
_DIRECT = lazy(
    r"(?:^\s*(?:-\s*)?(?:-e\s+|--editable[ =])?[\"']?|@\s*|=\s*[\"']|\b(?:git|url|path)\s*=\s*[\"'])((?:(?:git|hg|svn|bzr)\+\w+|https?|ftp|file)://[^\s;\"',]+)"
)
_EDITABLE = lazy(r"^\s*(?:-\s*)?(?:-e|--editable)[ =]\s*(\.\S*|/\S*)")
_NAME = lazy(r"^\s*(?:-\s*)?[\"']?([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:===?\s*([\w.+!-]+))?")
_IN_TREE = lazy(r"^\s*backend-path\s*=", re.MULTILINE)
_INDEX = lazy(
    r"^\s*(?:url|index-url|extra-index-url|default-index)\s*=\s*[\"']([^\"']+)", re.MULTILINE
)
_COMMAND = lazy(r"^\s*cmdclass\s*=", re.MULTILINE)
_FIXED = lazy(r"@[0-9a-f]{40}\b|#sha256=[0-9a-f]{64}|--hash=")


def list_reasons(piece: Piece, text: str) -> Iterator[Reason]:
    """What a list says beyond names and versions."""
    for number, line in enumerate(text[:_LONGEST].split("\n"), 1):
        line = line.split(" #")[0][:_LINE]  # noqa: PLW2901  # what is behind is a remark
        if line.strip() and not line.lstrip().startswith("#"):
            yield from _line(line, at_line(piece, number))


def project_reasons(piece: Piece, text: str) -> Iterator[Reason]:
    """What the configuration of a build or an environment says."""
    text = text[:_LONGEST]
    if piece.name.endswith((".yml", ".yaml")) or piece.name == "pipfile":
        yield from list_reasons(piece, text)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if "://" in line and not line.lstrip().startswith("#") and _is_asked(line):
            yield from _line(line[:_LINE], at_line(piece, number))
    for pattern, rule, message in (
        (
            _IN_TREE,
            "build-backend-in-tree",
            "Installing it runs a build backend that lies in the release itself.",
        ),
        (
            _COMMAND,
            "install-hook",
            "Installing it runs commands of its own instead of the ordinary ones.",
        ),
    ):
        if found := pattern.search(text):
            yield Reason(Harm.RUNS_CODE, rule, message, at_line(piece, line_of(text, found.end())))
    if "[[tool.uv.index" in text or "[[tool.poetry.source" in text or piece.name == "uv.toml":
        for one in _INDEX.finditer(text):
            yield from _index(one[1], at_line(piece, line_of(text, one.end())))


def _is_asked(line: str) -> bool:
    """Whether a line with an address asks for a package rather than telling where to read more."""
    return bool(
        re.search(
            r"@\s*(?:git\+|https?://)|\bgit\s*=|\burl\s*=\s*[\"'][^\"']+\.(?:whl|zip|tar\.gz)|^\s*[\"']?git\+",
            line,
        )
    )


def _line(line: str, where: str) -> Iterator[Reason]:
    if option := _OPTION.match(line):
        if option[1].lstrip("-") == "trusted-host":
            message = (
                f"Installing takes packages from {option[2][:100]} without checking who answers."
            )
            yield Reason(Harm.RUNS_CODE, "index-untrusted", message, where)
        else:
            yield from _index(option[2], where)
        return
    for found in _DIRECT.finditer(line):
        yield from _address(found[1], where, fixed=bool(_FIXED.search(line)))
    if editable := _EDITABLE.match(line):
        message = f"Installing runs the build of {editable[1][:100]}, which lies in the release."
        yield Reason(Harm.RUNS_CODE, "requirement-editable", message, where)
    if named := _NAME.match(line):
        yield from _known(named[1].lower().replace("_", "-"), named[2] or "", where)


def _index(address: str, where: str) -> Iterator[Reason]:
    if suspect := suspect_address(address):
        message = f"Installing takes packages from {suspect}, which names no publisher."
        yield Reason(Harm.DANGEROUS, "index-override", message, where)
    elif not address.startswith(("https://pypi.org/", "https://pypi.python.org/")):
        message = f"Installing takes packages from {address[:150]} too, under any name it offers."
        yield Reason(Harm.RUNS_CODE, "index-override", message, where)


def _address(address: str, where: str, *, fixed: bool) -> Iterator[Reason]:
    if suspect := suspect_address(address.partition("+")[2] or address):
        message = f"Installing runs code from {suspect}, which names no publisher."
        yield Reason(Harm.DANGEROUS, "requirement-by-address", message, where)
        return
    state = "at a fixed version" if fixed else "in whatever version lies there"
    message = f"Installing runs code from {address[:150]}, {state}."
    yield Reason(Harm.RUNS_CODE, "requirement-by-address", message, where)


def _known(name: str, version: str, where: str) -> Iterator[Reason]:
    names, releases = _bad()
    if name in names or f"{name}=={version}" in releases:
        what = f"{name} {version}".strip()
        message = f"It asks for {what}, which was published to do harm."
        yield Reason(Harm.DANGEROUS, "requirement-known-bad", message, where)


@cache
def _bad() -> tuple[frozenset[str], frozenset[str]]:
    record = catalogs.entry("vocabularies", "known-bad-packages")
    return frozenset(record["names"]), frozenset(record["releases"])
