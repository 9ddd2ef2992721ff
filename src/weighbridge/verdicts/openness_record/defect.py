"""One thing that is wrong with a record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Defect:
    """One thing that is wrong.

    Attributes:
        line: counted from 1.
        rule: the claim that does not hold, in kebab case: `component-name-is-known`.
        message: what is wrong, as a sentence that stands alone.
        remedy: what the record's writer does, as an imperative sentence.
    """

    line: int
    rule: str
    message: str
    remedy: str
