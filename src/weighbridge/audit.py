"""Audit: read a release, ask every check under every reading, and conclude."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from weighbridge import checks
from weighbridge._version import __version__
from weighbridge.catalogs import components
from weighbridge.facts import lineage
from weighbridge.facts.card import Cards
from weighbridge.facts.components import Components
from weighbridge.facts.distribution import FileEntry, Gap, Inventory, Part
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.licensing import Licensing
from weighbridge.facts.openness_record import RecordedRelease
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import Check, Finding, Persona, disaggregated
from weighbridge.findings.finding import overall
from weighbridge.findings.lineage import child as children
from weighbridge.findings.lineage import code, graph
from weighbridge.readers.blob import HASHED
from weighbridge.readers.reading import Progress, read_release
from weighbridge.records.signatures.statement import GIT_PATHS, root
from weighbridge.sources import SourceError, places
from weighbridge.sources.hashing import Hashing
from weighbridge.sources.stamps import Memory
from weighbridge.verdicts import conclusions, evaluated, frameworks
from weighbridge.verdicts.report import (
    ComponentRow,
    Digests,
    FileRow,
    Lineage,
    LineageEdge,
    LineageNode,
    PartRow,
    Report,
    Verdict,
)


class NothingToAuditError(Exception):
    """A release that holds no file: the place first, then the remedy."""


def open_release(
    *where: str | Part,
    as_of: date,
    offline: bool = False,
    hashed: bool = False,
    memory: Memory | None = None,
    progress: Progress = lambda _: None,
) -> Release:
    """Read the release that some places make up together.

    A manifest (`weighbridge.toml`), or a folder whose manifest names parts, stands for these.

    Args:
        where: each a location (folder, archive, `git+PATH@REVISION`, manifest), or a part with
            its location and role.
        as_of: the day to judge on.
        offline: refuse every location that is an address.
        hashed: hash every file, however large; else those up to `HASHED`.
        memory: what earlier runs found out about files that are unchanged.
        progress: told the number of files read so far.

    Raises:
        MisnamedError: nothing is at a location, or a manifest names what it may not.
        SourceError: a location is there and cannot be read.
        NothingToAuditError: no file is there.
    """
    parts = (Part("", location=one) if isinstance(one, str) else one for one in where)
    named = places.find(parts)
    opened = [places.open_place(place, offline=offline) for place in named.places]
    if hashed or memory is not None:
        largest = None if hashed else HASHED
        opened = [(part, Hashing(source, memory, largest)) for part, source in opened]
    release = read_release(
        named.name, opened, as_of=as_of, version=named.version, memory=memory, progress=progress
    )
    if not any(isinstance(fact, FileEntry) for fact in release.facts):
        _refuse(release)
    return _named(release)


def _named(release: Release) -> Release:
    """A record of a release has the name of what it records, not that of its file."""
    match [fact for fact in release.facts if isinstance(fact, RecordedRelease)]:
        case [RecordedRelease(name=str(name), version=version)] if name:
            return replace(release, name=name, version=version)
    return release


def audit(
    release: Release,
    *,
    frameworks_applied: Sequence[frameworks.Framework] | None = None,
    persona: Persona = Persona.REGULAR,
    digests: bool = False,
) -> Report:
    """Judge a release.

    Args:
        release: as `readers.reading.read_release` gathered it.
        frameworks_applied: what to conclude under; None for every default one.
        persona: whose findings the report lists; verdicts always rest on all of them.
        digests: whether the report names every file and its digest.
    """
    applied = frameworks_applied if frameworks_applied is not None else defaults()
    asked = _asked(applied, persona)
    findings: dict[Reading, list[Finding]] = {}
    verdicts: list[Verdict] = []
    answers: checks.Answers | None = None
    for reading in Reading:
        if reading is Reading.UNBLANKETED and not _stretches(release):
            findings[reading] = findings[Reading.EVIDENCE]
            same = [v for v in verdicts if v.reading == Reading.EVIDENCE.value]
            verdicts.extend(replace(verdict, reading=reading.value) for verdict in same)
        else:
            answers = checks.answers(asked, release, reading, answers)
            findings[reading] = [one for found in answers.values() for one in found]
            verdicts.extend(_verdicts(applied, reading, findings[reading]))
    measured = release.view(Evaluation, Reading.CLAIMS)
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
        lineage=_lineage(release),
        digests=_digests(release) if digests else None,
        evaluation=evaluated.told(disaggregated.slices(measured)),
    )


def defaults() -> list[frameworks.Framework]:
    """The frameworks that apply when none is named."""
    return [f for f in map(frameworks.load, frameworks.ids()) if f.default]


def _asked(applied: Iterable[frameworks.Framework], persona: Persona) -> list[Check]:
    """The checks that a reader wants to see, or that a framework rests on."""
    needed = {check.partition("[")[0] for framework in applied for check in framework.checks()}
    return [c for c in checks.every() if persona.reads(c.persona) or c.id in needed]


def _refuse(release: Release) -> None:
    """Say why no file of a release was read."""
    locations = ", ".join(part.location for part in release.parts) or release.name
    gap = next((fact for fact in release.facts if isinstance(fact, Gap)), None)
    if gap is not None:
        raise SourceError(f"{locations}: {gap.at.place}: {gap.reason} {gap.remedy}".strip())
    raise NothingToAuditError(f"{locations}: it holds no file. Name the place the release is in.")


def _verdicts(
    applied: Iterable[frameworks.Framework], reading: Reading, findings: list[Finding]
) -> Iterable[Verdict]:
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    outcomes = {check: overall(found) for check, found in by_check.items()}
    return [conclusions.conclude(f, reading, outcomes, by_check) for f in applied]


def _stretches(release: Release) -> bool:
    """Whether any licence is stretched; else the last two readings cannot differ."""
    return any(claim.stretches for claim in release.view(Licensing, Reading.CLAIMS).claims)


def _merged(findings: dict[Reading, list[Finding]]) -> list[Finding]:
    """Each distinct finding once, with the readings it holds in."""
    held: dict[Finding, list[str]] = {}
    for reading, found in findings.items():
        for finding in found:
            held.setdefault(finding, []).append(reading.value)
    order = {reading.value: number for number, reading in enumerate(Reading)}
    merged = [finding.read_in(tuple(readings)) for finding, readings in held.items()]
    return sorted(merged, key=lambda f: (f.check, order[f.readings[0]]))


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


def _digests(release: Release) -> Digests:
    """What the report is about, to the byte."""
    files = [fact for fact in release.facts if isinstance(fact, FileEntry)]
    files.sort(key=lambda file: (file.at.part, file.at.path.split("/")))
    signed = [file.at.sha256 for file in files if not _is_unsigned(file)]
    known = [bytes.fromhex(digest) for digest in signed if digest]
    rows = (FileRow(f.at.part, f.at.path, f.size, f.at.sha256) for f in files)
    whole = root(known) if len(known) == len(signed) else None
    return Digests(release=whole, files=tuple(rows))


def _is_unsigned(file: FileEntry) -> bool:
    """Whether a signature of the release leaves a file out, as `weighbridge sign` does."""
    top = file.at.path.partition("/")[0]
    return top in GIT_PATHS or file.at.path == "model.sig"


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


def _lineage(release: Release) -> Lineage | None:
    """What it was made from, by all that is declared; None when nothing is named."""
    made = release.view(lineage.Lineage, Reading.CLAIMS)
    if not made.ancestors:
        return None
    seen = release.view(Components, Reading.CLAIMS)
    licensing = release.view(Licensing, Reading.CLAIMS)
    cards = release.view(Cards, Reading.CLAIMS)
    files = release.view(Inventory, Reading.CLAIMS)
    itself = children.child(made, seen, licensing, cards, files)
    own = code.own_code(seen, licensing, made)
    stated = itself.license or own.license
    limits = graph.restrictions(stated)
    top = LineageNode("release", release.name, "release", stated, limits, itself.at or own.at)
    nodes, edges = [top], []
    for number, strand in enumerate(graph.strands(itself, own), start=1):
        of, one = strand.parent, strand.parent.ancestor
        name = f"a{number}"
        nodes.append(
            LineageNode(name, of.name, one.kind.value, of.license, strand.restrictions, (one.at,))
        )
        edges.append(LineageEdge(name, top.id, strand.relation, strand.standing.value, strand.why))
    return Lineage(tuple(nodes), tuple(edges))
