"""Somebody has run the instructions for reproduction, on these very files, and the numbers matched.

Instructions that nobody has followed tend not to work. A statement of a run names every file that
went in by its digest, so that it cannot speak for files that have changed since. Whether the
statement is true is for its signer to answer: nothing is run to check it here.

Source: in-toto Attestation Framework, predicate test-result v0.1.

## How to fix

Run `weighbridge reproduce RELEASE --key KEY` once nothing will change any more, and publish the
`governance/reproduction.json` that it writes.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.reproduction import Reproduction, ReproductionRun
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_RUN = "Run `weighbridge reproduce` on the release as it is, and publish what it writes."


@check(severity=Severity.LOW, since="0.1")
def reproduction_was_run(reproduction: Reproduction, inventory: Inventory) -> Iterator[Finding]:
    """Judge each statement of a run by its result and by the files it names."""
    for run in reproduction.runs:
        yield _judged(run, inventory)
    if not reproduction.runs:
        yield unknown("No statement says that the instructions were run.", remedy=_RUN)


def _judged(run: ReproductionRun, inventory: Inventory) -> Finding:
    path = run.at.path
    if run.result == "failed":
        told = f": {run.different} of {run.compared} numbers differ" if run.different else ""
        return failed(f"{path} says that the run did not give what is stated{told}.", run.at)
    if run.result != "passed" or not run.compared:
        message = f"{path} tells of a run in which no stated number could be compared."
        return unknown(message, run.at, remedy=_RUN)
    if not run.inputs:
        return unknown(f"{path} does not name the files that were run.", run.at, remedy=_RUN)
    if otherwise := _of_other_files(run, inventory):
        return otherwise
    by = "under a signature that was not verified here" if run.signed else "unsigned"
    network = f", network {run.network}" if run.network else ""
    return passed(f"{path} says, {by}, that {run.compared} numbers came out{network}.", run.at)


def _of_other_files(run: ReproductionRun, inventory: Inventory) -> Finding | None:
    """What speaks against a statement being about the files that are there."""
    path = run.at.path
    there = {f.at.path: f.at.sha256 for f in inventory.files if f.at.part == run.at.part}
    other = [one.name for one in run.inputs if _is_other(there.get(one.name, ""), one.sha256)]
    if other:
        more = f" and {len(other) - 1} more" if len(other) > 1 else ""
        message = f"{path} tells of a run of other files: {other[0]}{more} changed since."
        return failed(message, run.at, remedy=_RUN)
    unread = next((one.name for one in run.inputs if there.get(one.name) is None), None)
    if unread:
        message = f"{path} names {unread}, whose digest was not computed."
        return unknown(message, run.at, remedy="Audit with --hash.")
    named = {one.name for one in run.inputs} | _BESIDE | {path}
    later = next((one for one in there if one not in named), None)
    if later:
        message = f"{path} tells of a run without {later}, which is in the release."
        return unknown(message, run.at, remedy=_RUN)
    return None


_BESIDE = frozenset({"model.sig"})
"""Files that are written once the run is over."""


def _is_other(found: str | None, stated: str) -> bool:
    """Whether a file is gone (empty) or has another digest; None is one that was not computed."""
    return found is not None and found != stated
