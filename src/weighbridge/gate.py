"""Gate: audit a release, and decide by a policy whether it may leave at a stage."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from weighbridge import catalogs
from weighbridge.audit import audit
from weighbridge.facts import previous
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Register, Waiver
from weighbridge.facts.release import Release
from weighbridge.findings import Outcome, Persona
from weighbridge.verdicts import frameworks, policies
from weighbridge.verdicts.gate import Evaluate, Gate, decide
from weighbridge.verdicts.policies import Policy, PolicyError
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.waivers import Granted


@dataclass(frozen=True, slots=True)
class Gated:
    """What a gate decided, and the report it decided by."""

    gate: Gate
    report: Report


def open_policy(name: str) -> Policy:
    """A policy by the id of a shipped one, or by the path of a file.

    What a file extends is looked for beside it first, then among the shipped ones.

    Raises:
        PolicyError: there is none, or it cannot be used.
    """
    beside = Path(name).parent

    def find(one: str) -> Mapping[str, Any]:
        place = Path(name) if one == name else beside / one
        if place.suffix == ".toml" and place.is_file():
            return _tables(place)
        if one in catalogs.entries("policies"):
            return catalogs.entry("policies", one)
        shipped = ", ".join(catalogs.entries("policies"))
        raise PolicyError(
            f"{one}: there is no such policy. Name a .toml file, or one of {shipped}."
        )

    return policies.load(name, find)


def gate(  # noqa: PLR0913  # what a decision depends on, each by name
    release: Release,
    policy: Policy,
    stage: str,
    *,
    evaluate: Evaluate | None = None,
    weaker: tuple[str, ...] = (),
    against: Release | None = None,
) -> Gated:
    """Decide whether a release may leave at a stage.

    Args:
        evaluate: gives the outcome of an expression; without it every one is unknown.
        against: the release before it, whose protections must not be weaker now.

    Raises:
        PolicyError: the policy has no such stage, or names a framework there is not.
    """
    if stage not in policy.stages:
        known = ", ".join(policy.stages) or "none"
        raise PolicyError(f"{policy.id}: it has no stage {stage}. Name one of: {known}.")
    if against is not None:
        release = replace(release, facts=(*release.facts, *previous.of(against)))
    report = audit(release, frameworks_applied=_applied(policy), persona=Persona.AUDITOR)
    decided = decide(
        policy,
        stage,
        report,
        waivers=tuple(granted(release)),
        as_of=release.as_of.day,
        evaluate=evaluate or _unevaluated,
        weaker=weaker,
    )
    return Gated(decided, report)


def granted(release: Release) -> Iterator[Granted]:
    """The waivers that a release records; one that cannot be read is none."""
    register = release.view(Register, Reading.CLAIMS)
    for recorded, waiver in register.of(Waiver):
        yield Granted(recorded.id, waiver, recorded.at)


def _applied(policy: Policy) -> list[frameworks.Framework]:
    named = [rule.conclusion.framework for rule in policy.rules if rule.conclusion]
    try:
        return [frameworks.load(name) for name in dict.fromkeys(named)]
    except KeyError as error:
        raise PolicyError(f"{policy.id}: there is no framework {error}. Correct its id.") from error


def _unevaluated(expression: str) -> tuple[Outcome, str]:
    return Outcome.UNKNOWN, f"`{expression}` was not evaluated."


def _tables(place: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"{place}: it cannot be read: {error}. Correct it.") from error
