"""The tool's conclusions on its own records, against a second writing of what it does."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from ruamel.yaml import YAML

from openness_records import AS_OF, NAMES, alone, dumped, random_record
from weighbridge import catalogs, checks
from weighbridge.audit import audit, open_release
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import Outcome
from weighbridge.verdicts import frameworks, mot

FRAMEWORK = "mof-mot-2026-05"
OPEN = frozenset(catalogs.entry("vocabularies", "mot-2026-05")["open"])
IDS = (15, 16, 9, 10, 17, 24, 7, 8, 18, 19, 12, 22, 13, 14, 11, 21, 20)
"""The tool's numbers of `NAMES`, which stand in the tool's order."""
REQUIRED = {3: [9, 10, 12, 13, 14, 11], 2: [7, 8, 18, 19], 1: [15, 16, 24, 21]}
CODE, DOCUMENT = {16, 9, 7, 8, 18, 22}, {12, 13, 14, 11, 21, 20}
LABELS = {0: None, 3: "Class III - Open Model", 2: "Class II - Open Tooling"}


def _components(listed: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """What the tool stores of a record: per number the fields that are set, the last entry's."""
    stored: dict[int, dict[str, Any]] = {}
    for entry in listed:
        place = NAMES.index(entry["name"]) if entry["name"] in NAMES else 0
        stored[IDS[place]] = {}
        if entry.get("license") is not None:
            own = entry["license"]
            stored[IDS[place]]["license"] = "" if own == "unlicensed" else own
    return stored


def _is_empty(value: Any) -> bool:
    return value in (None, "", "0", 0, 0.0, False) or value == []


def _resolved(number: int, stored: dict[int, dict[str, Any]], shared: dict[str, Any]) -> str:
    own = stored[number]
    if "license" in own:
        return "unlicensed" if _is_empty(own["license"]) else own["license"]
    kind = "code" if number in CODE else "document" if number in DOCUMENT else "data"
    for scope in (kind, "distribution"):
        name = shared.get(scope, {}).get("name")
        if not _is_empty(name):
            return str(name)
    return "unlicensed"


def _place(number: int, among: list[int]) -> int:
    """The tool's search as it uses it: not found, and found first, are both no."""
    return among.index(number) if number in among else 0


def the_tool(record: dict[str, Any]) -> tuple[int, list[float]]:
    """Class (0 for none) and the progress of classes III, II and I, in percent."""
    stored = _components(record["release"]["components"])
    shared = record["release"].get("license") or {}
    required: list[int] = []
    included: dict[int, list[int]] = {}
    for number in (3, 2, 1):
        required = required + REQUIRED[number]
        there = [c for c in required if c in stored]
        included[number] = [c for c in there if _resolved(c, stored, shared) in OPEN]
    if not _place(11, included[3]) and 21 in included[1]:
        included[3].append(21)
        included[2].append(21)
    progress = [_progress(number, included) for number in (3, 2, 1)]
    reached = [number for number, share in zip((3, 2, 1), progress, strict=True) if share == 100]
    return (reached[-1] if reached else 0), progress


def _progress(wanted: int, included: dict[int, list[int]]) -> float:
    total, number = 0, 3
    while number >= wanted:
        total += len(REQUIRED[number])
        if len(included[number]) < total:
            break
        number -= 1
    if number > wanted:
        return 0.0
    if wanted == 1 and not _place(11, included[1]) and _place(21, included[1]):
        total -= 1
    return min(100.0, len(included[wanted]) / total * 100)


def _rounded(progress: list[float]) -> list[int]:
    return [int(share + 0.5) if share < 100 else 100 for share in progress]


def _shares(release: Release) -> list[int]:
    """The shares alone, without the rest of an audit."""
    asked = checks.find("component-counts-in-mot")
    findings = checks.run([asked], release, Reading.CLAIMS)
    counted = {f.check for f in findings if f.outcome is Outcome.PASS}
    rungs = frameworks.load(FRAMEWORK).rungs
    included = [
        [r.id for r in rung.rules if f"component-counts-in-mot[{r.id}]" in counted]
        for rung in rungs
    ]
    return [round(share * 100) for share in mot.progress(included, [6, 4, 4])]


@pytest.mark.parametrize("seed", range(8))
def test_shares_equal_those_of_the_tool_on_random_records(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # a test's own numbers
    for _ in range(40):
        text = dumped(random, random_record(random))
        progress = the_tool(YAML(typ="safe", pure=True).load(text))[1]

        assert _shares(alone(text)) == _rounded(progress), text


@pytest.mark.parametrize("seed", range(10))
def test_a_whole_audit_concludes_what_the_tool_does(seed: int) -> None:
    random = Random(1000 + seed)  # noqa: S311  # a test's own numbers
    text = dumped(random, random_record(random))
    reached, progress = the_tool(YAML(typ="safe", pure=True).load(text))

    verdict = _verdict(alone(text))

    assert [round(level.gated_share * 100) for level in verdict.levels] == _rounded(progress)
    assert verdict.conclusion == LABELS.get(reached, "Class I - Open Science")


def _verdict(release: Release) -> Any:
    report = audit(release, frameworks_applied=[frameworks.load(FRAMEWORK)])
    return next(v for v in report.verdicts if v.reading == "claims")


def _listing(names: list[str], license_id: str = "MIT") -> str:
    entries = "".join(f"  - name: {name}\n    license: {license_id}\n" for name in names)
    return f"release:\n  components:\n{entries}"


def test_a_record_of_everything_is_open_science() -> None:
    verdict = _verdict(alone(_listing(list(NAMES))))

    assert verdict.conclusion == "Class I - Open Science"


def test_a_paper_may_stand_in_for_the_report() -> None:
    without = [name for name in NAMES if name != "Technical report"]

    assert the_tool(YAML(typ="safe").load(_listing(without)))[0] == 1
    assert _verdict(alone(_listing(without))).conclusion == "Class I - Open Science"


def test_an_entry_that_only_names_a_component_inherits() -> None:
    listed = "".join(f"  - name: {name}\n" for name in NAMES)
    text = f"release:\n  license:\n    distribution:\n      name: MIT\n  components:\n{listed}"

    assert _verdict(alone(text)).conclusion == "Class I - Open Science"


def test_an_unknown_name_counts_as_datasets() -> None:
    names = ["Corpus" if name == "Datasets" else name for name in NAMES]

    assert _verdict(alone(_listing(names))).conclusion == "Class I - Open Science"


def test_a_later_entry_replaces_an_earlier_one_wholly() -> None:
    text = _listing(list(NAMES)) + "  - name: Training code\n"

    assert _verdict(alone(text)).conclusion == "Class III - Open Model"


def test_a_file_on_disk_is_judged_alike(tmp_path: Path) -> None:
    file = tmp_path / "example.yml"
    file.write_text(_listing(list(NAMES)))

    assert _verdict(open_release(str(file), as_of=AS_OF)).conclusion == "Class I - Open Science"
