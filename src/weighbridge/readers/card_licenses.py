"""The licence a card's front matter states, and over which files the statement reaches."""

from collections.abc import Iterator

from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.card import CardKind
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.provenance import Kind
from weighbridge.readers.blob import Blob
from weighbridge.readers.front_matter import FrontMatter
from weighbridge.readers.placeholders import says_nothing

_OF_DATA = frozenset({"datasets", "data-card"})
_LONGEST = 200
_MOST = 20
"""Licences of one list that are read."""


def licenses_of(blob: Blob, front: FrontMatter, kind: CardKind) -> Iterator[LicenseClaim]:
    """The statement in `license`, with `license_name` where that says `other`.

    Several licences in a list hold together: the card does not say that one may choose. A card
    speaks of the folder it lies in. A data card beside other things, which is not the README of
    its folder, speaks of the datasets alone.

    Source: Hugging Face Hub documentation, "Licenses" (identifiers; `other` with `license_name`
    and `license_link`).
    """
    stated = front.values.get("license")
    each = stated if isinstance(stated, list) else [stated]
    raws = [
        raw.strip()
        for raw in each[:_MOST]
        if isinstance(raw, str) and len(raw) <= _LONGEST and not says_nothing(raw)
    ]
    if not raws:
        return
    named = front.values.get("license_name")
    name = named.strip()[:_LONGEST] if isinstance(named, str) else ""
    other = bool(name) and any(raw.lower() == "other" for raw in raws)
    raws = [name if name and raw.lower() == "other" else raw for raw in raws]
    words = ", ".join(raws)
    alone = kind is CardKind.DATA and not blob.name.lower().startswith("readme")
    yield LicenseClaim(
        expression=expressions.together(raws),
        raw=words,
        source="card",
        part=blob.part.name,
        at=blob.evidence(
            line=front.line_of("license_name" if other else "license"),
            kind=Kind.DECLARED,
            link=_link(front),
            quote=f"license: {words}",
        ),
        reach=Reach.PATHS if blob.folder or alone else Reach.PART,
        patterns=(f"{blob.folder}/*",) if blob.folder else (),
        components=_OF_DATA if alone else frozenset(),
    )


def _link(front: FrontMatter) -> str | None:
    link = front.values.get("license_link")
    return link[:2000] if isinstance(link, str) and link.startswith("http") else None
