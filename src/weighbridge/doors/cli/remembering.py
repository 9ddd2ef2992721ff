"""What earlier runs found out about unchanged files, for the commands that ask it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weighbridge.targets.cache import Cache


@contextmanager
def remembering(*, kept: bool) -> "Iterator[Cache | None]":
    """The user's memory of unchanged files, or none."""
    if not kept:
        yield None
        return
    from weighbridge.targets.cache import of_user  # noqa: PLC0415  # 10 ms help need not pay

    with of_user() as cache:
        yield cache
