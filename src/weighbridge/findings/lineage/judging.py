"""Asking a rule of every ancestor it looks at."""

from collections.abc import Callable, Iterator

from weighbridge.findings.finding import Finding, not_applicable
from weighbridge.findings.lineage import bases, datasets, duties, merges, outputs, parents
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent
from weighbridge.findings.lineage.rules import Rule

One = Callable[[Rule, Parent, Child], Finding]
Several = Callable[[Rule, Parent, Child], Iterator[Finding]]
All = Callable[[Rule, tuple[Parent, ...], Child], Iterator[Finding]]

_ONE: dict[str, One] = {
    "license-keeps-the-base-terms": bases.license_keeps_the_base_terms,
    "commerce-is-allowed-by-the-base": bases.commerce_is_allowed_by_the_base,
    "changes-are-allowed-by-the-base": bases.changes_are_allowed_by_the_base,
    "quantized-copy-keeps-its-license": bases.quantized_copy_keeps_its_license,
}
_SEVERAL: dict[str, Several] = {
    "naming-duty-is-met": duties.naming_duty_is_met,
    "base-notices-are-kept": duties.base_notices_are_kept,
    "teacher-allows-its-outputs": outputs.outputs_may_be_used,
    "generated-data-is-allowed": outputs.outputs_may_be_used,
}
_ALL: dict[str, All] = {
    "merged-terms-agree": merges.merged_terms_agree,
    "research-data-is-decided": datasets.research_data_is_decided,
    "dataset-attribution-is-listed": datasets.dataset_attribution_is_listed,
    "dataset-licenses-are-known": datasets.dataset_licenses_are_known,
}


def answered() -> set[str]:
    """Ids of the rules that are answered here."""
    return {*_ONE, *_SEVERAL, *_ALL}


def judge(rule: Rule, child: Child) -> Iterator[Finding]:
    """Ask one rule of a release.

    Raises:
        KeyError: the catalogue has a rule that nothing here answers.
    """
    found = parents.of(child.lineage, rule.kinds, rule.relations)
    if not found:
        yield not_applicable(rule.none)
    elif rule.id in _ALL:
        yield from _ALL[rule.id](rule, found, child)
    elif rule.id in _ONE:
        yield from (_ONE[rule.id](rule, one, child) for one in found)
    else:
        for one in found:
            yield from _SEVERAL[rule.id](rule, one, child)
