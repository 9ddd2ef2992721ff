"""A use case: a use that could do harm, considered, and whether it is allowed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UseCase:
    """One use considered.

    Attributes:
        area: field it lies in, such as `health`, `education` or `employment`.
        high_risk: whether it is counted as high-risk.
        allowed: `yes`, `no` or `conditional`; empty while it is not decided.
        conditions: what has to hold where it is conditional.
    """

    title: str = ""
    description: str = ""
    area: str = ""
    high_risk: bool = True
    allowed: str = ""
    conditions: tuple[str, ...] = ()
    rationale: str = ""
    owner: str = ""
    risks: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    review_by: date | None = None
