"""What a release may do with the data it was trained on."""

import re
from collections.abc import Iterator

from weighbridge.catalogs.licenses import expressions
from weighbridge.findings.finding import Finding, unknown
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent
from weighbridge.findings.lineage.rules import Rule

_LIST = re.compile(
    r"^(?:attributions?|notices?|credits|data[-_ ]?(?:sources|licenses))\b", re.IGNORECASE
)
_TOLD = 5
"""Names that one sentence lists."""


def research_data_is_decided(
    rule: Rule, used: tuple[Parent, ...], child: Child
) -> Iterator[Finding]:
    """Whether weights are bound by the terms of their data is contested: never decided here."""
    unread = [one for one in used if not one.terms.commercial]
    for one in used:
        clause = one.clause("commercial")
        match one.terms.commercial, child.allows_commerce():
            case "", _:
                continue
            case "no", False:
                yield rule.fine(one, f"{clause}, and {child.license} allows no commerce", child)
            case "no", True:
                why = f"it is contested whether {clause} binds weights under {child.commerce()}"
                yield rule.open(one, why, child)
            case "no", None:
                yield rule.open(one, f"what the release allows beside {clause} is unknown", child)
            case _:
                yield rule.fine(one, f"{clause} is not limited to research", child)
    yield from _unknown(rule, unread)


def dataset_attribution_is_listed(
    rule: Rule, used: tuple[Parent, ...], child: Child
) -> Iterator[Finding]:
    """A file of attributions is there where a dataset's licence asks for notices."""
    listed = any(_LIST.match(f.at.path.rpartition("/")[2]) for f in child.inventory.files)
    unread = [one for one in used if not one.grounded("flow-down")]
    for one in used:
        clause = one.clause("flow-down")
        if not one.grounded("flow-down"):
            continue
        if "notice" not in one.terms.flow_down:
            yield rule.fine(one, f"{clause} asks for no attribution", child)
        elif listed:
            yield rule.fine(one, f"a file of attributions is there, as {clause} asks", child)
        else:
            yield rule.conflict(one, f"no file of attributions is there, as {clause} asks", child)
        if one.terms.share_alike not in {"", "none"} and not child.keeps(one.license):
            why = f"it is contested whether the share-alike of {clause} reaches {child.license}"
            yield rule.open(one, why, child)
    yield from _unknown(rule, unread)


def dataset_licenses_are_known(
    rule: Rule, used: tuple[Parent, ...], child: Child
) -> Iterator[Finding]:
    """Every dataset has a licence that the release states or that is well known."""
    for one in used:
        if len(expressions.ids(one.license)) > 1:
            yield rule.open(one, f"several licences are stated for it, {one.license}", child)
        elif one.license:
            yield rule.fine(one, f"it is under {one.license}", child)
    yield from _unknown(rule, [one for one in used if not one.license])


def _unknown(rule: Rule, unread: list[Parent]) -> Iterator[Finding]:
    """One finding for all of them, since one act mends it."""
    if unread:
        names = ", ".join(one.name for one in unread[:_TOLD])
        more = f" and {len(unread) - _TOLD} more" if len(unread) > _TOLD else ""
        at = (one.ancestor.at for one in unread[:_TOLD])
        why = "the licence or its terms are not known"
        yield unknown(f"{names}{more}: not decidable, because {why}.", *at, remedy=rule.remedy)
