"""The component is part of the release, or the release points at an exact version of it.

A component that is only spoken of cannot be used, studied, modified or shared. Under the reading
`claims` a mention is enough; under the others only bytes in the release, or a link that names a
revision, a digest or an archived identifier.

## How to fix

Put the component into the release, or link to an exact version of it. Where it is there under a
name that is not recognised, name its files in `weighbridge.toml`, under `[components]`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components
from weighbridge.facts.components import Components
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown


@check(severity=Severity.MEDIUM, since="0.1", over=components.every)
def component_is_present(component: components.Component, seen: Components) -> Iterator[Finding]:
    """Judge one component."""
    sightings = seen.strongest(component.id)
    gaps = tuple(seen.hiding(component.topic))
    if sightings:
        first = sightings[0]
        note = f" ({first.note})" if first.note else ""
        yield passed(f"{component.title}: {first.presence}{note}.", *(s.at for s in sightings[:5]))
    elif gaps:
        yield unknown(
            f"{component.title}: none was found, and {len(gaps)} places could not be read.",
            *(gap.at for gap in gaps[:5]),
            remedy="Make every file of the release readable, and audit again.",
        )
    else:
        yield failed(f"{component.title}: none was found.", remedy=component.advice)
