"""Several questions asked at once: what each has to show so that all of them together may err
no more often than one.
"""

from collections.abc import Sequence


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Adjusted probabilities, in the order given; each is compared with the level of the family.

    Args:
        chances: the probability of each finding if it were false; between 0 and 1.

    Source: Holm, "A simple sequentially rejective multiple test procedure" (1979).
    """
    count, most = len(chances), 0.0
    adjusted = [1.0] * count
    for rank, place in enumerate(sorted(range(count), key=chances.__getitem__)):
        most = max(most, min((count - rank) * chances[place], 1.0))
        adjusted[place] = most
    return tuple(adjusted)
