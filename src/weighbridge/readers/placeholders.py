"""How much a text says: its words, once placeholders, promises, labels without an answer and
template sentences go.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from weighbridge.catalogs.vocabularies import card_placeholders
from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Line

_WORD = lazy(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
"""A word; two characters make one where words are written without spaces."""
_LEAD = lazy(r"(?:[-*+>•]\s+|\d{1,3}[.)]\s+|\[[ xX]?\]\s+|>)+")
_IMAGE = lazy(r"!\[[^\[\]\n]{0,400}\]\([^()\n]{0,2000}\)")
_LINK = lazy(r"\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)")
_CONTENTS = lazy(r"\W{0,20}(?:\d[\d.]*\s*)?\[[^\]\n]{0,400}\]\(#[^)\n]{0,400}\)\W{0,20}$")
_TAG = lazy(r"</?[a-zA-Z][^<>]{0,1000}>")
_LABEL = lazy(
    r"(?:(?P<mark>\*\*|__)(?P<bold>[^*_\n]{1,60}?)(?P<in>:?)\s*(?P=mark)(?P<out>\s*:)?"
    r"|(?P<bare>[\w /()&-]{1,40}):(?!//))\s*(?P<rest>.*)$"
)
_SHORTEST, _LONGEST = 4, 80
"""Words of a sentence that may be a template's."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a text says.

    Attributes:
        words: words that are left.
        placeholders: line and words of each placeholder.
    """

    words: int = 0
    placeholders: tuple[tuple[int, str], ...] = ()


def weigh(lines: Iterable[Line]) -> Weight:
    """The words of some lines, and the placeholders among them."""
    words, found = 0, []
    head = None  # words that head a table: they count with the first row that says something
    for line in lines:
        text = line.text.strip()
        if line.fenced or not text:
            words += len(text.split())
            head = head if line.fenced else None
            continue
        count, placeholder = _line(text)
        if placeholder:
            found.append((line.number, placeholder))
        if not text.startswith("|"):
            words, head = words + count, None
        elif head is None:
            head = count
        elif count:
            words, head = words + head + count, 0
    return Weight(words, tuple(found))


def says_nothing(text: str) -> bool:
    """Whether a short text is empty or a placeholder."""
    return _line(text.strip())[0] == 0 if text.strip() else True


def _line(text: str) -> tuple[int, str]:
    """Words of one line, and its placeholder; empty if it has none."""
    if "](#" in text and _CONTENTS.match(text):
        return 0, ""
    shown, placeholder = _shown(text)
    if shown.startswith("|"):
        return _cells(shown), placeholder
    label = None if _is_whole(shown) else _LABEL.match(shown)
    if label and (label["bare"] or label["in"] or label["out"]):
        count, found = _statements(label["rest"].strip(" *_"))
        named = len(_WORD.findall(label["bold"] or label["bare"])) if count else 0
        return named + count, placeholder or found
    count, found = _statements(shown)
    return count, placeholder or found


def _shown(text: str) -> tuple[str, str]:
    """A line as it reads on the page, and the placeholder that was taken out of it."""
    placeholder = ""
    if any(sign in text for sign in "[{<") or "info" in text.lower() or "orem" in text:
        anywhere = card_placeholders.known().anywhere
        if found := anywhere.search(text):
            placeholder, text = found[0], anywhere.sub(" ", text)
        text = _TAG.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", text)))
    lead = _LEAD.match(text)
    return text[lead.end() if lead else 0 :].strip(), placeholder.strip()


def _statements(text: str) -> tuple[int, str]:
    """Words of running text, and the statement in it that is a placeholder."""
    words = len(_WORD.findall(text))
    known = card_placeholders.known()
    bare = text.strip(" .*_`()[]!:")
    if not words and not bare:
        return 0, text if "..." in text else ""
    if not words and "…" not in bare:
        return 0, ""
    if _is_whole(bare):
        return 0, bare
    if words <= known.promise_words and known.promise.search(text):
        return 0, bare
    if words < _SHORTEST:
        return words, ""
    for sentence in card_placeholders.sentences(text):
        count = len(_WORD.findall(sentence))
        if count < _SHORTEST:
            if sentence != text and _is_whole(sentence):
                words -= count
        elif count < _LONGEST and card_placeholders.fingerprint(sentence) in known.templates:
            words -= count
    return words, ""


def _is_whole(text: str) -> bool:
    """Whether a text is a placeholder as a whole."""
    bare = text.strip(" .*_`()[]!:")
    return len(bare) < 120 and card_placeholders.known().whole.fullmatch(bare) is not None


def _cells(row: str) -> int:
    """Words of a table row; a row whose answers are all placeholders says nothing."""
    cells = [cell.strip(" *_`") for cell in row.strip("|").split("|")]
    answers = [cell for cell in cells[1:] if cell and not _is_whole(cell)]
    if not answers:
        return 0
    return sum(len(_WORD.findall(cell)) for cell in (cells[0], *answers))
