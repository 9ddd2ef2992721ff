"""What stands around the licences in a file, and whether it may change what they say."""

import re
from collections.abc import Sequence

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.residue import Difference, Match
from weighbridge.readers.license_texts.shingles import WIDTH, stub
from weighbridge.readers.license_texts.titles import is_title, is_title_of, named_in
from weighbridge.readers.license_texts.vocabulary import vocabulary

_SHORT = 12
"""Words of a title."""
_LINE = 400
"""Characters of a line whose names are looked for."""
_POLICY = lazy(r"\W*(.{2,40}?) (?:acceptable|prohibited) use policy\W*$", re.IGNORECASE)
_DIGIT = lazy(r"\d")


def around(page: Page, first: int, last: int, matches: Sequence[Match]) -> Difference | None:
    """Words beside the licences, less the lines that never count; None when none is left."""
    ids = [m.reference.license for m in matches]
    lines, matters, policy, start = [], False, False, 0
    for begin, end in page.lines(first, last):
        line = page.words.quote(begin, end)[:_LINE]
        policy = policy or (bool(first) and any(_is_policy_of(line, i) for i in ids))
        own = any(_is_own(page, begin, end, m) for m in matches)
        if own or all(page.soft[begin:end]) or any(is_title_of(line, i) for i in ids):
            continue
        start = start or begin + 1
        lines.append(page.words.written(begin, end))
        matters = matters or (not policy and _speaks(page, begin, end, line, ids))
    if not lines:
        return None
    place = page.words.starts[max(start - 1, 0)]
    number = page.words.text.count("\n", 0, place) + 1
    return Difference("\n".join(lines), (), 0, number, matters)


def _is_own(page: Page, begin: int, end: int, match: Match) -> bool:
    """Whether a line is one that a copy of the licence may have: its title, as a rule."""
    layout = match.reference.layout
    if end - begin < WIDTH:
        number = stub(page.words.prints[begin:end])
        return any(s == number and layout.optional[at] for at, (s, _) in layout.stubs.items())
    return end - begin <= _SHORT and all(
        any(layout.optional[at] for at in layout.places.get(number, ()))
        for number in page.shingles[begin : end - WIDTH + 1]
    )


def _is_policy_of(line: str, license_id: str) -> bool:
    """Whether a line is the title of the use policy that belongs to a licence."""
    found = _POLICY.match(line)
    return found is not None and is_title_of(found[1], license_id)


def _speaks(page: Page, begin: int, end: int, line: str, ids: Sequence[str]) -> bool:
    """Whether a line may change what the licence beside it says."""
    words, signals = page.words.words[begin:end], vocabulary().signals
    named = named_in(line)
    if named and not named <= set(ids):
        return True
    if vocabulary().pointers.search(line):
        return False
    if is_title(line) and not named:
        return len(words) > 1
    return any(w in signals or _DIGIT.search(w) for w in words)
