"""Files that bear a licence, notices or a use policy: their words, names and first lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, LicenseNotice, LicenseText
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_copyrights import copyright_of
from weighbridge.readers.license_prints import known_as
from weighbridge.readers.license_scope import about, home, reach_of
from weighbridge.readers.license_titles import title_of
from weighbridge.readers.port import reader

if TYPE_CHECKING:
    from weighbridge.readers.license_texts.identification import Identification

_NAMES = (
    "*license*", "*licence*", "copying*", "licenses/*", "*/licenses/*",
    "notice*", "*[-_]notice*", "*[-_]notices*", "*use[-_]policy*",
)  # fmt: skip
_PLAIN = frozenset({"", ".txt", ".md", ".rst", ".markdown"})
_RICH = frozenset({".pdf", ".html", ".htm", ".rtf", ".docx", ".odt"})
_TEXTS = _PLAIN | _RICH
_BEARS = lazy(r"licen[sc]e|^copying", re.IGNORECASE)
_FOLDER = lazy(r"(?:^|/)licen[sc]es$", re.IGNORECASE)
_SHELF = lazy(r"(?:^|/)(?:\w+[_-])?(?:licen[sc]es|legal)$", re.IGNORECASE)
_SPLIT = lazy(r"[_\-. ]+")
_NOTICES = lazy(r"(?:^|[-_ ])notices?(?:\.|$)", re.IGNORECASE)
_NO_TEXT = lazy(r"licen[sc]e[-_. ]?(?:header|template)", re.IGNORECASE)
"""Names of what is put above the lines of a file."""
_POLICY = lazy(r"use[-_ ]policy", re.IGNORECASE)
_WHOLE = 256 << 10
"""Characters that the longest licence does not have."""
_BRIEF = 500
"""Bytes of a notice that is too short for the text of a licence."""
_TITLE = 16 << 10
_SHOWN = 100
"""Characters of a difference that are told."""
_OTHER = "LicenseRef-other-terms"
"""Terms that stand beside whole open licences in one file, and that may restrict."""
_ALTERED = frozenset({"variant-of", "truncated"})


@reader(names=_NAMES, gives=(LicenseText, LicenseClaim, LicenseNotice, Gap), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a licence file: what its words are, and else what its name and first lines say.

    A text whose words are those of a licence states that licence, whatever it is called. One that
    was made from an open licence and altered states a licence of its own. What no reference
    explains is taken at its title's word, and that is all that is known of it. A file of notices
    and a use policy state nothing of the release, but may hold texts.
    """
    role = _role(blob) if blob.size else ""
    if not role:
        return
    found = _identified(blob, role)
    if found.unread:
        cause, remedy = found.unread
        yield Gap(blob.evidence(), f"{blob.path} {cause}.", remedy, "licensing")
    title = title_of(found.text[:_TITLE]) if blob.suffix not in _RICH else None
    titled = expressions.ids(title[0]) if title else ()
    known = tuple(i for i in titled if licenses.find(i))
    yield replace(found.fact, at=blob.evidence(), named=_named(blob), titled=known, role=role)
    if found.states:
        line = title[2] if title else 1
        title = (found.states, title[1] if title else found.states, line)
    on_shelf = _SHELF.search(blob.folder) and ".dist-info" not in blob.folder
    if title is not None and role == "license" and not on_shelf:
        yield _statement(blob, title, by_text=bool(found.states))


