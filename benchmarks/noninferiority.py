"""How often a version that is really worse passes: by comparing two points, and by the gate.

Run as `python benchmarks/noninferiority.py [TRIALS]`. Each trial draws the answers of an earlier
version and of one that fails three points more often, at a margin of three points: the worst case
that must not pass. Then it times the bootstrap of 15 groups by 5 metrics by 2,000 replicates.
"""

import sys
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from weighbridge.findings.statistics import bootstrap
from weighbridge.findings.statistics.differences import Pairs
from weighbridge.findings.statistics.noninferiority import Claim, Comparison, Standing, compare

_MARGIN = 0.03
_SEED = 7
_MOST = 0.05


@dataclass(frozen=True)
class Setting:
    """One kind of evaluation.

    Attributes:
        rate: share of failures of the earlier version.
        samples: in each evaluation.
        loss: what the new version really loses.
        together: whether both versions answer the same prompts.
        metrics: protected metrics, all alike; one that passes wrongly is one too many.
    """

    rate: float
    samples: int
    loss: float = _MARGIN
    together: bool = False
    metrics: int = 1


_SETTINGS = (
    Setting(0.02, 500),
    Setting(0.10, 200),
    Setting(0.10, 1000),
    Setting(0.10, 5000),
    Setting(0.50, 1000),
    Setting(0.10, 1000, together=True),
    Setting(0.10, 5000, together=True),
    Setting(0.10, 1000, metrics=5),
    Setting(0.10, 1000, together=True, metrics=5),
)
_UNCHANGED = (
    Setting(0.10, 1000, 0.0),
    Setting(0.10, 2000, 0.0),
    Setting(0.10, 1000, 0.0, together=True),
)


def main() -> None:
    """Print how often each lets a loss pass, and how long the bootstrap takes."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(f"Passes at a margin of {100 * _MARGIN:.0f} points, of {trials:,} trials each")
    head = ("real loss", "failures", "samples", "prompts", "metrics", "point", "gate")
    print("  ".join(f"{word:>9}" for word in head))
    worst = 0.0
    for setting in (*_SETTINGS, *_UNCHANGED):
        point, gate = passes(setting, trials)
        worst = max(worst, gate if setting.loss else 0.0)
        print("  ".join(f"{word:>9}" for word in _row(setting, point, gate)))
    print(f"A real loss passes the gate {worst:.1%} of the time at most; {_MOST:.0%} may.")
    print(f"Bootstrap, 15 groups by 5 metrics by 2,000 replicates: {timed():.3f} s; 0.5 s may.")
    sys.exit(worst > _MOST or timed() > 0.5)


def passes(setting: Setting, trials: int) -> tuple[float, float]:
    """How often a comparison of points, and how often the gate, lets any metric pass."""
    random = np.random.default_rng(_SEED)
    point = gate = 0
    for _ in range(trials):
        claims = [_drawn(setting, random) for _ in range(setting.metrics)]
        found = compare(claims)
        point += any(one.loss < _MARGIN for one in found)
        gate += any(_is_shown(one) for one in found)
    return point / trials, gate / trials


def timed() -> float:
    """Seconds for the intervals of the gaps among 15 groups, for 5 metrics."""
    counts = [(400.0 + 3 * n, 1000.0) for n in range(15)]
    start = perf_counter()
    for metric in range(5):
        bootstrap.gap(counts, replicates=2000, seed=metric)
    return perf_counter() - start


def _drawn(setting: Setting, random: np.random.Generator) -> Claim:
    """Two evaluations; on the same prompts, a prompt is as hard for the one as for the other."""
    n, later = setting.samples, setting.rate + setting.loss
    if not setting.together:
        before, now = (int(random.binomial(n, share)) for share in (setting.rate, later))
        return Claim((before, n), (now, n), _MARGIN, higher_is_better=False)
    both, mended = 0.7 * setting.rate, 0.3 * setting.rate
    cells = [both, mended, later - both, 1 - mended - later]
    a, b, c, d = (int(one) for one in random.multinomial(n, cells))
    pairs = Pairs(a, b, c, d)
    return Claim((a + b, n), (a + c, n), _MARGIN, higher_is_better=False, pairs=pairs)


def _is_shown(one: Comparison) -> bool:
    return one.standing is Standing.SHOWN


def _row(setting: Setting, point: float, gate: float) -> tuple[str, ...]:
    return (
        f"{100 * setting.loss:.0f} points",
        f"{setting.rate:.0%}",
        f"{setting.samples:,}",
        "the same" if setting.together else "others",
        str(setting.metrics),
        f"{point:.1%}",
        f"{gate:.1%}",
    )


if __name__ == "__main__":
    main()
