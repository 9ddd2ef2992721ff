"""The governance page as Markdown."""

from collections.abc import Iterable, Iterator

from weighbridge.documents.governance_page import Page, Proof, RiskRow, log, rated

_STATES = {"here": "", "declared": " (declared)", "missing": " (**not there**)"}


def markdown(page: Page) -> str:
    """The page; the decision log stands in it whole, a heading deeper."""
    title = f"{page.release} {page.version}".strip()
    parts = [
        f"# Governance of {_cell(title)}",
        f"As of {page.as_of}.",
        "## Safety case",
        *_case(page),
        "## Risks",
        *_risks(page.risks),
        "## Uses considered",
        *_uses(page),
        "## Plan",
        *_plan(page),
        "## Reviews",
        *_reviews(page),
        log(page).replace("\n#", "\n##").replace("# ", "## ", 1).strip(),
        "## What is open",
        *_open(page),
    ]
    return "\n\n".join(parts) + "\n"


def _case(page: Page) -> Iterator[str]:
    if not page.claims:
        yield "**Gap:** the register holds no objective, so that nothing is claimed to be safe."
    for claim in page.claims:
        yield f"### {_cell(claim.objective.title or claim.id)}"
        lines = [f"- target: {_cell(claim.target)}", f"- evidence: {_proofs(claim.proofs)}"]
        lines += [f"- {one.outcome}: {_cell(one.message)}" for one in claim.verdicts]
        lines += [
            f"- risk that remains: {_cell(row.risk.title)} ({rated(row.risk.residual)})"
            for row in claim.risks
        ]
        lines += [f"- **gap:** {_cell(gap)}" for gap in claim.gaps]
        yield "\n".join(lines)
    for row in page.untied:
        yield f"- tied to no objective: {_cell(row.risk.title)} ({rated(row.risk.residual)})"


def _risks(rows: Iterable[RiskRow]) -> Iterator[str]:
    lines = [
        "| risk | without mitigations | with them | owner | look again by |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (
            row.risk.title or row.id,
            rated(row.risk.inherent),
            rated(row.risk.residual),
            row.risk.owner or "**nobody**",
            str(row.risk.review_by or "**no day**"),
        )
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    yield "\n".join(lines) if len(lines) > 2 else "**Gap:** the register holds no risk."
    for row in rows:
        yield from _risk(row)


def _risk(row: RiskRow) -> Iterator[str]:
    risk = row.risk
    yield f"### {_cell(risk.title or row.id)}"
    lines = [f"- harm: {_cell(risk.harm)}"] if risk.harm else []
    lines += [f"- who would suffer it: {_cell('; '.join(risk.affected))}"] if risk.affected else []
    lines += [f"- cause: {_cell(risk.cause)}"] if risk.cause else []
    lines += [
        f"- {_cell(one.title)}: {_cell(one.state)}; {_proofs(one.proofs)}" for one in row.measures
    ]
    lines += [f"- why it is rated so: {_cell(risk.residual.rationale)}"]
    lines += [f"- see {_cell('; '.join(row.references))}"] if row.references else []
    lines += [f"- **gap:** {_cell(gap)}" for gap in row.gaps]
    yield "\n".join(lines)


def _uses(page: Page) -> Iterator[str]:
    words = {"yes": "allowed", "no": "not allowed", "conditional": "allowed under conditions"}
    lines = ["| use | decision | why |", "|---|---|---|"]
    for ident, use in page.uses:
        why = "; ".join(filter(None, (use.rationale, *use.conditions)))
        said = words.get(use.allowed, "**not decided**")
        lines.append(f"| {_cell(use.title or ident)} | {said} | {_cell(why)} |")
    yield "\n".join(lines) if page.uses else "**Gap:** no use was considered."


def _plan(page: Page) -> Iterator[str]:
    if page.plan is None:
        yield "**Gap:** there is no plan."
        return
    lines = ["| capability | status | note |", "|---|---|---|"]
    for one in page.plan.capabilities:
        cells = (one.title or one.id, one.status.replace("-", " "), one.note)
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    yield "\n".join(lines) if len(lines) > 2 else "**Gap:** the plan names no capability."
    words = {"here": "the release stands here", "begun": "passed", "ahead": "ahead"}
    for row in page.stages:
        way = "; cannot be undone" if row.stage.one_way else ""
        yield f"### {_cell(row.stage.title or row.stage.id)} ({words[row.state]}{way})"
        lines = [f"- entered: {row.entered}"] if row.entered else []
        lines += [f"- {_cell(role)}: {_cell(by) or '**not signed**'}" for role, by in row.signed]
        lines += [f"- {_cell(t.name)}: {_cell(t.access)}" for t in row.stage.tiers]
        yield "\n".join(lines) or "Nothing more is said of it."


def _reviews(page: Page) -> Iterator[str]:
    if not page.reviews:
        yield "**Gap:** nobody has reviewed the release."
    for row in page.reviews:
        one = row.review
        who = ", ".join(filter(None, (one.reviewer, one.organization)))
        yield f"### {_cell(one.title or row.id)}"
        lines = [f"- {_cell(one.kind)}, {_cell(one.independence or 'independence not stated')}"]
        lines += [
            f"- by {_cell(who or 'nobody named')}, {one.date or 'no day stated'}, {one.state}"
        ]
        lines += [f"- report: {_proofs(row.proofs)}", f"- {row.countersigned}"]
        lines += [f"- {f.severity}, {f.state}: {_cell(f.title)}" for f in one.findings]
        yield "\n".join(lines)


def _open(page: Page) -> Iterator[str]:
    lines = [f"- {one.outcome}: {_cell(one.message)}" for one in page.open]
    yield "\n".join(lines) or "Nothing that a check looks for."


def _proofs(proofs: tuple[Proof, ...]) -> str:
    named = (f"{_cell(one.text)}{_STATES[one.state]}" for one in proofs)
    return ", ".join(named) or "**none**"


def _cell(text: str) -> str:
    """Words of a person on one line, that open no HTML, no column and no emphasis."""
    line = " ".join(str(text).split())
    for sign in ("\\", "`", "*", "_", "[", "]", "|"):
        line = line.replace(sign, f"\\{sign}")
    return line.replace("&", "&amp;").replace("<", "&lt;")
