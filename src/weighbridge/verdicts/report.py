"""The Report: what one audit concludes, and everything it concludes it from."""

from dataclasses import dataclass

from weighbridge.findings import Evidence, Finding, Outcome

SCHEMA = 1
"""Version of the report's form; reports of every earlier version stay readable."""


@dataclass(frozen=True, slots=True)
class Change:
    """One act of the publisher that brings the next level nearer.

    Attributes:
        remedy: what to do, as an imperative sentence.
        criteria: ids of the criteria it mends.
        checks: ids of the checks it makes pass.
    """

    remedy: str
    criteria: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a level, decided.

    Attributes:
        checks: ids of the checks it rests on.
    """

    id: str
    title: str
    outcome: Outcome
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a framework, decided.

    Attributes:
        share: part of its criteria, those of the levels below included, that hold: 0 to 1.
        gated_share: the same, and 0 while the level below is not reached.
        missing: ids of the criteria that fail.
        unknown: ids of the criteria that a missing fact leaves open.
    """

    id: str
    title: str
    outcome: Outcome
    share: float
    gated_share: float
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a framework that draws a picture instead of a conclusion.

    Attributes:
        row: what it speaks of; rows of the same `group` belong together.
        column: the aspect of it; empty where a row has one cell only.
        value: one of the framework's own words, or `unknown`.
        note: why, in a sentence or two.
    """

    row: str
    row_title: str
    value: str
    column: str = ""
    column_title: str = ""
    group: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one framework concludes under one reading.

    Attributes:
        conclusion: title of what was reached; None when nothing was.
        cells: the picture, for a framework that draws one.
        score: the framework's own published score, where it defines one; never ours.
        next: title of what comes next; None at the top.
        changes: the shortest list of changes that reaches `next`.
    """

    framework: str
    title: str
    reading: str
    conclusion: str | None
    levels: tuple[Level, ...] = ()
    next: str | None = None
    changes: tuple[Change, ...] = ()
    cells: tuple[Cell, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the release, as it was read."""

    name: str
    role: str
    location: str
    source: str
    revision: str | None
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One component, as the strictest reading that still sees it has it.

    Attributes:
        state: `present`, `linked`, `mentioned`, `absent` or `unknown`.
        license: what is stated for it; empty when nothing is.
    """

    id: str
    title: str
    type: str
    state: str
    license: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageNode:
    """The release, or something it was made from.

    Attributes:
        id: unique within the lineage; `release` for the release itself.
        kind: `release`, `base-model`, `dataset`, `teacher`, `code-dependency` or `embedded-code`.
        license: expression it is under; empty when not known.
        restrictions: what the record of that licence limits or demands, one short phrase each.
    """

    id: str
    name: str
    kind: str
    license: str = ""
    restrictions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """What leads from one node to another that was made from it.

    Attributes:
        source: id of the node that something was made from.
        target: id of the node that was made.
        relation: how, for instance `fine-tune`, `adapter`, `quantised`, `merge`, `distilled`,
            `trained-on`, `depends-on`, `embeds`.
        outcome: whether the terms go together: `fine`, `conflict`, `undecided` where a fact is
            missing, `contested` where people disagree, `decided` where a decision is on record.
        why: the reasons, in sentences that quote the terms.
    """

    source: str
    target: str
    relation: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a release was made from, and whether it keeps the terms of that."""

    nodes: tuple[LineageNode, ...] = ()
    edges: tuple[LineageEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the release.

    Attributes:
        part: name of the part it lies in.
        size: bytes.
        sha256: hex digest of all of it; null where it was not read whole.
    """

    part: str
    path: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Digests:
    """The bytes that a report is about.

    Attributes:
        release: SHA-256 over the digests of its files, as bytes, ordered by part and path (paths
            component by component); what is there for git alone and `model.sig` at the top are
            left out, so that for one folder it is the digest that OpenSSF model signing states.
            It does not depend on names, which `files` holds. Null where a digest is missing.
    """

    release: str | None
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RateRow:
    """One measured rate, with the counts behind it.

    Attributes:
        run: the run it comes from; part and path of its output.
        tool: what made the output.
        metric: what a success is; for a rate of failures, the failures.
        domain: benchmark, task or hazard; empty for all of the run.
        group: slice of the samples, as `attribute=value; …`; empty for all of them.
        label: the true label it is over; empty for all.
        rate: share of successes, 0 to 1; null where too few samples state none.
        low: lower bound of its interval; null where there is no rate.
        high: upper bound.
        confidence: of the interval.
        note: why there is no rate, or why the run is no evidence; empty where all is well.
    """

    run: str
    tool: str
    metric: str
    domain: str
    group: str
    label: str
    successes: int
    total: int
    rate: float | None
    low: float | None
    high: float | None
    confidence: float = 0.95
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class GapRow:
    """How far the groups of one metric and domain lie apart.

    Attributes:
        attributes: what the groups differ in.
        least: the group with the smallest rate.
        most: the group with the largest one.
        gap: the difference of the two rates, 0 to 1.
        low: lower bound of its bootstrap interval; null where none was drawn.
        high: upper bound.
        left_out: how many groups have too few samples.
    """

    run: str
    metric: str
    domain: str
    label: str
    attributes: tuple[str, ...]
    least: str
    most: str
    gap: float
    low: float | None
    high: float | None
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the release's evaluations measured, by domain and by group.

    Attributes:
        left_out: how many more rates there are than are told.
    """

    rates: tuple[RateRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What one audit concludes about one release.

    Attributes:
        release: name of the release.
        version: its version; empty when not known.
        tool: version of Weighbridge that wrote it.
        as_of: the day it was judged on, ISO 8601.
        lineage: what it was made from; left out when nothing is named.
        digests: of every file; left out unless they were asked for.
        evaluation: rates with their intervals; left out where no counts were found.
    """

    release: str
    version: str
    tool: str
    as_of: str
    parts: tuple[PartRow, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    schema: int = SCHEMA
    lineage: Lineage | None = None
    digests: Digests | None = None
    evaluation: Evaluated | None = None
