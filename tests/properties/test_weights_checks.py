from dataclasses import replace

import pytest

from case_files import cases_in, safetensors
from conftest import Read
from test_cases import CASES
from weighbridge import checks
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import Check, Outcome
from weighbridge.findings.finding import overall

_COUNTS = {"card-parameters-match-weights"}
"""With a file of weights gone, the rest may well be what the card states: the count decides."""
WEIGHTS = [one for one in checks.every() if one.topic == "weights" and one.id not in _COUNTS]
SOUND = {"sound.safetensors": safetensors({"w": ("F32", [2])})}


def _outcome(check: Check, release: Release) -> Outcome:
    return overall(checks.run([check], release, Reading.CLAIMS))


@pytest.mark.parametrize("check", WEIGHTS, ids=lambda check: check.id)
def test_no_fact_less_turns_a_finding_into_a_pass(read: Read, check: Check) -> None:
    """Over every case of the check, with sound weights beside it."""
    for case in cases_in(CASES / f"{check.id}.md"):
        release = read(case.files | SOUND)
        if _outcome(check, release) is Outcome.PASS:
            continue
        for index in range(len(release.facts)):
            fewer = release.facts[:index] + release.facts[index + 1 :]

            assert _outcome(check, replace(release, facts=fewer)) is not Outcome.PASS
