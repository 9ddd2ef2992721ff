"""Training fixes the seeds of its random numbers.

Without them the same code on the same data gives another model each time, and nobody can tell
chance from a mistake.

Source: NeurIPS reproducibility checklist; PyTorch documentation, "Reproducibility".

## How to fix

Give the seed a default in the code (`--seed`, `default=42`), put it into the configuration, or
state it beside the command.
"""

from collections.abc import Iterator

from weighbridge.facts.code import Code, Role
from weighbridge.facts.reproduction import Reproduction
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_FIX = "Fix the seeds of random numbers in the code, a configuration or the documents."
_NAMED = 5


@check(severity=Severity.LOW, since="0.1")
def seeds_are_set(code: Code, reproduction: Reproduction) -> Iterator[Finding]:
    """Judge a release with code for training by any seed that is fixed in it."""
    training = [f for f in code.files if any(role is Role.TRAINING for role, _ in f.roles)]
    if not training:
        yield unknown("No code for training was found, so no seed can be missing from it.")
        return
    own = {(file.at.part, file.at.path) for file in training}
    seeds = sorted(
        reproduction.seeds, key=lambda s: ((s.at.part, s.at.path) not in own, s.source != "code")
    )
    told: set[str] = set()
    for seed in seeds:
        if seed.at.path not in told and len(told) < _NAMED:
            told.add(seed.at.path)
            yield passed(f"{seed.at.place} fixes the seed {seed.value}.", seed.at)
    if not seeds:
        absent = unknown if code.gaps or reproduction.gaps else failed
        at = tuple(file.at for file in training[:_NAMED])
        yield absent("No seed is fixed for training.", *at, remedy=_FIX)
