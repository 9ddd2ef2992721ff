"""Who is behind the release, how it is cited, and what its register holds."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.governance import Governance
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Objective, Recorded, Register, Risk, UseCase
from weighbridge.facts.release import Release


def items(release: Release) -> Iterator[Item]:
    """Documents by role, citations, addresses, risks, objectives and uses considered."""
    governance = release.view(Governance, Reading.CLAIMS)
    for file in governance.files:
        yield item(f"governance.{file.role}", file.at.path, State.VERIFIED, file.at)
    if governance.citations:
        named = tuple(one.identifier for one in governance.citations)
        at = (one.at for one in governance.citations)
        yield item("governance.citations", tuple(dict.fromkeys(named)), State.EVIDENCED, *at)
    if governance.contacts:
        rows = tuple(
            {"role": one.role, "address": one.address, "path": one.at.path}
            for one in governance.contacts
        )
        yield item("contact.addresses", rows, State.EVIDENCED, *(c.at for c in governance.contacts))
    register = release.view(Register, Reading.CLAIMS)
    for name, kind in {"risks": Risk, "objectives": Objective, "use-cases": UseCase}.items():
        held: list[Recorded] = [recorded for recorded, _ in register.of(kind)]
        if held:
            entries = tuple({"id": one.id, "entry": one.entry} for one in held)
            yield item(f"governance.{name}", entries, State.ASSERTED, *(one.at for one in held))
