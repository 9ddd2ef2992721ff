"""Managed sections: what the program may write anew in a file that a person also writes in.

A section stands between `<!-- weighbridge:begin NAME DIGEST -->` and
`<!-- weighbridge:end NAME -->`. The digest is of the words between; once a person changes them
they are that person's, and stay.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from weighbridge.documents import front_matter

_SECTION = re.compile(
    r"<!-- weighbridge:begin (?P<name>[\w-]+)(?: (?P<digest>[0-9a-f]{12}))? -->\n"
    r"(?P<words>.*?)<!-- weighbridge:end (?P=name) -->\n?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A file after its managed sections were written anew.

    Attributes:
        kept: managed sections that a person has changed, and that were left as they are.
    """

    text: str
    kept: tuple[str, ...] = ()


def section(name: str, words: str) -> str:
    """A managed section of some words."""
    body = f"{words.strip()}\n"
    return (
        f"<!-- weighbridge:begin {name} {_digest(body)} -->\n{body}"
        f"<!-- weighbridge:end {name} -->\n"
    )


def merge(existing: str | None, draft: str, *, covered: Collection[str] = ()) -> Merged:
    """A file with the managed sections of a draft; every other word of it stays.

    Args:
        existing: the file as it is; None where there is none.
        covered: sections that are not added, since a person wrote them elsewhere in the file.
    """
    if existing is None:
        return Merged(draft)
    metadata, words = front_matter.split(existing)
    wanted, drafted = front_matter.split(draft)
    kept: list[str] = []
    present = {found["name"] for found in _SECTION.finditer(words)}
    fresh = dict(_sections(drafted))
    words = _SECTION.sub(lambda found: _renewed(found, fresh, kept), words)
    before = ""
    for name, whole in fresh.items():
        if name not in present and name not in covered:
            words = _added(words, whole, after=before)
            present.add(name)
        before = name if name in present else before
    return Merged(front_matter.merged(metadata, wanted) + words, tuple(kept))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for found in _SECTION.finditer(text):
        yield found["name"], found[0]


def _renewed(found: re.Match[str], fresh: dict[str, str], kept: list[str]) -> str:
    """A section as the draft has it, unless a person changed it or the draft has none."""
    name = found["name"]
    if name not in fresh:
        return found[0]
    if found["digest"] != _digest(found["words"]):
        kept.append(name)
        return found[0]
    return fresh[name]


def _added(words: str, whole: str, *, after: str) -> str:
    """A text with one more section: behind another one, else at the end."""
    for found in _SECTION.finditer(words):
        if found["name"] == after:
            return f"{words[: found.end()]}\n{whole}{words[found.end() :]}"
    gap = "" if not words or words.endswith("\n\n") else "\n" if words.endswith("\n") else "\n\n"
    return f"{words}{gap}{whole}"


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:12]
