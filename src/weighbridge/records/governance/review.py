"""A review: an audit, a red team's or a bounty hunter's report, and what became of its findings."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """One finding of a review.

    Attributes:
        severity: `low`, `medium`, `high` or `critical`.
        state: `open`, `mitigated`, `accepted` or `closed`.
        evidence: paths in the release and links that show the state.
    """

    id: str = ""
    title: str = ""
    severity: str = "medium"
    state: str = "open"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Countersignature:
    """The reviewer's own word that the entry says what was found.

    Attributes:
        bundle: path of a signature over this file, in the release; empty while unsigned.
    """

    by: str = ""
    role: str = ""
    on: dt.date | None = None
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One review of a release.

    Attributes:
        kind: `independent-review`, `audit`, `red-team`, `bug-bounty` or `beta`.
        scope: what was looked at, versions and digests included.
        independence: `internal`, `external` or `third-party`; who paid stands in `scope`.
        state: `planned`, `running`, `reported` or `closed`.
        report: path or link of the full report.
    """

    title: str = ""
    kind: str = "independent-review"
    scope: str = ""
    reviewer: str = ""
    organization: str = ""
    independence: str = ""
    date: dt.date | None = None
    state: str = "planned"
    report: str = ""
    findings: tuple[ReviewFinding, ...] = ()
    countersignatures: tuple[Countersignature, ...] = ()
