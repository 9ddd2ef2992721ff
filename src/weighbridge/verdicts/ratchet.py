"""The ratchet: in which ways a policy demands less than the one that the last release passed.

Two policies are compared by the demands that travel with a decision. What cannot be shown to demand
as much counts as weaker, each with its name, so that a person looks at it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from weighbridge.findings import Severity
from weighbridge.findings.settings import Stricter
from weighbridge.verdicts.criteria import CriteriaError, Group, Node, parse
from weighbridge.verdicts.policies import READINGS
from weighbridge.verdicts.policy_names import levels, settings_of

Demands = Mapping[str, Any]
Table = Mapping[str, Any]


class DemandsError(ValueError):
    """An earlier decision whose demands cannot be read."""


def weaker(before: Demands, after: Demands) -> tuple[str, ...]:
    """Every way in which the later demands ask for less, a sentence each; empty for none.

    Raises:
        DemandsError: the earlier ones are not what a decision carries.
    """
    try:
        return tuple(dict.fromkeys(_weaker(before, after)))
    except (KeyError, TypeError, AttributeError, ValueError, CriteriaError) as error:
        raise DemandsError(f"its demands cannot be read ({error})") from error


def _weaker(before: Demands, after: Demands) -> Iterator[str]:
    for stage in before["stages"]:
        if stage not in after["stages"]:
            yield f"The stage {stage} is gone."
    held = {rule["id"]: rule for rule in after["rules"]}
    for rule in before["rules"]:
        if rule["id"] not in held:
            yield f"The rule {rule['id']} is gone."
        else:
            for change in _rule(rule, held[rule["id"]], before, after):
                yield f"The rule {rule['id']} {change}."
    yield from _parameters(before["parameters"], after["parameters"])
    if (before["ratchet"], after["ratchet"]) == ("closed", "warn"):
        yield "The ratchet only warns, and closed the gate before."
    yield from _waivers(before.get("waivers", ()), after.get("waivers", ()))
    yield from _own(before.get("own", {}), after.get("own", {}))


def _rule(old: Table, new: Table, before: Demands, after: Demands) -> Iterator[str]:
    for stage in old["stages"] or before["stages"]:
        if stage in after["stages"] and new["stages"] and stage not in new["stages"]:
            yield f"no longer holds at the stage {stage}"
    yield from _criteria(old, new)
    yield from _conclusion(old["conclusion"], new["conclusion"])
    if old["expression"] and old["expression"] != new["expression"]:
        yield "has another expression, which may demand less"
    if READINGS.index(new["reading"]) < READINGS.index(old["reading"]):
        yield f"asks under the reading {new['reading']}, and asked under {old['reading']}"
    if Severity(new["severity"]).rank > Severity(old["severity"]).rank:
        yield f"has the severity {new['severity']}, and had {old['severity']}"
    for key, words in _OPENED.items():
        if (old[key], new[key]) == ("closed", "open"):
            yield words
    if new["waivable"] and not old["waivable"]:
        yield "can be waived now"


_OPENED = {
    "unknown": "lets through what is unknown",
    "inapplicable": "lets through what does not apply",
}


def _criteria(old: Table, new: Table) -> Iterator[str]:
    if old["requires"] is not None and (
        new["requires"] is None or not implies(parse(new["requires"]), parse(old["requires"]))
    ):
        now, was = said(new["requires"]), said(old["requires"])
        yield f"demands {now}, which may be less than {was}"
    if new["when"] is not None and (
        old["when"] is None or not implies(parse(old["when"]), parse(new["when"]))
    ):
        yield f"applies less often: when {said(new['when'])}"


def _conclusion(old: Table | None, new: Table | None) -> Iterator[str]:
    if old is None or old == new:
        return
    if new is None or new["framework"] != old["framework"]:
        yield f"no longer demands {old['at-least']} of {old['framework']}"
        return
    order = levels(old["framework"])
    least, was = new["at-least"], old["at-least"]
    if least not in order or was not in order or order.index(least) < order.index(was):
        yield f"demands {least} of {old['framework']}, and demanded {was}"


def _parameters(old: Iterable[Table], new: Iterable[Table]) -> Iterator[str]:
    """A threshold that moved the laxer way, or a way that nobody can tell."""
    was = {(one["check"], one["name"], one["key"]): one["value"] for one in old}
    now = {(one["check"], one["name"], one["key"]): one["value"] for one in new}
    for key in dict.fromkeys([*was, *now]):
        check, name, entry = key
        found = next((one for one in settings_of(check) if one.name == name), None)
        default = found.default if found else None
        first, last = was.get(key, default), now.get(key, default)
        if first == last:
            continue
        label = f"{check}.{name}" + (f".{entry}" if entry else "")
        if found is None or first is None or last is None:
            yield f"The threshold {label} changed from {first} to {last}."
        elif (last < first) is (found.stricter is Stricter.HIGHER):
            yield f"The threshold {label} is {last:g}, and was {first:g}."


def _waivers(old: Iterable[Table], new: Iterable[Table]) -> Iterator[str]:
    was = {one["id"]: one for one in old}
    for waiver in new:
        before = was.get(waiver["id"])
        about = f"for {waiver['check']} until {waiver['until']}"
        if before is None:
            yield f"There is a new waiver, {waiver['id']}, {about}."
        elif (before["check"], before["path"]) != (waiver["check"], waiver["path"]):
            yield f"The waiver {waiver['id']} speaks of something else, {about}."
        elif waiver["until"] > before["until"]:
            yield f"The waiver {waiver['id']} was prolonged, {about}."


def _own(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for check, digest in old.items():
        if check not in new:
            yield f"The check {check} of one's own is not asked any more."
        elif new[check] != digest:
            yield f"The check {check} of one's own was changed, and may demand less."


def implies(new: Node, old: Node) -> bool:
    """Whether the old criteria hold wherever the new ones do.

    Never true by mistake; a clever rewording may be taken for a weaker demand.
    """
    if isinstance(old, Group) and _each(lambda one: implies(new, one), old) >= old.least:
        return True
    match new, old:
        case Group(), Group() if _matched(new, old):
            return True
        case Group(members, least), _:
            return _each(lambda one: implies(one, old), new) > len(members) - least
        case _:
            return new == old


def _each(holds: Callable[[Node], bool], group: Group) -> int:
    return sum(holds(member) for member in group.members)


def _matched(new: Group, old: Group) -> bool:
    """Whether enough of the new members have an old one each that they imply."""
    free = list(old.members)
    lost = 0
    for member in new.members:
        found = next((one for one in free if implies(member, one)), None)
        if found is None:
            lost += 1
        else:
            free.remove(found)
    return new.least - lost >= old.least


def said(criteria: Any) -> str:
    """Criteria of a policy file, in words."""
    match criteria:
        case None:
            return "nothing"
        case str():
            return criteria
        case {"at-least": int(least), "of": list(members)}:
            names = ", ".join(map(said, members))
            if len(members) == 1:
                return names
            word = {len(members): "all", 1: "any"}.get(least, f"at least {least}")
            return f"{word} of ({names})"
        case {"refuted": str(check)}:
            return f"not {check}"
    return str(criteria)
