"""Licence statements in a README: sentences that say what is under which licence, and badges.

Careful by design: a sentence counts in a section about licences, or where it says outright that
this project is under one; what it says of other people's work does not count.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from weighbridge.facts.licensing import LicenseClaim, LicenseNotice
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_mentions import expression_of, mentions_in
from weighbridge.readers.license_scope import about, reach_of
from weighbridge.readers.port import reader

_LONGEST = 256 << 10
_HEADING = lazy(r"^\s{0,3}(#{1,6})\s*(.+?)\s*#*$|^(?:<h\d[^>]*>)(.+?)</h\d>", re.IGNORECASE)
_LICENSING = lazy(r"licen[sc]|copyright|许可|协议|ライセンス", re.IGNORECASE)
_FENCE = lazy(r"^\s*(?:```|~~~)")
_LINK = lazy(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)|<[^<>]{0,500}>|[*`]")
_GAP = lazy(r"[^\S\n]{2,}")
"""Runs of blanks, which the patterns below would look at once from each of their places."""
_SENTENCE = lazy(r"(?<=[a-z)\]A-Z])[.](?=\s|$)|(?<=\d)[.](?=\s+[A-Z]|\s*$)|[;。；]|\n\s*[-*+]\s")
_CLAUSE = lazy(r",?\s+(?:while|whereas|but)\s+|[,，](?=\s*(?:社区|使用|而))")
_FOREIGN = lazy(
    r"\b(?:originally|derived from|derivative|based on|built (?:on|upon)|adapted from|borrow|third"
    r"[- ]party|dependenc|thanks? to|acknowledg|if you|your |copy of the license|contributions?\b"
    r"|previous|changed (?:from|to)|comes? from|taken from|obtain|please\b|strictly)"
    r"|若您|如果|商用|商业用途",
    re.IGNORECASE,
)
_SAYS = lazy(
    r"\b(?:licen[sc]ed|released|distributed|available|published|provided|covered|governed|"
    r"(?:open-?)?sourced|subject|follows?|compl(?:y|ies)|adheres?|under|by|is|are|with|for|see|refer)\b|[:：—–]"
    r"|遵循|依照|遵守|采用|使用|基于|见|の下|従う",
    re.IGNORECASE,
)
_OUTRIGHT = lazy(
    r"^(?:we (?:release|licen[sc]e|open-?source)|(?:this|the|all|our)\s[^.]{0,60}?\b(?:project|repo"
    r"\w*|code|models?|weights|checkpoints|data(?:set)?|software|package|library|work)\b)"
    r"[^.]{0,80}\b(?:licen[sc]ed?|released?|distributed|available|open-?sourced?)\b"
    r"[^.]{0,60}\bunder\b",
    re.IGNORECASE,
)
_BARE = 2
"""Words beside the name that a line may have which is nothing but a licence's name."""
_BADGE = lazy(r"/badge/([^)\s\"'>?]{3,120})")


@reader(
    names=("readme*", "model_card*.md", "modelcard*.md"),
    gives=(LicenseClaim, LicenseNotice),
    topic="licensing",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the statements of a README."""
    if blob.suffix not in {"", ".md", ".markdown", ".rst", ".txt"}:
        return
    text = blob.text()[:_LONGEST]
    yield from _badges(blob, text)
    for line, paragraph, in_section in _paragraphs(text):
        plain = _GAP.sub(" ", _LINK.sub(lambda m: m[1] or " ", paragraph))
        for sentence in _SENTENCE.split(plain):
            for clause in _CLAUSE.split(sentence):
                words = " ".join(clause.split())
                if words and (in_section or _OUTRIGHT.match(words)) and not _FOREIGN.search(words):
                    yield from _statements(blob, line, words, own=in_section)


def _statements(blob: Blob, line: int, words: str, *, own: bool) -> Iterator[Fact]:
    """The statements of one clause: each licence is for what is named since the one before."""
    found = mentions_in(words, own=own)
    if not found:
        return
    beside = words[: found[0].start].split() + words[found[-1].end :].split()
    if not _SAYS.search(words) and (not own or len(beside) > _BARE):
        return
    seen: set[tuple[str, frozenset[str], frozenset[str]]] = set()
    start = 0
    for number, mention in enumerate(found):
        before = words[start : mention.start]
        following = found[number + 1].start if number + 1 < len(found) else len(words)
        after = words[mention.end : following]
        start = mention.end
        types, components = about(before)
        if not types and not components:
            for_what = re.match(r"\W*(?:licen[sc]e\W*)?for\b(.{0,60})", after, re.IGNORECASE)
            types, components = about(for_what[1]) if for_what else (types, components)
        subject = (mention.expression, types, components)
        if subject not in seen:
            seen.add(subject)
            yield from _fact(blob, line, words, *subject)


def _fact(  # noqa: PLR0913, PLR0917  # what a statement says, each by name
    blob: Blob,
    line: int,
    words: str,
    expression: str,
    types: frozenset[str],
    components: frozenset[str],
) -> Iterator[Fact]:
    """One statement; one about types and about components is two."""
    at = blob.evidence(line=line, kind=Kind.DECLARED, quote=words)
    reach, patterns = reach_of(blob.folder)
    if not types and not components:
        yield LicenseNotice(at, expression, words[:200], "prose", blob.part.role, blob.folder)
    for kinds, named in ((types, frozenset[str]()), (frozenset[str](), components)):
        if kinds or named:
            yield LicenseClaim(
                expression, words[:200], "prose", blob.part.name, at, reach, patterns, named, kinds
            )


def _badges(blob: Blob, text: str) -> Iterator[Fact]:
    for number, line in enumerate(text.splitlines(), 1):
        for badge in _BADGE.finditer(line):
            words = unquote(badge[1]).replace("--", "\0")
            label, dash, rest = words.partition("-")
            message = rest.rpartition("-")[0] if dash else ""
            label, message = (p.replace("_", " ").replace("\0", "-") for p in (label, message))
            expression = expression_of(message)
            if re.search("licen[sc]e", label, re.IGNORECASE) and expression:
                yield from _fact(blob, number, f"{label}: {message}", expression, *about(label))


def _paragraphs(text: str) -> Iterator[tuple[int, str, bool]]:
    """First line, text, and whether it stands in a section about licences."""
    depth, fenced, start, kept = 0, False, 1, list[str]()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        heading = None if fenced else _HEADING.match(line)
        if kept and (heading or not line.strip() or _FENCE.match(line) or _is_item(line)):
            yield start, "\n".join(kept), bool(depth)
            kept = []
        if _FENCE.match(line):
            fenced = not fenced
        elif heading:
            level = len(heading[1] or "##")
            if _LICENSING.search(heading[2] or heading[3]):
                depth = min(depth or level, level)
            elif depth and level <= depth:
                depth = 0
        elif line.strip() and not fenced and not line.lstrip().startswith("|"):
            start = start if kept else number
            kept.append(line)


def _is_item(line: str) -> bool:
    return bool(re.match(r"\s*(?:[-*+]|\d+[.)])\s", line))
