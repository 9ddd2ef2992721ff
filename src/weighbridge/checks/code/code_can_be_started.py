"""Code for training, inference and evaluation has somewhere to start.

Classes and functions alone do not train a model: somebody has to know which to call, with what. An
entry point is a script with a main guard or arguments, a shell script, a notebook, or a command in
the documents that starts the file.

## How to fix

Add a script with a command line, or show the command that starts the code in the README.
"""

from collections.abc import Iterator

from weighbridge.facts.code import Code, Role
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Add a script that starts the code, or show in the README how to start it."
_WORK = {Role.TRAINING: "training", Role.INFERENCE: "inference", Role.EVALUATION: "evaluation"}


@check(severity=Severity.LOW, since="0.1")
def code_can_be_started(code: Code) -> Iterator[Finding]:
    """Judge each kind of work there is code for."""
    run = {command.target.rpartition("/")[2] for command in code.commands if command.target}
    found = False
    for role, title in _WORK.items():
        files = [file for file in code.files if any(one is role for one, _ in file.roles)]
        started = [f for f in files if f.entry_point or f.at.path.rpartition("/")[2] in run]
        found = found or bool(files)
        if started:
            yield passed(f"Code for {title} starts at {started[0].at.path}.", started[0].at)
        elif files:
            at = tuple(file.at for file in files[:5])
            absent = unknown if code.gaps else failed
            yield absent(f"Nothing starts the code for {title}.", *at, remedy=_REMEDY)
    if not found:
        yield unknown("No code for training, inference or evaluation was found.")
