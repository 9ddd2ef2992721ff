"""Bytes that are asked for by place, whatever holds them."""

from typing import Protocol


class Placed(Protocol):
    """A file, a member of an archive, or something unpacked."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        ...

    def at(self, offset: int, length: int) -> bytes:
        """Bytes from anywhere; fewer than `length` at the end."""
        ...
