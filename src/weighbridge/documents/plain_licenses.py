"""What the licences of a release let people do and ask of them, from the catalogue of licences."""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions, plain, terms
from weighbridge.documents.record import Record

_GRANTED = {
    "use": "use it, for any purpose",
    "study": "study how it works",
    "modify": "change it",
    "share": "pass it on, changed or not",
}
_BY_OTHERS = frozenset({"commercial", "cap", "use-restrictions", "policy", "territory-excluded"})
"""Terms that limit what may be done."""
_DUTIES = frozenset(
    {"naming", "notice-text", "flow-down", "relicensing", "share-alike", "derivatives", "outputs"}
)
_ENDS = frozenset({"termination", "patent"})
_NO_LIMIT = frozenset({"allowed", "none"})
"""What a term says that asks nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Told:
    """One licence in plain words.

    Attributes:
        covers: titles of the components it is stated for; empty where it is for the whole.
        permitted: what it grants to everybody.
        restricted: what it limits, and what it asks of whoever passes the thing on.
        duties: as the catalogue words them, `Title: words`.
        examples: uses that its terms allow.
        ends: when it ends, and what becomes of patents.
        known: whether the catalogue has a record of it.
    """

    id: str
    name: str
    covers: tuple[str, ...]
    permitted: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    known: bool = False
    source: str = ""
    read: str = ""


def stated(record: Record) -> dict[str, tuple[str, ...]]:
    """Licence expression → titles of what it covers, in the order of the framework's components."""
    found: dict[str, list[str]] = {}
    for component in components.every():
        value = record.value(f"license.{component.id}")
        if isinstance(value, str) and value:
            found.setdefault(value, []).append(component.title)
    whole = record.value("license.release")
    if not found and isinstance(whole, str) and whole:
        found[whole] = []
    return {expression: tuple(titles) for expression, titles in found.items()}


def told(record: Record) -> tuple[Told, ...]:
    """Every licence that a part of the release is stated to be under, each once."""
    covered: dict[str, dict[str, None]] = {}
    for expression, titles in stated(record).items():
        for one in expressions.ids(expression):
            covered.setdefault(one, {}).update(dict.fromkeys(titles))
    return tuple(_told(one, tuple(titles)) for one, titles in covered.items())


def _told(license_id: str, covers: tuple[str, ...]) -> Told:
    known = licenses.find(license_id)
    if known is None:
        return Told(license_id, license_id, covers)
    held = terms.of(license_id)
    recorded = list(_said(held))
    said = [(key, f"{plain.title(key)}: {w}") for key, w in recorded if w not in _NO_LIMIT]
    limits = tuple(words for key, words in said if key in _BY_OTHERS)
    return Told(
        id=known.id,
        name=known.name,
        covers=covers,
        permitted=tuple(w for f, w in _GRANTED.items() if licenses.grants(license_id, f)),
        restricted=limits or known.restrictions,
        duties=tuple(words for key, words in said if key in _DUTIES),
        examples=tuple(_examples(license_id, held)),
        ends=tuple(words for key, words in said if key in _ENDS),
        known=bool(known.open is not None or known.limits or known.restrictions or recorded),
        source=known.source,
        read=known.read,
    )


def _said(held: terms.Terms) -> Iterator[tuple[str, str]]:
    """Terms that are recorded, by key; what a text is silent on is left out."""
    titles = {plain.title(key): key for key in _BY_OTHERS | _DUTIES | _ENDS}
    untold = {plain.title(key) for key in (*held.silent, *held.unverified)}
    for title, words, _ in plain.sentences(held):
        if title in titles and title not in untold:
            yield titles[title], words


def _examples(license_id: str, held: terms.Terms) -> Iterator[str]:
    """Uses that need nothing but what the terms grant."""

    def grants(freedom: str) -> bool:
        return licenses.grants(license_id, freedom) is True

    if grants("use") and held.commercial in {"", "yes"}:
        yield "Running it at work, at home or in a product."
    if grants("study"):
        yield "Taking it apart to see how it works, and publishing what you find."
    if grants("modify") and grants("share") and held.derivatives != "no":
        along = [plain.word("flow-down", one) for one in held.flow_down]
        terms_along = f", together with {', '.join(along)}" if along else ""
        yield f"Publishing a changed version of it{terms_along}."
