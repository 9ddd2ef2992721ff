"""Remarks in a file by which its publisher says that a sentence is no openness claim."""

from weighbridge.patterns import lazy

CHECK = "openness-claims-match-terms"
_REMARK = lazy(
    rf"(?:<!--|#)[ \t]*weighbridge:[ \t]*ignore[ \t]+{CHECK}[ \t]*:(?P<reason>[^\n]{{0,400}})"
)


def reasons(text: str) -> dict[int, str]:
    """Line of each remark → its reason; a remark without a reason says nothing."""
    if "weighbridge:" not in text:
        return {}
    found: dict[int, str] = {}
    for remark in _REMARK.finditer(text):
        reason = " ".join(remark["reason"].partition("-->")[0].split())
        if reason:
            found[text.count("\n", 0, remark.start()) + 1] = reason
    return found


def reason_at(found: dict[int, str], first: int, line: int, last: int) -> str:
    """The reason that holds for a sentence; empty when none does.

    Args:
        first: line the sentence's paragraph begins on: a remark above it holds for all of it.
        line: line the sentence begins on.
        last: line it ends on.
    """
    lines = (first - 1, *range(line - 1, last + 1))
    return next((found[number] for number in lines if number in found), "")
