r"""Every file of the release has a name that any computer can store.

A name that Windows reserves, that differs from another only in case, or that is not valid Unicode
is lost or overwritten when somebody unpacks the release elsewhere, and its digest with it.

Source: Microsoft, "Naming Files, Paths, and Namespaces"; POSIX `NAME_MAX` of 255 bytes.

## How to fix

Rename the files: letters, digits, `.`, `-` and `_`, no device names such as `aux` or `con`, no
dot or space at the end, and no two names that differ only in case.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from weighbridge.facts.distribution import FileEntry, Inventory
from weighbridge.facts.provenance import Evidence
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown
from weighbridge.patterns import lazy

_RESERVED = lazy(
    r"(?:^|/)(?:con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE
)
_PROBLEMS = (
    ("is not valid UTF-8", re.compile(r"\\x[0-9a-fA-F]{2}")),
    ("has a character that Windows refuses", re.compile(r'[<>:"|?*\\\x00-\x1f]')),
    ("is reserved by Windows for a device", _RESERVED),
    ("ends in a dot or a space", re.compile(r"[. ](?:/|$)")),
)
_LONGEST = 255
_REMEDY = "Rename the file so that every system can store it."


@check(severity=Severity.LOW, since="0.1")
def file_names_are_portable(inventory: Inventory) -> Iterator[Finding]:
    """Judge every path; one finding for each kind of problem and each clash."""
    found: dict[str, list[Evidence]] = {}
    for entry in inventory.files:
        problem = _problem(entry.at.path)
        if problem:
            found.setdefault(problem, []).append(entry.at)
    for problem, places in found.items():
        more = f", and so do {len(places) - 1} others" if len(places) > 1 else ""
        name = places[0].path
        yield failed(f"The name {name!r} {problem}{more}.", *places[:5], remedy=_REMEDY)
    clashes = list(_clashes(inventory.files))
    for one, other in clashes:
        message = f"{one.path} and {other.path} are one name where case does not count."
        yield failed(message, one, other, remedy=_REMEDY)
    if not inventory.files:
        yield unknown("No file was read, so no name is known.")
    elif not found and not clashes:
        yield passed(f"All {len(inventory.files):,} names are portable.")


def _problem(path: str) -> str:
    for problem, pattern in _PROBLEMS:
        if pattern.search(path):
            return problem
    if len(path) > _LONGEST // 4 and any(len(n.encode()) > _LONGEST for n in path.split("/")):
        return f"is longer than {_LONGEST} bytes"
    return ""


def _clashes(files: tuple[FileEntry, ...]) -> Iterator[tuple[Evidence, Evidence]]:
    seen: dict[tuple[str, str], Evidence] = {}
    for entry in files:
        path = entry.at.path
        folded = path.lower() if path.isascii() else normalize("NFC", path.casefold())
        first = seen.setdefault((entry.at.part, folded), entry.at)
        if first.path != path:
            yield first, entry.at
