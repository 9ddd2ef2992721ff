"""Files that bear a licence: the text itself, and what its name and first lines say it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.licensing import LicenseClaim, LicenseNotice, LicenseText
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_prints import known_as
from weighbridge.readers.license_scope import about, home, reach_of
from weighbridge.readers.license_titles import title_of
from weighbridge.readers.port import reader

_NAMES = ("*license*", "*licence*", "copying*", "licenses/*", "*/licenses/*")
_TEXTS = frozenset({"", ".txt", ".md", ".rst", ".pdf", ".markdown"})
_BEARS = re.compile(r"licen[sc]e|^copying", re.IGNORECASE)
_FOLDER = re.compile(r"(?:^|/)licen[sc]es$", re.IGNORECASE)
_SHELF = re.compile(r"(?:^|/)(?:\w+[_-])?(?:licen[sc]es|legal)$", re.IGNORECASE)
_SPLIT = re.compile(r"[_\-. ]+")
_READ = 16 << 10
_WHOLE = 256 << 10
"""Characters that the longest licence does not have."""
_OTHER = "LicenseRef-other-terms"
"""Terms that stand beside whole open licences in one file, and that may restrict."""
_ALTERED = frozenset({"variant-of", "truncated"})


@reader(names=_NAMES, gives=(LicenseText, LicenseClaim, LicenseNotice), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a licence file: what its words are, and else what its name and first lines say.

    A text whose words are those of a licence states that licence, whatever it is called. One that
    was made from an open licence and altered states a licence of its own. What no reference
    explains is taken at its title's word, and that is all that is known of it.
    """
    if not blob.size or not _is_text(blob):
        return
    found = _identified(blob)
    title = title_of(blob.head(_READ).decode("utf-8", "replace"))
    titled = expressions.ids(title[0]) if title and blob.suffix != ".pdf" else ()
    known = tuple(i for i in titled if licenses.find(i))
    ids = found.backs if found else None
    yield LicenseText(blob.evidence(), _named(blob), known, ids)
    if found is not None:
        line = title[2] if title else 1
        title = (found.states, title[1] if title else found.states, line)
    on_shelf = _SHELF.search(blob.folder) and ".dist-info" not in blob.folder
    if title is None or blob.suffix == ".pdf" or on_shelf:
        return
    expression, words, line = title
    kind = Kind.DECLARED if found is None else Kind.OBSERVED
    source = "license-file" if found is None else "license-text"
    at = blob.evidence(line=line, kind=kind, quote=words)
    folder = home(blob.folder)
    types, components = about(_SPLIT.sub(" ", blob.name))
    if not types and not components:
        yield LicenseNotice(at, expression, words, source, blob.part.role, folder)
        return
    reach, patterns = reach_of(folder)
    yield LicenseClaim(
        expression, words, source, blob.part.name, at, reach, patterns, components, types
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the words of a text are.

    Attributes:
        states: the expression that holds by this text.
        backs: ids this text is the text of; none for one that was altered.
    """

    states: str
    backs: tuple[str, ...]


def _identified(blob: Blob) -> _Found | None:
    """What a text is, word by word; None where no reference explains it."""
    if blob.suffix == ".pdf" or not blob.data().strip():
        return None
    plain = known_as(blob.text()[:_WHOLE])
    if plain:
        return _Found(plain, (plain,))
    files = import_module("weighbridge.readers.license_texts.files")  # 0.2 s, for odd texts alone
    found = files.identify_bytes(blob.data())
    if found.licenses:
        rest = (_OTHER,) if found.restricted is not False and _all_open(found.licenses) else ()
        return _Found(" AND ".join((*found.licenses, *rest)), found.licenses)
    base = licenses.find(found.nearest) if found.nearest else None
    if found.verdict in _ALTERED and base is not None and base.open:
        return _Found(f"LicenseRef-Modified-{base.id.removeprefix('LicenseRef-')}", ())
    return None


def _is_text(blob: Blob) -> bool:
    """Whether the name is that of a licence's text, not of a program or a list."""
    if _FOLDER.search(blob.folder):
        return blob.suffix != ".license"
    suffix = blob.suffix
    known = suffix in _TEXTS or bool(_named(blob)) or suffix.removeprefix(".").isupper()
    stem = blob.name.lower().startswith(("license", "licence", "copying", "unlicense"))
    odd = {".py", ".json", ".js", ".ts", ".html", ".css", ".yml", ".yaml", ".toml", ".csv", ".xml"}
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
