"""Final or intermediate: what the path of a weights file says about the moment in training it was
saved at.
"""

import re

_STEP = re.compile(
    r"(?:^|[/_.-])(?:checkpoint|ckpt|step|iter|epoch|global_step)s?[-_=/]?(\d+)", re.IGNORECASE
)


def step_of(path: str) -> int | None:
    """The training step a path states; None when it states none."""
    found = _STEP.search(path)
    return int(found.group(1)) if found else None


def component_of(path: str) -> str:
    """The component a weights file at this path belongs to."""
    final = step_of(path) is None
    return "model-parameters-final" if final else "model-parameters-intermediate"
