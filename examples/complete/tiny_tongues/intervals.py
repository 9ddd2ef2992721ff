# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Intervals for shares."""

from math import sqrt

Z = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927).
    """
    if not trials:
        return 0.0, 1.0
    share = hits / trials
    middle = share + Z**2 / (2 * trials)
    spread = Z * sqrt(share * (1 - share) / trials + Z**2 / (4 * trials**2))
    scale = 1 + Z**2 / trials
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
