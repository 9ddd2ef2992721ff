"""Papers and reports that lie in the release: PDF by its magic bytes, Markdown and TeX by their
sections.
"""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies.paper_words import words
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.governance import Citation
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.pdf_title import pdf_title
from weighbridge.readers.port import reader
from weighbridge.readers.references import PAPER, REPORT

_NAME = lazy(
    r"(?:^|[-_. ])(?:paper|manuscript|preprint|tech(?:nical)?[-_ ]?report|white[-_ ]?paper)"
    r"(?:[-_. v\d]|$)",
    re.IGNORECASE,
)
_MAIN = lazy(r"main|ms|article|index|readme|draft", re.IGNORECASE)
_FOLDER = lazy(r"(?:.*/)?(?:paper|technical[-_]report|tech[-_]report|report)", re.IGNORECASE)
_OTHERS = lazy(
    r"(?:^|/)(?:references?|related(?:[-_]work)?|literature|third[-_]party|vendor|external|tests?|"
    r"node_modules|site-packages|template|templates|readings?)/",
    re.IGNORECASE,
)
_DEEPEST = 3
"""Folders above a paper; what lies deeper belongs to something else."""
_SECTION = lazy(
    r"^\s{0,3}(?:#{1,6}\s+(.{1,120})|\\(?:sub)?section\*?\{(.{1,120}?)\}|\\begin\{(abstract)\})",
    re.MULTILINE,
)
_PARTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"abstract|summary|overview|摘要",
        r"introduction|motivation|background|statement of need|引言",
        r"method|approach|model|architecture|data|training|方法",
        r"result|evaluation|experiment|benchmark|实验",
        r"conclu|discussion|limitation|结论",
    )
)
_ENOUGH_PARTS, _ENOUGH_WORDS = 3, 150
"""A text with fewer sections of a paper, or fewer words, only announces one."""


@reader(
    names=("*.pdf", "*paper*.md", "*paper*.tex", "*report*.md", "*report*.tex", "*manuscript*.tex",
           "*manuscript*.md", "*preprint*.tex", "paper/*.tex", "report/*.tex"),
    gives=(Sighting, Citation, Gap),
    topic="governance",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file whose name says that it is the release's paper or report."""
    component = component_of(blob.path)
    if not component:
        return
    if blob.suffix == ".pdf":
        if not blob.head(1024).lstrip().startswith(b"%PDF-"):
            yield _unreadable(blob)
            return
        title, note, presence = pdf_title(blob), "PDF", Presence.PRESENT
    else:
        title, note, presence = _text(blob.text())
    if title and words().says_report(title):
        component = REPORT
    yield Sighting(component, presence, blob.evidence(), f"{note}, {title}" if title else note)
    if presence is Presence.PRESENT:
        yield Citation(blob.evidence(), blob.path, title, (component,))


def component_of(path: str) -> str:
    """The component a file is by its path; empty where the path does not say."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if path.count("/") > _DEEPEST or _OTHERS.search(f"{folder}/"):
        return ""
    own = _NAME.search(stem) or stem.lower() == "report"
    if not own and not (_FOLDER.fullmatch(folder) and _MAIN.fullmatch(stem)):
        return ""
    said = stem if own else folder.rpartition("/")[2]
    return REPORT if re.search(r"report|white", said, re.IGNORECASE) else PAPER


def _text(text: str) -> tuple[str, str, Presence]:
    """Title, what it is, and whether it says what a paper says."""
    headings = [next(filter(None, found.groups())) for found in _SECTION.finditer(text)]
    parts = sum(any(part.search(one) for one in headings) for part in _PARTS)
    count = len(re.findall(r"[^\W\d_]{2,}", text[: 1 << 20]))
    title = re.search(r"^#\s+(.{1,200})|\\title\{([^{}]{1,200})", text, re.MULTILINE)
    named = " ".join((title.group(1) or title.group(2)).split()) if title else ""
    if parts >= _ENOUGH_PARTS and count >= _ENOUGH_WORDS:
        return named, f"text of {count:,} words", Presence.PRESENT
    return named, f"named a paper, {count:,} words and {parts} sections of one", Presence.MENTIONED


def _unreadable(blob: Blob) -> Gap:
    pointer = blob.head(64).startswith(b"version https://git-lfs")
    cause = "it is a pointer to Git LFS storage" if pointer else "it does not start as PDF does"
    remedy = "Fetch the file from Git LFS." if pointer else "Export the paper again."
    reason = f"{blob.path} cannot be read as the paper it is named: {cause}."
    return Gap(blob.evidence(), reason, remedy, "governance")
