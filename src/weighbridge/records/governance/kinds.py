"""The kinds of entry there are, and the folder each lies in."""

from weighbridge.records.governance.decision import Decision
from weighbridge.records.governance.incident import Incident
from weighbridge.records.governance.objective import Objective
from weighbridge.records.governance.plan import Plan
from weighbridge.records.governance.review import Review
from weighbridge.records.governance.risk import Risk
from weighbridge.records.governance.use_case import UseCase
from weighbridge.records.governance.waiver import Waiver

Entry = Objective | Risk | Decision | Plan | Review | Waiver | Incident | UseCase

KINDS: dict[str, type[Entry]] = {
    "objective": Objective,
    "risk": Risk,
    "decision": Decision,
    "plan": Plan,
    "review": Review,
    "waiver": Waiver,
    "incident": Incident,
    "use-case": UseCase,
}
FOLDERS = {f"{kind}s": kind for kind in KINDS}
"""Folder names and the kind of the entries in them: `governance/risks/<id>.toml`."""


def kind_of(path: str) -> str:
    """The kind of the entry at a path; empty if none is meant.

    The folder it lies in tells, or its own name where it is the only one of its kind:
    `governance/plan.toml`.
    """
    folders, _, name = path.rpartition("/")
    folder = folders.rpartition("/")[2]
    if folder in FOLDERS:
        return FOLDERS[folder]
    stem = name.rpartition(".")[0]
    return stem if stem in KINDS and folder == "governance" else ""
