"""What an id in a report means: the manual page of a check, framework, criterion, component or
licence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from weighbridge import catalogs, checks
from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import plain, terms
from weighbridge.catalogs.vocabularies import scan_rules
from weighbridge.findings import Check
from weighbridge.verdicts import criteria, frameworks
from weighbridge.verdicts.criteria import Demand, Group, Node


@dataclass(frozen=True, slots=True)
class Page:
    """A manual page.

    Attributes:
        kind: `check`, `framework`, `criterion`, `component`, `scan-rule` or `license`.
        title: one sentence or name.
        facts: labels and what they say.
        text: the rest, as Markdown; may be empty.
        related: ids that lead on.
    """

    id: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    related: tuple[str, ...] = ()


class UnknownIdError(LookupError):
    """Nothing has that id: the id, then the nearest ones there are."""


def find(subject: str) -> Page:
    """The manual page of an id.

    Raises:
        UnknownIdError: nothing has it.
    """
    for page in (_check, _framework, _criterion, _component, _scan_rule, _license):
        found = page(subject)
        if found is not None:
            return found
    if subject in catalogs.entries("policies"):
        raise UnknownIdError(
            f"{subject}: it is a policy. Use `weighbridge policy explain {subject}`."
        )
    near = get_close_matches(subject, list(ids()), n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`weighbridge list checks` names some."
    raise UnknownIdError(f"{subject}: nothing has this id. {hint}")


def ids() -> Iterator[str]:
    """Every id that has a page, the licences that only the SPDX list knows aside."""
    yield from checks.names()
    yield from frameworks.ids()
    yield from components.ids()
    yield from scan_rules.every()
    for name in frameworks.ids():
        rungs = frameworks.load(name).rungs
        yield from (f"{name}:{rule.id}" for rung in rungs for rule in rung.rules)
    yield from sorted({*licenses.index().values()})


def _check(subject: str) -> Page | None:
    name, bracket, _ = subject.partition("[")
    if name not in checks.names():
        return None
    check = checks.find(name)
    if bracket and subject not in check.ids():
        return None
    asking = [f for f in map(frameworks.load, frameworks.ids()) if _asks(f, subject)]
    entry = subject[len(name) + 1 : -1]
    return Page(
        id=subject,
        kind="check",
        title=check.title,
        facts=(
            ("Topic", check.topic),
            ("Severity", check.severity.value),
            ("Decided by", check.decided_by.value),
            ("Since", check.since),
            ("Asked by", ", ".join(f.id for f in asking) or "no framework"),
        ),
        text=check.manual.partition("\n\n")[2],
        related=(entry,) if entry in components.ids() else _entries(check),
    )


def _entries(check: Check) -> tuple[str, ...]:
    return check.ids() if check.over is not None else ()


def _asks(framework: frameworks.Framework, subject: str) -> bool:
    asked = framework.checks()
    return subject in asked or any(check.partition("[")[0] == subject for check in asked)


def _framework(subject: str) -> Page | None:
    if subject not in frameworks.ids():
        return None
    framework = frameworks.load(subject)
    levels = "\n\n".join(
        f"## {rung.title}\n\n" + "\n".join(f"- {rule.title} ({rule.id})" for rule in rung.rules)
        for rung in framework.rungs
    )
    beyond = "\n".join(f"- {title}. {why}" for title, why in framework.beyond)
    unseen = f"\n\n## What it asks that nobody can observe\n\n{beyond}" if beyond else ""
    return Page(
        id=subject,
        kind="framework",
        title=framework.title,
        facts=(
            ("Version", framework.version),
            ("Source", framework.source),
            ("Read", framework.read),
            ("By default", "applied" if framework.default else "only with --framework"),
        ),
        text=f"{framework.description.strip()}\n\n{levels}{unseen}".strip(),
        related=tuple(f"{subject}:{r.id}" for rung in framework.rungs for r in rung.rules),
    )


def _criterion(subject: str) -> Page | None:
    name, _, wanted = subject.partition(":")
    if name not in frameworks.ids():
        return None
    framework = frameworks.load(name)
    for rung in framework.rungs:
        for rule in rung.rules:
            if rule.id == wanted:
                return Page(
                    id=subject,
                    kind="criterion",
                    title=rule.title,
                    facts=(("Framework", framework.title), ("Level", rung.title)),
                    text="It holds when:\n\n" + "\n".join(_demands(rule.demands, 0)),
                    related=tuple(sorted(criteria.checks(rule.demands))),
                )
    return None


def _demands(node: Node, depth: int) -> Iterator[str]:
    """A tree of demands as a nested list; a branch of one is only its leaf."""
    indent = "  " * depth
    match node:
        case Demand(check):
            yield f"{indent}- {check}"
        case Group((only,), _):
            yield from _demands(only, depth)
        case Group(members, least):
            words = "all of" if least == len(members) else "any of" if least == 1 else ""
            yield f"{indent}- {words or f'at least {least} of'}:"
            for member in members:
                yield from _demands(member, depth + 1)


def _component(subject: str) -> Page | None:
    if subject not in components.ids():
        return None
    component = components.find(subject)
    asked = [
        f"{name}:{rule.id}"
        for name in frameworks.ids()
        for rung in frameworks.load(name).rungs
        for rule in rung.rules
        if any(check.endswith(f"[{subject}]") for check in criteria.checks(rule.demands))
    ]
    return Page(
        id=subject,
        kind="component",
        title=component.title,
        facts=(("Type", component.type), ("Topic", component.topic)),
        text=f"{component.description}\n\n## How to add it\n\n{component.advice}",
        related=tuple(asked),
    )


def _scan_rule(subject: str) -> Page | None:
    rule = scan_rules.every().get(subject)
    if rule is None:
        return None
    text = f"{rule.about}\n\n## How to fix\n\n{rule.fix}"
    return Page(id=subject, kind="scan-rule", title=rule.title, text=text)


def _license(subject: str) -> Page | None:
    known = licenses.find(subject)
    if known is None:
        return None
    answers = {True: "yes", False: "no", None: "not known"}
    facts = [
        ("Open", answers[known.open]),
        ("Kind", known.kind or "not known"),
        ("Approved by the Open Source Initiative", answers[known.osi]),
        ("Free in the Free Software Foundation's list", answers[known.fsf]),
        ("Conformant with the Open Definition", answers[known.open_definition]),
        ("Made for", ", ".join(known.suits) or "not known"),
        ("Also written", ", ".join(known.aliases)),
        ("Source", f"{known.source}, read {known.read}" if known.read else known.source),
    ]
    limits = "\n".join(f"- {one}" for one in known.restrictions)
    return Page(
        id=known.id,
        kind="license",
        title=known.name,
        facts=tuple((label, value) for label, value in facts if value),
        text="\n\n".join(_license_text(limits, known.id)),
    )


def _license_text(limits: str, license_id: str) -> Iterator[str]:
    """What a licence limits, and its terms with the words that ground them."""
    if limits:
        yield f"## What it limits\n\n{limits}"
    told = [f"- {label}: {words} ({ground})" for label, words, ground in _terms(license_id)]
    if told:
        yield "## Its terms\n\n" + "\n".join(told)


def _terms(license_id: str) -> tuple[tuple[str, str, str], ...]:
    return plain.sentences(terms.of(license_id))
