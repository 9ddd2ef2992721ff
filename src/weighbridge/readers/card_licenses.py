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


def licenses_of(blob: Blob, front: FrontMatter, kind: CardKind) -> Iterator[LicenseClaim]:
    """The statements in `license`, with `license_name` where that says `other`.

    A card speaks of the folder it lies in. A data card beside other things, which is not the
    README of its folder, speaks of the datasets alone.

    Source: Hugging Face Hub documentation, "Licenses" (identifiers; `other` with `license_name`
    and `license_link`).
    """
    stated = front.values.get("license")
    for raw in stated if isinstance(stated, list) else [stated]:
        if not isinstance(raw, str) or len(raw) > _LONGEST or says_nothing(raw):
            continue
        named = front.values.get("license_name")
        other = raw.strip().lower() == "other" and isinstance(named, str) and named.strip()
        words = str(named).strip()[:_LONGEST] if other else raw.strip()
        alone = kind is CardKind.DATA and not blob.name.lower().startswith("readme")
        yield LicenseClaim(
            expression=expressions.normalise(words),
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
