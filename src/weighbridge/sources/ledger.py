"""What was given of a container so far, and what more may be."""

from dataclasses import dataclass, field

from weighbridge.sources.members import Member
from weighbridge.sources.port import Limits

_LINKS = 4 << 20
"""Characters of links that are held at once."""


@dataclass(slots=True)
class Ledger:
    """What was given so far.

    Attributes:
        seen: hashes of the paths, for a million of which there is room.
        held: characters of links.
    """

    limits: Limits
    listed: int = 0
    expanded: int = 0
    held: int = 0
    seen: set[int] = field(default_factory=set)

    @property
    def full(self) -> bool:
        """Whether more members were listed than the limit allows."""
        return self.listed > self.limits.files

    def has(self, path: str) -> bool:
        """Whether a member of this path was given."""
        return hash(path) in self.seen

    def excess(self, size: int) -> str:
        """Why a file of this size is too much now, as a sentence; empty when it is not."""
        if self.expanded + size <= self.limits.expanded:
            return ""
        return f"Its {size} bytes would pass the limit of {self.limits.expanded} bytes in all."

    def refusal(self, member: Member, path: str) -> str:
        """Why a member is not given, as a sentence; empty, and entered, when it is."""
        limits = self.limits
        cause = ""
        if member.fault:
            cause = member.fault
        elif self.has(path):
            cause = "A second member has the same name; only the first was read."
        elif member.stored is not None and member.size > limits.ratio * member.stored:
            cause = (
                f"It expands from {member.stored} to {member.size} bytes, "
                f"over the limit of {limits.ratio} times."
            )
        elif excess := self.excess(member.size):
            cause = excess
        elif member.target is not None and self.held > _LINKS:
            cause = f"The links before it take up {_LINKS} characters, the limit."
        else:
            self.seen.add(hash(path))
            self.expanded += member.size
            self.held += len(path) + len(member.target) if member.target is not None else 0
        return cause
