"""Managed sections: what the program may write anew in a file that a person also writes in, and
whole files that are its own as long as nobody changes them.

A whole file bears a stamp, `weighbridge-managed-DIGEST`, anywhere: the digest is of the file with
zeros in its place. See `records.managed_sections` for the marks of a section.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from weighbridge.documents import front_matter
from weighbridge.patterns import lazy
from weighbridge.records.managed_sections import SECTION, digest, is_untouched, written

STAMP = "weighbridge-managed-000000000000"
"""What a draft of a whole file holds where its stamp is to stand."""
WHOLE = "the whole file"
"""What is told to be kept where a person changed a stamped file, or wrote it."""
_STAMP = lazy(r"weighbridge-managed-([0-9a-f]{12})")


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
    return written(name, words)


def stamped(text: str) -> str:
    """A whole file with its digest where it holds `STAMP`."""
    return text.replace(STAMP, f"weighbridge-managed-{digest(text)}", 1)


def merge(existing: str | None, draft: str, *, covered: Collection[str] = ()) -> Merged:
    """A file with the managed sections of a draft; every other word of it stays.

    Args:
        existing: the file as it is; None where there is none.
        covered: sections that are not added, since a person wrote them elsewhere in the file.
    """
    if existing is None or existing == draft:
        return Merged(draft)
    if _STAMP.search(draft):
        return Merged(draft) if _is_ours(existing) else Merged(existing, (WHOLE,))
    metadata, words = front_matter.split(existing)
    wanted, drafted = front_matter.split(draft)
    kept: list[str] = []
    present = {found["name"] for found in SECTION.finditer(words)}
    fresh = dict(_sections(drafted))
    words = SECTION.sub(lambda found: _renewed(found, fresh, kept), words)
    before = ""
    for name, whole in fresh.items():
        if name not in present and name not in covered:
            words = _added(words, whole, after=before)
            present.add(name)
        before = name if name in present else before
    return Merged(front_matter.merged(metadata, wanted) + words, tuple(kept))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for found in SECTION.finditer(text):
        yield found["name"], found[0]


def _renewed(found: re.Match[str], fresh: dict[str, str], kept: list[str]) -> str:
    """A section as the draft has it, unless a person changed it or the draft has none."""
    name = found["name"]
    if name not in fresh:
        return found[0]
    if not is_untouched(found):
        kept.append(name)
        return found[0]
    return fresh[name]


def _added(words: str, whole: str, *, after: str) -> str:
    """A text with one more section: behind another one, else at the end."""
    for found in SECTION.finditer(words):
        if found["name"] == after:
            return f"{words[: found.end()]}\n{whole}{words[found.end() :]}"
    gap = "" if not words or words.endswith("\n\n") else "\n" if words.endswith("\n") else "\n\n"
    return f"{words}{gap}{whole}"


def _is_ours(text: str) -> bool:
    """Whether a file bears a stamp that fits what else it holds."""
    found = _STAMP.search(text)
    return found is not None and digest(text.replace(found[0], STAMP, 1)) == found[1]
