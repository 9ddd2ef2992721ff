"""What a document says about the paper of its own release: labelled links, entries to cite, and
tags; papers of others are left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from weighbridge.catalogs.vocabularies.paper_words import words
from weighbridge.patterns import lazy
from weighbridge.readers.bibtex import Entry, entries
from weighbridge.readers.identifiers import identify
from weighbridge.readers.links import Link, links_in

PAPER, REPORT = "research-paper", "technical-report"
_TOP = 60
"""Lines after the front matter that introduce a release: labels there speak of its own paper."""
_FEW = 3
"""A release's introduction that labels more papers than this is a list of other people's."""
_FEW_LINES = 12
"""Lines of a list above a link that are looked at for what announces it."""
_OURS = lazy(
    r"(?:\bour(?:\s[\w'’-]{1,20}){0,3}\s(?:paper|preprint|article|report)s?"
    r"|\bcopy of (?:our|the) (?:paper|preprint|report)|我们的?(?:发布了?)?(?:论文|技术报告))"
    r"[\s:,\"“(*_🔥—-]{0,8}(?:\[|<a[^>]{0,80}>)?$",
    re.IGNORECASE,
)
"""Words that end right before a link to the release's own paper."""
_OUR = lazy(r"(?:\bour|我们(?:发布)?了?的?)(?:\s[\w'’-]{1,20}){0,3}[\s*_]*$", re.IGNORECASE)
"""Words that a label such as "paper" continues."""
_SEPARATOR = lazy(r"[|•·>)\]–—]|&\w{1,8};")
_CITE = lazy(r"\bcit(?:e|es|ed|ing|ation|ations)\b|bibtex|引用|引文|인용|citar", re.IGNORECASE)
_OTHERS = lazy(
    r"\boriginal\b|\bbase model|\bbackbone\b|\bbased on\b|\bunderlying\b|\balso\b|\brelated work",
    re.IGNORECASE,
)
_HEADING = lazy(
    r"^\s*(?:#{1,6}\s|<summary|<h[1-6]|\*\*[^*\n]{1,80}\*\*:?\s*$)", re.IGNORECASE | re.MULTILINE
)
_TO_CITE = lazy(
    r"(?:<[^>]{0,80}>|[\W\d_])*(?:(?:how|to|please|entry|and|contact|licen[sc]e|references?|papers?|model)\W+)*"
    r"(?:cit|bibtex|引用|引文|인용)",
    re.IGNORECASE,
)
"""A heading over the release's own entry: "BibTeX entry and citation info", "How to cite"."""
_TAG = lazy(r"^\s*(?:-\s*)?[\"']?arxiv:\s?(\d{4}\.\d{4,5})\b", re.IGNORECASE | re.MULTILINE)
_PUBLISHED = {"article", "inproceedings", "incollection", "conference", "techreport", "phdthesis"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One paper that a document calls its release's own.

    Attributes:
        identifier: an archive's id, else the address, else the title.
        link: where it points; empty for a mention without one.
        components: what it is said to be.
    """

    identifier: str
    archived: bool
    link: str
    title: str
    lines: tuple[int, int]
    components: tuple[str, ...]


def references(text: str) -> list[Reference]:
    """The release's own papers, as one document names them; each identifier once."""
    start = _body(text)
    links = [link for link in links_in(text) if link.line > start]
    found: dict[str, Reference] = {}
    told = (*_labelled(links, start + _TOP), *_listed(links, text.split("\n")))
    for one in (*_tagged(text, start), *cited(text), *told):
        known = found.get(one.identifier)
        found[one.identifier] = _joined(known, one) if known else one
    return [_told(one, links) for one in found.values() if one.components]


def kinds(title: str, label: str, *, published: bool) -> tuple[str, ...]:
    """The components a work is, by its title, its label, and whether it is a publication."""
    known = words()
    card = known.says_card(title)
    report = card or label == "report" or known.says_report(title)
    paper = (published or label == "paper") and not card
    return (PAPER,) * paper + (REPORT,) * report


def _body(text: str) -> int:
    """Last line of the front matter; 0 if there is none."""
    if not text.startswith("---"):
        return 0
    end = re.compile(r"^(?:---|\.\.\.)\s*$", re.MULTILINE).search(text, 4)
    return text.count("\n", 0, end.start()) + 1 if end else 0


def _tagged(text: str, start: int) -> Iterator[Reference]:
    """Tags `arxiv:…` of the front matter."""
    head = "\n".join(text.split("\n", start)[:start])
    tags = list(_TAG.finditer(head))
    for tag in tags if len(tags) <= _FEW else ():
        line = head.count("\n", 0, tag.start(1)) + 1
        number = f"arXiv:{tag.group(1)}"
        link = f"https://arxiv.org/abs/{tag.group(1)}"
        yield Reference(number, True, link, "", (line, line), (PAPER,))


def _labelled(links: Iterable[Link], top: int) -> Iterator[Reference]:
    plain: dict[str, Reference] = {}
    for link in links:
        label = words().label(link.label)
        ours = _OURS.search(link.before) or (label and _OUR.search(link.before))
        if link.row or not (ours or (label and link.line <= top and _alone(link, label))):
            continue
        report = label == "report" or (ours and words().says_report(link.before))
        if one := _linked(link, "report" if report else "paper"):
            if ours:
                yield one
            else:
                plain.setdefault(one.identifier, one)
    if len(plain) <= _FEW:
        yield from plain.values()


def _listed(links: Iterable[Link], lines: list[str]) -> Iterator[Reference]:
    """Reports in a list under words that announce them: "Technical reports:"."""
    for link in links:
        if not link.bullet or link.beside > 1 or not link.target.lower().endswith(".pdf"):
            continue
        depth = _indent(lines[link.line - 1])
        above = lines[max(0, link.line - 1 - _FEW_LINES) : link.line - 1]
        lead = next((x for x in reversed(above) if x.strip() and _indent(x) < depth), "")
        announced = lead.rstrip().endswith(":") and words().says_report(lead)
        one = _linked(link, "report") if announced and not _OTHERS.search(lead) else None
        if one:
            yield one


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _alone(link: Link, label: str) -> bool:
    """Whether a label stands for itself, outside sentences and lists of works."""
    if link.bullet and (label == "weak" or link.beside > 1):
        return False
    lead = _SEPARATOR.split(link.before.rpartition("<")[0] or link.before)[-1]
    return not re.search(r"[^\W\d_]", lead) or words().label(lead) != ""


def _linked(link: Link, label: str) -> Reference | None:
    found = identify(link.target)
    place = (link.line, link.line)
    if found and not found.deposit:
        what = kinds("", label, published=True)
        return Reference(found.text, found.archived, link.target, "", place, what)
    if re.search(r"\.pdf(?:$|[?#])", link.target, re.IGNORECASE):
        what = kinds("", label, published=False)
        return Reference(link.target, False, link.target, "", place, what)
    return None


def cited(text: str, *, asked: bool = False) -> Iterator[Reference]:
    """Entries under words that ask to cite them: the first work, and others by its authors.

    Args:
        asked: whether the whole text is there to be cited by.
    """
    first: Entry | None = None
    lines = text.split("\n")
    end = 0
    for entry in entries(text):
        above, end = _above(lines, entry, end), entry.lines[1]
        asked = _asks(above, asked=asked)
        one = _entered(entry)
        if first is None and asked:
            first = entry if entry.authors or one else None
        elif first is None or not first.authors & entry.authors or _OTHERS.search(above):
            continue
        if one:
            yield one


def _asks(above: str, *, asked: bool) -> bool:
    """Whether the words above an entry ask to cite it, or go on where others `asked`."""
    if _OTHERS.search(above):
        return False
    if _HEADING.match(above):
        heading, _, rest = above.partition("\n")
        return bool(_TO_CITE.match(heading) or _CITE.search(rest))
    return asked or bool(_CITE.search(above))


def _above(lines: list[str], entry: Entry, end: int) -> str:
    """What leads to an entry: up to its heading, the entry before it, or twelve lines."""
    start = entry.lines[0] - 1
    lead: list[str] = []
    for line in reversed(lines[max(end, start - 12) : start]):
        if line.lstrip().startswith("```"):
            continue
        lead.append(line[:400])
        if _HEADING.match(line):
            break
    return "\n".join(reversed(lead))


def _entered(entry: Entry) -> Reference | None:
    found, title = entry.identifier, entry.title
    if found and found.deposit and entry.kind not in _PUBLISHED:
        return None
    if found:
        what = kinds(title, "", published=True)
        link = found.address or entry.fields.get("url", "")
        return Reference(found.text, found.archived, link, title, entry.lines, what)
    venue = entry.fields.get("booktitle") or entry.fields.get("journal") or ""
    if title and entry.kind in _PUBLISHED and venue and "github" not in venue.lower():
        what = kinds(title, "", published=True)
        return Reference(title, False, "", title, entry.lines, what)
    return None


def _joined(known: Reference, other: Reference) -> Reference:
    card = words().says_card(known.title or other.title)
    what = () if card else tuple(dict.fromkeys(known.components + other.components))
    return replace(
        known,
        link=known.link or other.link,
        title=known.title or other.title,
        components=what or (REPORT,),
    )


def _told(one: Reference, links: Iterable[Link]) -> Reference:
    """The reference, a technical report too where any link to it is labelled so."""
    if REPORT in one.components:
        return one
    for link in links:
        found = identify(link.target) if words().says_report(link.label) else None
        if found and found.text == one.identifier:
            return replace(one, components=(*one.components, REPORT))
    return one
