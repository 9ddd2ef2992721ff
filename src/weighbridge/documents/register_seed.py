"""A register to start with: what a release seems to be, and the entries that concern such a one."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from weighbridge.catalogs import risks
from weighbridge.catalogs.vocabularies import risk_terms
from weighbridge.facts.card import Cards
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.weights import Weights
from weighbridge.records.governance import Entry, Mitigation, Plan, Risk, Stage, UseCase

_RATE = (
    "Name an owner, and rate the risk in [inherent] and [residual]: likelihood (rare, unlikely,"
    " possible, likely, almost-certain), severity (negligible, minor, moderate, major, critical)"
    " and rationale. Take out what does not concern this release, and say why in a decision."
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """One entry to start with.

    Attributes:
        comments: lines for whoever completes it.
    """

    kind: str
    id: str
    entry: Entry
    comments: tuple[str, ...] = ()


def told(release: Release) -> dict[str, str]:
    """The modalities, capabilities and uses a release tells of itself, each with what tells it."""
    found: dict[str, str] = {}
    for kind, word, why in _words(release):
        for term in risk_terms.told_by(kind, word):
            found.setdefault(term, f"{why}: {word}")
    return found


def entries(terms: Collection[str]) -> Iterator[Seeded]:
    """The risks that concern a release of these terms, its uses, and a plan of three stages."""
    for seed in risks.seeds():
        if seed.concerns(terms):
            yield _risk(seed, terms)
    for use in risk_terms.uses():
        if use in terms:
            title = f"Use in {use.replace('-', ' ')}"
            high = risk_terms.is_high_risk(use)
            said = ("Decide whether it is allowed: yes, no or conditional, and say why.",)
            yield Seeded("use-case", use, UseCase(title=title, area=use, high_risk=high), said)
    yield Seeded("plan", "plan", _plan(), ("Write down who signs, and whom each stage lets in.",))


def _words(release: Release) -> Iterator[tuple[str, str, str]]:
    """The words of a release that may tell something: their kind, the word, where it stands."""
    for one in release.view(Cards, Reading.CLAIMS).fields:
        kind = {"pipeline_tag": "tasks", "tags": "tags"}.get(one.name)
        if kind:
            held = json.loads(one.value)
            for word in held if isinstance(held, list) else [held]:
                yield kind, str(word), one.at.path
    weights = release.view(Weights, Reading.CLAIMS)
    for settings in weights.configurations:
        for name in settings.architectures:
            yield "architectures", name, settings.at.path
    for file in weights.files:
        yield "architectures", file.architecture, file.at.path


def _risk(seed: risks.Seed, terms: Collection[str]) -> Seeded:
    scenarios = [one for one in seed.misuse if one.modality in terms]
    comments = [_RATE, *(f"Think of ({one.modality}): {one.scenario}" for one in scenarios)]
    entry = Risk(
        title=seed.title,
        harm=seed.harm,
        affected=seed.affected,
        cause=seed.cause,
        mitigations=tuple(Mitigation(title=one) for one in seed.mitigations),
        references=seed.references,
    )
    return Seeded("risk", seed.id, entry, tuple(comments))


def _plan() -> Plan:
    """Three stages; what leaves at the last cannot be recalled."""
    return Plan(
        title="How the release leaves",
        stages=(
            Stage("internal", "The team uses it", roles=("release-owner",)),
            Stage(
                "trusted-researchers",
                "People we know try it",
                roles=("release-owner", "safety"),
                soak_days=7,
            ),
            Stage(
                "public",
                "Everybody",
                one_way=True,
                roles=("release-owner", "safety"),
                soak_days=14,
            ),
        ),
    )
