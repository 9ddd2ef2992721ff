"""Whether all that a policy names exists: checks, their entries and settings, and frameworks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from weighbridge import checks
from weighbridge.findings import Check
from weighbridge.findings.settings import Setting, settings
from weighbridge.verdicts import frameworks
from weighbridge.verdicts.policies import Policy, PolicyError, Rule

Own = Mapping[str, Check]
"""Checks of one's own, by id."""


def confirm(policy: Policy, own: Own | None = None) -> None:
    """Make sure that a policy names nothing that there is not.

    A name that is slightly wrong would keep its gate closed for good, or set a threshold that
    nothing reads.

    Raises:
        PolicyError: it does; the nearest name there is stands beside it.
    """
    held = dict(own or {})
    for problem in (*_in_rules(policy, held), *_in_parameters(policy, held)):
        raise PolicyError(f"{policy.id}: {problem}")


def settings_of(check: str, own: Own | None = None) -> tuple[Setting, ...]:
    """What may be set of a check; nothing of one that there is not."""
    found = (own or {}).get(check) or (checks.find(check) if check in checks.names() else None)
    return settings(found) if found else ()


def _in_rules(policy: Policy, own: Own) -> Iterator[str]:
    for rule in policy.rules:
        for name in sorted(rule.checks()):
            if problem := _check(name, own):
                yield f"rule {rule.id}: {problem}"
        yield from (f"rule {rule.id}: {problem}" for problem in _conclusion(rule))


def _check(name: str, own: Own) -> str:
    """What is wrong with the id of a check; empty where nothing is."""
    base, bracket, entry = name.partition("[")
    if base not in own and base not in checks.names():
        return f"there is no check {base}. {_near(base, (*checks.names(), *own))}"
    if bracket and (not entry.endswith("]") or len(entry) < 2):
        return f"{name} does not end with an entry in brackets. Write {base}[ENTRY]."
    found = own.get(base) or checks.find(base)
    if bracket and found.over is not None and "*" not in entry and name not in found.ids():
        return f"{base} has no entry {entry[:-1]}. {_near(name, found.ids())}"
    return ""


def _conclusion(rule: Rule) -> Iterator[str]:
    if rule.conclusion is None:
        return
    wanted = rule.conclusion
    if wanted.framework not in frameworks.ids():
        near = _near(wanted.framework, frameworks.ids())
        yield f"there is no framework {wanted.framework}. {near}"
        return
    names = tuple(levels(wanted.framework))
    if wanted.least not in names:
        yield f"{wanted.framework} has no level {wanted.least}. {_near(wanted.least, names)}"


def levels(framework: str) -> tuple[str, ...]:
    """Every id and title that a rule may demand of a framework, the lowest first."""
    loaded = frameworks.load(framework)
    named = [name for rung in loaded.rungs for name in (rung.id, rung.title)]
    return tuple(dict.fromkeys([*named, *filter(None, (loaded.meets,))]))


def _in_parameters(policy: Policy, own: Own) -> Iterator[str]:
    for one in policy.parameters:
        if one.check not in own and one.check not in checks.names():
            near = _near(one.check, (*checks.names(), *own))
            yield f"parameters: there is no check {one.check}. {near}"
            continue
        known = {setting.name: setting for setting in settings_of(one.check, own)}
        if one.name not in known:
            near = _near(one.name, known) if known else "It has nothing that may be set."
            yield f"parameters: {one.check} has no setting {one.name}. {near}"
        elif bool(one.key) != known[one.name].keyed:
            form = "a table of numbers" if known[one.name].keyed else "one number"
            yield f"parameters: {one.check}.{one.name} is {form}. Write it so."


def _near(name: str, known: Collection[str] | Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "`weighbridge list` names every id."
