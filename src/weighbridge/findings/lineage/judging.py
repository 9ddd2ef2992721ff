"""Asking a rule of every ancestor it looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weighbridge.findings.finding import Finding, not_applicable
from weighbridge.findings.lineage import (
    answers,
    bases,
    copies,
    datasets,
    duties,
    merges,
    outputs,
    parents,
)
from weighbridge.findings.lineage.answers import Answer, fine, undecided
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent
from weighbridge.findings.lineage.rules import Rule

Several = Callable[[Parent, Child], Iterator[Answer]]
All = Callable[[tuple[Parent, ...], Child], Iterator[Answer]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one term of a base model's licence.

    Attributes:
        ask: answers where the licences of both sides are known and the term was read.
        kept: whether a release that keeps the licence has answered it.
    """

    term: str
    ask: Callable[[Parent, Child], Answer]
    kept: bool = True

    def of(self, parent: Parent, child: Child) -> Answer:
        """Ask it of one base model."""
        if self.kept and parent.license and child.keeps(parent.license):
            return fine(parent, f"the release keeps its licence, {parent.license}")
        missing = child.why_not(parent, self.term)
        return undecided(parent, missing) if missing else self.ask(parent, child)


_QUESTIONS = {
    "license-keeps-the-base-terms": Question("relicensing", bases.license_keeps_the_base_terms),
    "commerce-is-allowed-by-the-base": Question(
        "commercial", bases.commerce_is_allowed_by_the_base
    ),
    "changes-are-allowed-by-the-base": Question(
        "derivatives", bases.changes_are_allowed_by_the_base, kept=False
    ),
    "quantized-copy-keeps-its-license": Question(
        "relicensing", bases.quantized_copy_keeps_its_license
    ),
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
    "embedded-code-brings-its-license": copies.embedded_code_brings_its_license,
}


def answered() -> set[str]:
    """Ids of the rules that are answered here."""
    return {*_QUESTIONS, *_SEVERAL, *_ALL}


def judge(rule: Rule, child: Child) -> Iterator[Finding]:
    """Ask one rule of a release.

    Raises:
        KeyError: the catalogue has a rule that nothing here answers.
    """
    nothing = True
    for one in ask(rule, child):
        nothing = False
        yield one.finding(rule.remedy, *child.at)
    if nothing:
        yield not_applicable(rule.none)


def ask(rule: Rule, child: Child) -> Iterator[Answer]:
    """The answers of one rule, as decisions on record settle them; none without an ancestor.

    Raises:
        KeyError: as `judge`.
    """
    for one in _asked(rule, child):
        about = one.parents[0]
        kind, _, _ = answers.subject(about).partition(":")
        yield one.settled(child.lineage.decided(kind, about.name))


def _asked(rule: Rule, child: Child) -> Iterator[Answer]:
    found = parents.of(child.lineage, rule.kinds, rule.relations)
    if rule.id in _QUESTIONS:
        yield from (_QUESTIONS[rule.id].of(one, child) for one in found)
    elif rule.id in _ALL:
        yield from _ALL[rule.id](found, child) if found else ()
    else:
        for one in found:
            yield from _SEVERAL[rule.id](one, child)