def _statement(blob: Blob, title: tuple[str, str, int], *, by_text: bool) -> Fact:
    """What the file states, of what its name says or of what lies beside it."""
    expression, words, line = title
    kind = Kind.OBSERVED if by_text else Kind.DECLARED
    source = "license-text" if by_text else "license-file"
    at = blob.evidence(line=line, kind=kind, quote=words)
    folder = home(blob.folder)
    types, components = about(_SPLIT.sub(" ", blob.name))
    if not types and not components:
        return LicenseNotice(at, expression, words, source, blob.part.role, folder)
    reach, patterns = reach_of(folder)
    return LicenseClaim(
        expression, words, source, blob.part.name, at, reach, patterns, components, types
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file says.

    Attributes:
        fact: what its words are; not yet where it lies and what it is called.
        text: its words.
        states: the expression that holds by them; empty for none.
        unread: why they could not be had, and what helps.
    """

    fact: LicenseText
    text: str = ""
    states: str = ""
    unread: tuple[str, str] | None = None


def _identified(blob: Blob, role: str) -> _Found:
    """What a text is, word by word."""
    text = "" if blob.suffix in _RICH else blob.text()[:_WHOLE]
    plain = known_as(text)
    if plain:
        fact = LicenseText(
            blob.evidence(), identified=(plain,), verdict="exact", copyright=copyright_of(text)
        )
        return _Found(fact, text, plain)
    if role != "license" and blob.size < _BRIEF:
        return _Found(LicenseText(blob.evidence(), copyright=copyright_of(text)), text)
    # 0.2 s, for odd texts alone
    shelf = import_module("weighbridge.readers.license_texts.plain_text")
    told = shelf.plain_text(blob.data())
    if told.unread is not None:
        unread = LicenseText(blob.evidence(), verdict="")
        return _Found(unread, unread=(told.unread.cause, told.unread.remedy))
    found = import_module("weighbridge.readers.license_texts.verdicts").identify(told.text)
    states, ids = _stated(found)
    fact = LicenseText(
        blob.evidence(),
        identified=ids,
        verdict=found.verdict.value,
        nearest=found.nearest,
        differs=_difference(found),
        copyright=copyright_of(told.text[:_WHOLE]),
    )
    return _Found(fact, told.text, states)


def _stated(found: "Identification") -> tuple[str, tuple[str, ...] | None]:
    """The expression that holds by a text, and the ids it is the text of.

    None for the ids where no reference explains it; none of them for a text that was altered.
    """
    if found.licenses and found.verdict.value != "reference-only":
        rest = (_OTHER,) if found.restricted is not False and _all_open(found.licenses) else ()
        return " AND ".join((*found.licenses, *rest)), found.licenses
    if found.licenses:
        return " AND ".join(found.licenses), ()
    base = licenses.find(found.nearest) if found.nearest else None
    if found.verdict in _ALTERED and base is not None and base.open:
        return f"LicenseRef-Modified-{base.id.removeprefix('LicenseRef-')}", ()
    return "", None


def _difference(found: "Identification") -> str:
    """The first difference that matters, in a few words."""
    for one in found.differences:
        if one.matters and one.added:
            words = " ".join(one.added.split())
            return f"adds “{words if len(words) <= _SHOWN else f'{words[: _SHOWN - 1]}…'}”"
        if one.matters and one.count:
            return f"lacks {one.count} words"
    return ""


def _role(blob: Blob) -> str:
    """What a file is by its name: `license`, `notice`, `policy`; empty for none of them."""
    if _is_text(blob):
        return "license"
    if blob.suffix not in _TEXTS:
        return ""
    if _POLICY.search(blob.name):
        return "policy"
    return "notice" if _NOTICES.search(blob.name) else ""


def _is_text(blob: Blob) -> bool:
    """Whether the name is that of a licence's text, not of a program or a list."""
    if _FOLDER.search(blob.folder):
        return blob.suffix != ".license"
    suffix = blob.suffix
    known = suffix in _TEXTS or bool(_named(blob)) or suffix.removeprefix(".").isupper()
    stem = blob.name.lower().startswith(("license", "licence", "copying", "unlicense"))
    odd = {".py", ".json", ".js", ".ts", ".css", ".yml", ".yaml", ".toml", ".csv", ".xml"}
    if _NO_TEXT.search(blob.name) or (_NOTICES.search(blob.name) and not stem):
        return False
    return bool(_BEARS.search(blob.name)) and (known or (stem and suffix not in odd))


def _named(blob: Blob) -> tuple[str, ...]:
    """The licence id in a file name, as in `LICENSES/CC-BY-4.0.txt` and `LICENSE.MIT`."""
    stem = re.sub(r"\.(?:txt|md|rst|pdf)$", "", blob.name, flags=re.IGNORECASE)
    if not _FOLDER.search(blob.folder):
        found = re.match(r"(?:un)?licen[sc]e[-_. ](.+)$|(.+)[-_. ]licen[sc]e$", stem, re.IGNORECASE)
        stem = (found[1] or found[2]) if found else ""
    known = licenses.find(stem) if stem else None
    if known is not None and known.kind != "family":
        return (known.id,)
    return (stem,) if stem.startswith("LicenseRef-") else ()


def _all_open(ids: tuple[str, ...]) -> bool:
    known = [licenses.find(one) for one in ids]
    return all(one is not None and one.open for one in known)
