"""Whether a sentence calls the release open, in Korean, where an ending tells what a word does."""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims

_AROUND = 120
"""Characters on either side of the word that are looked at."""


def subjects(said: str) -> Iterator[str]:
    """What a sentence calls open: `weights`, `code` or `data`; nothing for most.

    Args:
        said: its text, with own names marked.
    """
    known = openness_claims.korean()
    if said.rstrip().endswith("?"):
        return
    for found in known.term.finditer(said):
        before = said[max(0, found.start() - _AROUND) : found.start()]
        after = said[found.end() : found.end() + _AROUND]
        if known.others.search(before) or known.denial.search(after):
            continue
        opened = known.opened.match(after) and known.own.search(before)
        being = known.being.match(after) and known.topic.search(before)
        titled = not before.strip() and known.titled.match(after)
        beside = known.beside.search(before) and known.closed.match(after)
        if opened or being or titled or beside:
            yield _kind(before, after)


def _kind(before: str, after: str) -> str:
    known = openness_claims.korean()
    near = after.split("§", maxsplit=1)[0]
    for words in (near, before.rpartition("§")[2]):
        for kind, pattern in (
            ("weights", known.weights), ("data", known.data), ("code", known.code)
        ):  # fmt: skip
            if pattern.search(words):
                return kind
    return "weights"
