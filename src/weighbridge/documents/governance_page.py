"""What a release says of its governance, in the order a reader asks, with its gaps as gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from weighbridge.catalogs import risks as taxonomies
from weighbridge.documents.decision_log import draft
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import (
    Decision,
    Objective,
    Plan,
    Recorded,
    Register,
    Review,
    Risk,
    UseCase,
)
from weighbridge.facts.release import Release
from weighbridge.findings import Finding, Outcome
from weighbridge.findings.register import is_named, name, shown
from weighbridge.records.governance import Likelihood, Rating, Severity, Stage


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that is named as evidence.

    Attributes:
        state: `here` for a file or entry of the release, `declared` for an address that nobody
            looked at, `missing` for what is named and not there.
    """

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One mitigation and what shows it."""

    title: str
    state: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk as the page shows it.

    Attributes:
        gaps: what keeps it from being relied upon, one sentence each.
    """

    id: str
    risk: Risk
    measures: tuple[Measure, ...]
    references: tuple[str, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One objective of the safety case: what it rests on, and what is left to fear.

    Attributes:
        verdicts: what checks say of it; empty where none judged it.
        risks: the risks whose objective it is.
    """

    id: str
    objective: Objective
    target: str
    proofs: tuple[Proof, ...]
    verdicts: tuple[Finding, ...]
    risks: tuple[RiskRow, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the plan.

    Attributes:
        state: `begun`, `here` for where the release stands, `ahead`.
        signed: each role, and who signed when; empty for nobody.
    """

    stage: Stage
    state: str
    entered: str
    signed: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review, and how far its reviewer stands behind the entry."""

    id: str
    review: Review
    proofs: tuple[Proof, ...]
    countersigned: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it.

    Attributes:
        untied: risks that are tied to no objective.
        open: everything that fails or is unknown, the gravest first.
    """

    release: str
    version: str
    as_of: str
    claims: tuple[Claim, ...]
    risks: tuple[RiskRow, ...]
    untied: tuple[RiskRow, ...]
    decisions: tuple[tuple[str, Decision, tuple[Proof, ...]], ...]
    plan: Plan | None
    stages: tuple[StageRow, ...]
    reviews: tuple[ReviewRow, ...]
    uses: tuple[tuple[str, UseCase], ...]
    open: tuple[Finding, ...]

    def cell(self, likelihood: str, severity: str) -> tuple[int, ...]:
        """The numbers of the risks that are left with this rating, counted from 1."""
        return tuple(
            number
            for number, row in enumerate(self.risks, 1)
            if (row.risk.residual.likelihood, row.risk.residual.severity) == (likelihood, severity)
        )


@dataclass(frozen=True)
class _Seen:
    """What a page is made of."""

    register: Register
    inventory: Inventory
    findings: Sequence[Finding]

    def proofs(self, evidence: Iterable[str], recorded: Recorded) -> tuple[Proof, ...]:
        return tuple(self._proof(one, recorded) for one in evidence)

    def _proof(self, one: str, recorded: Recorded) -> Proof:
        held = shown((one,), recorded, self.register, self.inventory)
        state = "missing" if held.missing else "declared" if held.links else "here"
        return Proof(one, state)

    def gaps(self, recorded: Recorded) -> tuple[str, ...]:
        about = {f"[{name(recorded)}]", f"[{recorded.kind}:{name(recorded)}]"}
        return tuple(
            dict.fromkeys(
                one.message
                for one in self.findings
                if one.outcome in {Outcome.FAIL, Outcome.UNKNOWN}
                and one.check[one.check.find("[") :] in about
                and not one.check.startswith("objective-")
            )
        )


def page(release: Release, findings: Sequence[Finding]) -> Page:
    """Gather the page.

    Args:
        findings: of every check that reads the register.
    """
    register = release.view(Register, Reading.EVIDENCE)
    seen = _Seen(register, release.view(Inventory, Reading.EVIDENCE), findings)
    rows = tuple(_risk(recorded, risk, seen) for recorded, risk in register.of(Risk))
    claims = tuple(_claim(recorded, one, rows, seen) for recorded, one in register.of(Objective))
    tied = {row.id for claim in claims for row in claim.risks}
    plans = list(register.of(Plan))
    decided = sorted(register.of(Decision), key=lambda p: (str(p[1].date or "9999"), p[0].id))
    return Page(
        release=release.name,
        version=release.version,
        as_of=release.as_of.day.isoformat(),
        claims=claims,
        risks=rows,
        untied=tuple(row for row in rows if row.id not in tied),
        decisions=tuple((r.id, one, seen.proofs(one.evidence, r)) for r, one in decided),
        plan=plans[0][1] if plans else None,
        stages=tuple(_stages(*plans[0], seen)) if plans else (),
        reviews=tuple(_review(recorded, one, seen) for recorded, one in register.of(Review)),
        uses=tuple((recorded.id, one) for recorded, one in register.of(UseCase)),
        open=_open(findings),
    )


def _open(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = (Outcome.FAIL, Outcome.UNKNOWN)
    found = [one for one in findings if one.outcome in order]
    return tuple(sorted(found, key=lambda f: (order.index(f.outcome), f.severity.rank, f.check)))


def _risk(recorded: Recorded, risk: Risk, seen: _Seen) -> RiskRow:
    measures = tuple(
        Measure(one.title, one.state, seen.proofs(one.evidence, recorded))
        for one in risk.mitigations
    )
    references = tuple(map(_reference, risk.references))
    return RiskRow(recorded.id, risk, measures, references, seen.gaps(recorded))


def _reference(text: str) -> str:
    """A reference with its name, where the catalogue has it."""
    found = taxonomies.find(text)
    return f"{text} ({found.name})" if found else text


def _claim(recorded: Recorded, one: Objective, rows: Sequence[RiskRow], seen: _Seen) -> Claim:
    verdicts = tuple(
        f
        for f in seen.findings
        if f.check.startswith("objective-") and f.check.endswith(f"[{name(recorded)}]")
    )
    gaps = list(seen.gaps(recorded))
    gaps += [] if one.evidence else ["No evidence is named that it is judged by."]
    gaps += [] if verdicts else ["No check has judged it."]
    gaps += [] if is_named(one.owner) else ["Nobody answers for it."]
    at_stake = tuple(row for row in rows if row.risk.objective == recorded.id)
    proofs = seen.proofs(one.evidence, recorded)
    return Claim(recorded.id, one, _target(one), proofs, verdicts, at_stake, tuple(gaps))


def _target(one: Objective) -> str:
    """An objective in words: `accuracy (test, nl) at least 0.9`."""
    where = ", ".join(filter(None, (one.domain, one.group)))
    side = one.direction.replace("-", " ")
    threshold = "a value nobody has set" if one.threshold is None else f"{one.threshold:g}"
    metric = one.metric or "a metric that is not named"
    return f"{metric}{f' ({where})' if where else ''} {side} {threshold}"


def _stages(recorded: Recorded, plan: Plan, seen: _Seen) -> Iterable[StageRow]:
    entered = {one.stage: str(one.on or "on a day not stated") for one in plan.entered}
    for stage in plan.stages:
        here = stage.id == plan.current
        state = "here" if here else "begun" if stage.id in entered else "ahead"
        signed = tuple((role, _signed(plan, stage, role)) for role in stage.roles)
        named = [one for one in (stage.unfiltered_evaluation,) if one]
        proofs = seen.proofs(named, recorded)
        yield StageRow(stage, state, entered.get(stage.id, ""), signed, proofs)


def _signed(plan: Plan, stage: Stage, role: str) -> str:
    for one in plan.sign_offs:
        if one.stage == stage.id and one.role.casefold() == role.casefold() and one.on:
            return f"{one.by}, {one.on}"
    return ""


def _review(recorded: Recorded, one: Review, seen: _Seen) -> ReviewRow:
    named = [one.report] if one.report else []
    return ReviewRow(
        recorded.id, one, seen.proofs(named, recorded), _countersigned(recorded, one, seen)
    )


def _countersigned(recorded: Recorded, one: Review, seen: _Seen) -> str:
    """How far the reviewer stands behind the entry; a signature is never verified here."""
    if not one.countersignatures:
        return "not countersigned"
    said = []
    for each in one.countersignatures:
        who = each.by or "somebody who is not named"
        proofs = seen.proofs([each.bundle] if each.bundle else [], recorded)
        if not proofs:
            said.append(f"declared: {who}, without a signature")
        elif proofs[0].state == "missing":
            said.append(f"declared: {who}, but {each.bundle} is not in the release")
        else:
            said.append(
                f"declared: {who}; hold {each.bundle} against {recorded.at.path} with"
                " `weighbridge verify`"
            )
    return "; ".join(said)


def rated(rating: Rating) -> str:
    """A rating in words."""
    if rating.likelihood is None or rating.severity is None:
        return "not rated"
    return f"{rating.likelihood.replace('-', ' ')}, {rating.severity}"


WORDS: dict[str, Any] = {
    "LIKELIHOODS": tuple(reversed(Likelihood)),
    "SEVERITIES": tuple(Severity),
    "STATUSES": ("not-assessed", "in-assessment", "released", "restricted", "withheld"),
    "USES": {"yes": "allowed", "no": "not allowed", "conditional": "allowed under conditions"},
    "rated": rated,
}
"""What a template needs to show a page, beside the page."""


def log(one: Page) -> str:
    """The decision log of a page."""
    return draft((ident, decision) for ident, decision, _ in one.decisions)
