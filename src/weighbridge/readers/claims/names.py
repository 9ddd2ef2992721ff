"""What a release calls itself: names by which sentences about it can be told from others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy

OWN = "§"
"""Stands for a name of the release's own in a sentence."""
_TOKEN = lazy(r"[A-Za-z][A-Za-z0-9]*")
_NAMED = lazy(r"(?<![\w/.-])([A-Z][A-Za-z]{1,20})[-_]?v?\d")
_LOADS = lazy(r"from_pretrained\(\s{0,20}[\"'][\w.-]{1,80}/([A-Za-z][\w.-]{1,80})")
"""What the example in a document loads."""
_LINKED = lazy(
    r"(?:huggingface\.co|modelscope\.cn/models|github\.com)/([\w-]{2,40})/([A-Za-z][\w.-]{1,80})"
)
_SITES = frozenset({"spaces", "datasets", "docs", "collections", "papers", "organization", "orgs"})
_MOST = 16
_SHORT = 5
_WORDS, _AGAIN = 2, 4
"""Words of a heading that is a name, and times it stands in the text."""
_OFTEN = 8
"""Times a numbered name stands in a text that is about it."""


def featured(headings: Iterable[str], text: str) -> list[str]:
    """Headings of parts that are named for a thing the text goes on to speak of."""
    found = []
    for heading in headings:
        name = heading.strip().partition(":")[0].partition("(")[0].strip()
        if len(name.split()) <= _WORDS and text.count(name) >= _AGAIN:
            found.append(name)
    return found


def names(titles: Iterable[str], places: Iterable[str], text: str) -> re.Pattern[str]:
    """A pattern of the names a release bears, with what is joined to them.

    Args:
        titles: its headings of the first level.
        places: names of the folders and repositories it lies in.
        text: the document, for the name it uses most when nothing else tells.
    """
    titled = [*_roots(titles)]
    found = [*titled, *_roots(place.title() for place in places)]
    if not titled:
        found += [*_most_used(text), *_loaded(text)]
    found += _siblings(found, text)
    roots = list(dict.fromkeys(root.lower() for root in found))[:_MOST]
    if not roots:
        return re.compile(r"(?!)")
    any_of = "|".join(_alone(root) for root in sorted(roots, key=len, reverse=True))
    joined = r"(?:[A-Za-z0-9_+-]|\.(?=[A-Za-z0-9]))*"
    return re.compile(
        rf"(?<![A-Za-z0-9/._-])(?:(?=[A-Z])(?i:{any_of}){joined}|(?i:{any_of})[-_]?v?\d{joined})"
    )


def _alone(root: str) -> str:
    """A root; a short one is a name only where no lower-case letter follows."""
    return f"{re.escape(root)}(?-i:(?![a-z]))" if len(root) <= _SHORT else re.escape(root)


def marked(text: str, own: re.Pattern[str]) -> str:
    """A text with every name of the release's own marked; its length changes."""
    return own.sub(OWN, text)


def _roots(titles: Iterable[str]) -> Iterator[str]:
    for title in titles:
        for token in _TOKEN.findall(title[:200]):
            root = token.rstrip("0123456789")
            if (
                len(root) > 1
                and root.lower() not in openness_claims.nameless()
                and not root.islower()
            ):
                yield re.split(r"\d", root)[0]


def _most_used(text: str) -> Iterator[str]:
    counted = Counter(_NAMED.findall(text[: 1 << 16]))
    for root, times in counted.most_common(1):
        if times >= _OFTEN and root.lower() not in openness_claims.nameless():
            yield root


def _siblings(found: Iterable[str], text: str) -> Iterator[str]:
    """Names of what else the account gives that the release is linked in."""
    known = tuple(name.lower() for name in found if len(name) >= _SHORT)
    linked = [one for one in _LINKED.findall(text[: 1 << 17]) if one[0].lower() not in _SITES]
    owners = {owner for owner, name in linked if known and name.lower().startswith(known)}
    for owner, name in dict.fromkeys(linked):
        if owner in owners and not name[0].islower():
            yield from list(_roots((name,)))[:1]


def _loaded(text: str) -> Iterator[str]:
    """The name that the examples load most often."""
    for name, _ in Counter(_LOADS.findall(text[: 1 << 16])).most_common(1):
        yield from _roots((name.title(),))
