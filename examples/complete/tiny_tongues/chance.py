# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Seeded choices that come out the same on every Python version.

Only `random.Random.random()` is promised to keep its sequence between versions of Python, so
everything here is built on it alone.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def pick(rng: Random, items: Sequence[Item]) -> Item:
    """One item, each as likely as the next."""
    return items[int(rng.random() * len(items))]


def shuffled(rng: Random, items: Sequence[Item]) -> list[Item]:
    """The items in a random order (Fisher and Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        order[last], order[other] = order[other], order[last]
    return order
