"""What PyRIT keeps of attacks: each with its objective and its outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weighbridge.facts.evaluation import EvaluationRun
from weighbridge.facts.provenance import Evidence
from weighbridge.readers.evaluation.counts import Mark, digest, repeated
from weighbridge.readers.evaluation.jsons import text, within

METRIC = "attack-success-rate"
_OUTCOMES = frozenset({"success", "failure"})
_KNOWN = frozenset({*_OUTCOMES, "error", "undetermined"})
"""Source: `pyrit` 1.1.0, `models/results/attack_result.py`, `AttackOutcome`."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is known of a run beyond its attacks.

    Attributes:
        state: `COMPLETED`, `IN_PROGRESS`, `CREATED`, `FAILED` or `CANCELLED`; empty if unknown.
    """

    name: str = ""
    model: str = ""
    version: str = ""
    started: str = ""
    state: str = ""


def run(
    at: Evidence, name: str, scenario: Scenario, attacks: list[dict[str, Any]], *, odd: bool = False
) -> tuple[EvaluationRun, list[Mark]]:
    """A run, and what came of each attack; one that ended in an error has no outcome."""
    judged = [one for one in attacks if _outcome(one) in _OUTCOMES]
    ended = None if not scenario.state else scenario.state == "COMPLETED"
    described = EvaluationRun(
        at=at,
        id=name,
        tool="pyrit",
        tool_version=scenario.version or next(filter(None, map(_version, attacks)), ""),
        model=scenario.model,
        dataset=scenario.name,
        started=scenario.started or (text(attacks[0], "timestamp") if attacks else ""),
        samples=len(judged),
        planned=len(attacks),
        completed=ended,
        defects=tuple(_defects(attacks, odd=odd)),
        samples_digest=digest(_answer(one) for one in attacks),
    )
    return described, list(_marks(judged, scenario.name))


def _marks(judged: list[dict[str, Any]], name: str) -> Iterator[Mark]:
    """Every attack once in all, and once for each harm it was after."""
    for one in judged:
        for domain in sorted({"", *_domains(one, name)}):
            yield Mark(_id(one), METRIC, _outcome(one) == "success", domain)


def _version(attack: dict[str, Any]) -> str:
    return text(attack, "pyrit_version")


def _id(attack: dict[str, Any]) -> str:
    return text(attack, "attack_result_id") or text(attack, "id") or text(attack, "conversation_id")


def _outcome(attack: dict[str, Any]) -> str:
    return text(attack, "outcome").lower().rpartition(".")[2]


def _domains(attack: dict[str, Any], otherwise: str) -> list[str]:
    found = within(attack, "targeted_harm_categories")
    return (
        sorted({str(one)[:100] for one in found})
        if isinstance(found, list) and found
        else [otherwise]
    )


def _answer(attack: dict[str, Any]) -> tuple[Any, ...]:
    response = within(attack, "last_response")
    return text(attack, "objective"), _outcome(attack), text(response, "converted_value")


def _defects(attacks: list[dict[str, Any]], *, odd: bool) -> Iterator[str]:
    if odd:
        yield "It holds NaN or an infinity where a number is due."
    yield from repeated(filter(None, map(_id, attacks)))
    for outcome in ("error", "undetermined"):
        found = sum(_outcome(one) == outcome for one in attacks)
        if found:
            yield f"{found} of its {len(attacks)} attacks have the outcome {outcome}."
    strange = [one for one in attacks if _outcome(one) not in _KNOWN]
    if strange:
        yield f"{len(strange)} of its attacks have an outcome that PyRIT does not know."
    for attack in attacks:
        if _contradicts(attack):
            yield f"The outcome of attack {_id(attack)[:80]} is not what its last score says."
            return


def _contradicts(attack: dict[str, Any]) -> bool:
    """Whether a score of true or false says otherwise than the outcome.

    Attacks set their outcome from the last objective score, true for success.
    """
    score = within(attack, "last_score")
    if text(score, "score_type") != "true_false" or _outcome(attack) not in _OUTCOMES:
        return False
    value = text(score, "score_value").lower()
    return value in {"true", "false"} and (value == "true") is not (_outcome(attack) == "success")
