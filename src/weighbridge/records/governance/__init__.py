"""The entries of a release's governance, a file each: read with line numbers and problems, written
without loss; never judged here, and never dated by a clock.
"""

from weighbridge.records.governance.decision import Decider, Decision, DecisionStatus
from weighbridge.records.governance.incident import Incident, IncidentStatus
from weighbridge.records.governance.kinds import FOLDERS, KINDS, Entry, kind_of
from weighbridge.records.governance.objective import Direction, Objective
from weighbridge.records.governance.parsing import Problem, Written, parse
from weighbridge.records.governance.plan import (
    Capability,
    Event,
    Plan,
    SignOff,
    Stage,
    StageEntered,
    Tier,
)
from weighbridge.records.governance.review import Countersignature, Review, ReviewFinding
from weighbridge.records.governance.risk import Likelihood, Mitigation, Rating, Risk, Severity
from weighbridge.records.governance.use_case import UseCase
from weighbridge.records.governance.waiver import Waiver

__all__ = [
    "FOLDERS",
    "KINDS",
    "Capability",
    "Countersignature",
    "Decider",
    "Decision",
    "DecisionStatus",
    "Direction",
    "Entry",
    "Event",
    "Incident",
    "IncidentStatus",
    "Likelihood",
    "Mitigation",
    "Objective",
    "Plan",
    "Problem",
    "Rating",
    "Review",
    "ReviewFinding",
    "Risk",
    "Severity",
    "SignOff",
    "Stage",
    "StageEntered",
    "Tier",
    "UseCase",
    "Waiver",
    "Written",
    "kind_of",
    "parse",
]
