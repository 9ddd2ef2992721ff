"""What evaluations measured, as the Report tells it: each rate with its interval, and the gaps."""

from collections.abc import Iterable

from weighbridge.findings import disaggregated
from weighbridge.findings.statistics import groups
from weighbridge.findings.statistics.proportions import Rate, Refused
from weighbridge.verdicts.report import Evaluated, GapRow, RateRow


def told(slices: Iterable[disaggregated.Slice]) -> Evaluated | None:
    """The rows of a report; None where nothing was counted."""
    found = list(slices)
    if not found:
        return None
    return Evaluated(
        rates=tuple(_rate_row(one) for one in found[: disaggregated.MOST]),
        gaps=tuple(_gap_row(one) for one in disaggregated.apart(found)),
        left_out=len(found[disaggregated.MOST :]),
    )


def _rate_row(one: disaggregated.Slice) -> RateRow:
    tally, rate = one.tally, one.rate
    stated = rate if isinstance(rate, Rate) else None
    note = f"It does not count, since {one.flaw}." if one.flaw else ""
    return RateRow(
        run=tally.run,
        tool=one.run.tool if one.run else "",
        metric=tally.metric,
        domain=tally.domain,
        group=groups.written(one.group),
        label=tally.label,
        successes=one.successes,
        total=one.total,
        rate=stated.value if stated else None,
        low=stated.low if stated else None,
        high=stated.high if stated else None,
        note=note or (rate.reason if isinstance(rate, Refused) else ""),
        evidence=(tally.at,),
    )


def _gap_row(one: disaggregated.Apart) -> GapRow:
    tally, gap = one.tally, one.gap
    return GapRow(
        run=tally.run,
        metric=tally.metric,
        domain=tally.domain,
        label=tally.label,
        attributes=gap.attributes,
        least=groups.written(gap.least),
        most=groups.written(gap.most),
        gap=gap.value,
        low=one.interval.low if one.interval else None,
        high=one.interval.high if one.interval else None,
        left_out=len(gap.left_out),
    )
