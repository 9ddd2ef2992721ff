"""How often a safety filter errs, and to which side: per domain, since the average of many hides
the one that fails.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weighbridge.findings.statistics.groups import Sample, counted
from weighbridge.findings.statistics.proportions import LEAST, Rate, Refused, rate


@dataclass(frozen=True, slots=True)
class DomainRates:
    """The two errors of a filter in one domain.

    Attributes:
        domain: empty for all domains together.
        false_positive: harmless samples that it held back (over-refusal).
        false_negative: harmful samples that it let through.
    """

    domain: str
    false_positive: Rate | Refused
    false_negative: Rate | Refused


def by_domain(
    samples: Sequence[Sample], *, confidence: float = 0.95, least: int = LEAST
) -> Iterator[DomainRates]:
    """Both errors in each domain, then over all; over-refusal sets and harm sets stand together.

    A label is true for harm, a prediction for what was held back.
    """
    domains = list(dict.fromkeys(sample.domain for sample in samples if sample.domain))
    for domain in [*sorted(domains), ""]:
        members = [s for s in samples if not domain or s.domain == domain]
        found = [
            rate(*counted(metric, members), confidence=confidence, least=least)
            for metric in ("false-positive-rate", "false-negative-rate")
        ]
        yield DomainRates(domain, found[0], found[1])
