"""How far the reading is, on stderr, while someone is looking."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SOON = 200
"""Files after which the reading takes long enough to speak of."""


@contextmanager
def counting(name: str, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Give what is told the number of files read; it shows them when stderr is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # 60 ms that only a terminal pays
    from rich.markup import escape  # noqa: PLC0415  # as above

    console = Console(stderr=True)
    line = f"Reading {escape(name)}"
    with console.status(line) as status:

        def told(count: int) -> None:
            if count % _SOON == 0:
                status.update(f"{line}: {count:,} files")

        yield told
