"""Fetching ahead: several things at once, given in their order, so that waiting is shared."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_AT_ONCE = 8
_AHEAD = 32
"""Things fetched before they are asked for."""

Item = TypeVar("Item")
Found = TypeVar("Found")


def ahead(
    fetch: Callable[[Item], Found], items: Iterable[Item]
) -> Iterator[tuple[Item, Callable[[], Found]]]:
    """Each item in order, with what gives what was fetched for it, or raises why it was not."""
    waiting: deque[tuple[Item, Future[Found]]] = deque()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(fetch, item)))
                if len(waiting) > _AHEAD:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        finally:
            for _, future in waiting:
                future.cancel()


def _first(
    waiting: deque[tuple[Item, "Future[Found]"]],
) -> tuple[Item, Callable[[], Found]]:
    item, future = waiting.popleft()
    return item, future.result
