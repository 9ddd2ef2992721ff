"""The Model Openness Tool would count the component as included under an open licence.

Exactly as the tool of May 2026 does it, so that results can be compared, and with its habits:

- A component's licence is its own, else the one stated for its type, else the one stated for the
  distribution; an own licence that is empty or `unlicensed` blocks the inheritance.
- Open is what its table says, matched exactly and case-sensitively: PDDL-1.0, C-UDA-1.0,
  MulanPSL-1.0 and OpenMDW-1.1 count as not open, and no SPDX expression counts.
- In a record of the tool, a component name it does not know is read as Datasets, and the last of
  several entries for the same component is the one that counts.

Source: Model Openness Tool, `ModelEvaluator`, `ModelUpdater` and `ComponentManager`, May 2026.

## How to fix

Use a single SPDX id from the tool's list for each component. To judge a release, and not what
the tool would say of it, read the conclusions of `mof-1.0` instead.
"""

from collections.abc import Iterator
from functools import cache

from weighbridge import catalogs
from weighbridge.catalogs import components
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import Licensing
from weighbridge.facts.openness_record import OpennessRecord, RecordedComponent
from weighbridge.findings import Evidence, Finding, Persona, Severity, check, failed, passed

_REMEDY = "Give every component one SPDX id that the Model Openness Tool counts as open."
_FALSY = {"", "0"}
"""What PHP takes for no value."""


@check(severity=Severity.INFO, since="0.1", over=components.recorded, persona=Persona.AUDITOR)
def component_counts_in_mot(
    component: components.Component,
    record: OpennessRecord,
    seen: Components,
    licensing: Licensing,
) -> Iterator[Finding]:
    """Judge one component."""
    if record.components:
        entry = _entries(record).get(component.id)
        licenses = [_license(entry, record, component.type)] if entry else []
        at: tuple[Evidence, ...] = (entry.at,) if entry else ()
    else:
        sightings = seen.strongest(component.id)
        claims = licensing.covering(sightings, component.type)
        stated = dict.fromkeys(claim.expression or "unlicensed" for claim in claims)
        licenses = list(stated) or ["unlicensed"] * bool(sightings)
        at = tuple(claim.at for claim in claims) or tuple(s.at for s in sightings[:1])
    if not licenses:
        yield failed(f"{component.title}: not included.", remedy=component.advice)
    elif all(license_id in _open_ids() for license_id in licenses):
        yield passed(f"{component.title}: included, {' and '.join(licenses)}.", *at)
    else:
        named = " and ".join(licenses)
        yield failed(f"{component.title}: {named} does not count as open.", *at, remedy=_REMEDY)


def _entries(record: OpennessRecord) -> dict[str, RecordedComponent]:
    """The entry that counts per component: the last one, unknown names being Datasets."""
    names = {known.mot_name: known.id for known in components.recorded()}
    return {names.get(entry.name, "datasets"): entry for entry in record.components}


def _license(entry: RecordedComponent, record: OpennessRecord, kind: str) -> str:
    if entry.license is not None:
        return "unlicensed" if entry.license in _FALSY else entry.license
    shared = {item.scope: item.name for item in record.licenses if item.name not in _FALSY}
    return shared.get(kind) or shared.get("distribution") or "unlicensed"


@cache
def _open_ids() -> frozenset[str]:
    return frozenset(catalogs.entry("vocabularies", "mot-2026-05")["open"])
