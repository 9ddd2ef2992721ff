"""Every risk is rated before and after its mitigations, and the rating says why.

A register without ratings cannot tell what to do first, and a rating without a reason cannot be
questioned. A risk that is rated lower after its mitigations needs one that is in place.

Source: ISO 31000:2018, 6.4.3; NIST AI RMF 1.0, MAP 5.1.

## How to fix

Write `likelihood`, `severity` and `rationale` into the tables `[inherent]` and `[residual]`.
"""

from collections.abc import Iterator

from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Recorded, Register, Risk
from weighbridge.findings import Finding, Severity, check, failed, passed
from weighbridge.findings.register import at_field, name, unanswered
from weighbridge.records.governance import Likelihood, Rating
from weighbridge.records.governance import Severity as Harm

_RATE = "Rate every risk, as it is inherent and as it remains, each with a rationale."


@check(severity=Severity.MEDIUM, since="0.1")
def risks_are_rated(register: Register) -> Iterator[Finding]:
    """Judge each risk."""
    for recorded, risk in register.of(Risk):
        if wrong := _wrong(risk):
            message = f"The risk {recorded.id} {wrong}."
            yield failed(message, _place(recorded), about=name(recorded), remedy=_RATE)
        else:
            message = f"The risk {recorded.id} is rated {_words(risk.residual)}, with its reason."
            yield passed(message, _place(recorded), about=name(recorded))
    yield from unanswered(register, Risk, _RATE)


def _wrong(risk: Risk) -> str:
    """What a risk's ratings lack, as a phrase; empty if nothing."""
    for word, rating in (("inherent", risk.inherent), ("residual", risk.residual)):
        missing = [
            part for part in ("likelihood", "severity", "rationale") if not _stated(rating, part)
        ]
        if missing:
            return f"states no {word} {' and no '.join(missing)}"
    before, after = _rank(risk.inherent), _rank(risk.residual)
    if any(a > b for a, b in zip(after, before, strict=True)):
        return "is rated worse with its mitigations than without"
    in_place = any(one.state in {"in-place", "verified"} for one in risk.mitigations)
    if after != before and not in_place:
        return "is rated lower than without mitigations, and none is in place"
    return ""


def _stated(rating: Rating, part: str) -> bool:
    held = getattr(rating, part)
    return bool(held.strip()) if isinstance(held, str) else held is not None


def _rank(rating: Rating) -> tuple[int, int]:
    """Likelihood and severity, 0 for the least and for what is not stated."""
    likelihood = list(Likelihood).index(rating.likelihood) if rating.likelihood else 0
    severity = list(Harm).index(rating.severity) if rating.severity else 0
    return likelihood, severity


def _words(rating: Rating) -> str:
    return f"{rating.likelihood} and {rating.severity}"


def _place(recorded: Recorded) -> Evidence:
    return at_field(recorded, "residual")
