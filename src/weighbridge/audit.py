"""Audit: read a release, ask every check under every reading, and conclude."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from weighbridge import checks
from weighbridge._version import __version__
from weighbridge.catalogs import components
from weighbridge.facts.components import Components
from weighbridge.facts.distribution import FileEntry
from weighbridge.facts.licensing import Licensing
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import Finding, Persona
from weighbridge.findings.finding import overall
from weighbridge.verdicts import frameworks
from weighbridge.verdicts.report import ComponentRow, PartRow, Report, Verdict


def audit(
    release: Release,
    *,
    frameworks_applied: Sequence[frameworks.Framework] | None = None,
    persona: Persona = Persona.REGULAR,
) -> Report:
    """Judge a release.

    Args:
        release: as `readers.reading.read_release` gathered it.
        frameworks_applied: what to conclude under; None for every default one.
        persona: whose findings the report lists; verdicts always rest on all of them.
    """
    applied = frameworks_applied if frameworks_applied is not None else defaults()
    asked = checks.every()
    findings: dict[Reading, list[Finding]] = {}
    verdicts: list[Verdict] = []
    for reading in Reading:
        findings[reading] = checks.run(asked, release, reading)
        verdicts.extend(_verdicts(applied, reading, findings[reading]))
    order = {framework.id: number for number, framework in enumerate(applied)}
    return Report(
        release=release.name,
        version=release.version,
        tool=__version__,
        as_of=release.as_of.day.isoformat(),
        parts=tuple(_part_rows(release)),
        components=tuple(_component_rows(release)),
        verdicts=tuple(sorted(verdicts, key=lambda v: order[v.framework])),
        findings=tuple(f for f in _merged(findings) if persona.reads(f.persona)),
    )


def defaults() -> list[frameworks.Framework]:
    """The frameworks that apply when none is named."""
    return [f for f in map(frameworks.load, frameworks.ids()) if f.default]


def _verdicts(
    applied: Iterable[frameworks.Framework], reading: Reading, findings: list[Finding]
) -> Iterable[Verdict]:
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    outcomes = {check: overall(found) for check, found in by_check.items()}
    return [frameworks.conclude(f, reading, outcomes, by_check) for f in applied]


def _merged(findings: dict[Reading, list[Finding]]) -> list[Finding]:
    """Each distinct finding once, with the readings it holds in."""
    held: dict[Finding, list[str]] = {}
    for reading, found in findings.items():
        for finding in found:
            held.setdefault(finding, []).append(reading.value)
    merged = [replace(finding, readings=tuple(readings)) for finding, readings in held.items()]
    return sorted(merged, key=lambda f: (f.check, list(Reading).index(Reading(f.readings[0]))))


def _part_rows(release: Release) -> Iterable[PartRow]:
    for part in release.parts:
        files = [f for f in release.facts if isinstance(f, FileEntry) and f.at.part == part.name]
        yield PartRow(
            name=part.name,
            role=part.role,
            location=part.location,
            source=part.source,
            revision=part.revision,
            files=len(files),
            size=sum(file.size for file in files),
        )


def _component_rows(release: Release) -> Iterable[ComponentRow]:
    seen = release.view(Components, Reading.CLAIMS)
    licensing = release.view(Licensing, Reading.CLAIMS)
    for component in components.every():
        strongest = seen.strongest(component.id)
        hidden = any(seen.hiding(component.topic))
        claims = licensing.covering(strongest, component.type)
        yield ComponentRow(
            id=component.id,
            title=component.title,
            type=component.type,
            state=strongest[0].presence if strongest else "unknown" if hidden else "absent",
            license=" AND ".join(dict.fromkeys(c.expression for c in claims if c.expression)),
            note=strongest[0].note if strongest else "",
            evidence=tuple(sighting.at for sighting in strongest[:5]),
        )
