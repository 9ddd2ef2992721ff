"""What the release was made from: base models and data, as its files state them."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.lineage import AncestorKind, Lineage
from weighbridge.facts.provenance import Kind, Reading
from weighbridge.facts.release import Release

_NAMES = {
    AncestorKind.BASE_MODEL: "model.base-models",
    AncestorKind.DATASET: "data.datasets",
    AncestorKind.TEACHER: "model.teachers",
}


def items(release: Release) -> Iterator[Item]:
    """One field per kind of ancestor, holding each of them as a mapping."""
    lineage = release.view(Lineage, Reading.CLAIMS)
    for kind, name in _NAMES.items():
        found = lineage.of(kind)
        if not found:
            continue
        observed = all(one.at.kind is Kind.OBSERVED for one in found)
        rows = tuple(
            {
                "name": one.target,
                "relation": str(one.relation),
                "revision": one.revision,
                "license": one.license,
            }
            for one in found
        )
        state = State.EVIDENCED if observed or all(one.at.path for one in found) else State.ASSERTED
        yield item(name, rows, state, *(one.at for one in found))
