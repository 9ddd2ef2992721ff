"""Following the shortest list of changes reaches the class it promises."""

from functools import cache
from pathlib import Path

import pytest

from conftest import AS_OF
from weighbridge.audit import audit
from weighbridge.catalogs import components
from weighbridge.facts.distribution import Part
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory
from weighbridge.verdicts.frameworks import load
from weighbridge.verdicts.report import Change, Report, Verdict

EXAMPLES = Path(__file__).parents[2] / "examples"
LICENSES = {"code": "Apache-2.0", "data": "CDLA-Permissive-2.0", "document": "CC-BY-4.0"}


def _files(example: str) -> dict[str, bytes]:
    root = EXAMPLES / example
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _audit(files: dict[str, bytes], framework: str) -> Report:
    part = Part("release", location="memory", source="memory")
    release = read_release("release", [(part, Memory(files))], as_of=AS_OF)
    return audit(release, frameworks_applied=[load(framework)])


@cache
def _donors() -> dict[str, list[str]]:
    """Component → the files that show it in the complete example."""
    rows = _audit(_files("complete"), "mof-1.0").components
    return {row.id: [at.path for at in row.evidence if at.path] for row in rows}


def _verdict(report: Report) -> Verdict:
    return next(v for v in report.verdicts if v.reading == "evidence")


def _applied(files: dict[str, bytes], change: Change) -> dict[str, bytes]:
    """The release after one change: missing components borrowed, licences stated."""
    complete = _files("complete")
    changed = dict(files)
    for check in change.checks:
        claim, _, rest = check.partition("[")
        component = components.find(rest.rstrip("]"))
        if claim == "component-is-present":
            borrowed = {path: complete[path] for path in _donors()[component.id]}
            changed |= {p: d for p, d in borrowed.items() if p not in files or p == "README.md"}
        license_id = LICENSES[component.type]
        stated = f'[[licenses]]\nexpression = "{license_id}"\ncomponents = ["{component.id}"]\n'
        changed["weighbridge.toml"] = changed.get("weighbridge.toml", b"") + stated.encode()
        text = f"LICENSES/{license_id}.txt"
        changed[text] = complete[text]
    return changed


@pytest.mark.parametrize("framework", ["mof-1.0", "mof-2024-paper"])
@pytest.mark.parametrize("example", ["claiming", "hopeless"])
def test_each_class_is_reached_by_its_changes(example: str, framework: str) -> None:
    files = _files(example)
    reached = []
    verdict = _verdict(_audit(files, framework))
    while verdict.next is not None and len(reached) < 3:
        for change in verdict.changes:
            files = _applied(files, change)
        promised, verdict = verdict.next, _verdict(_audit(files, framework))
        assert verdict.conclusion == promised
        reached.append(promised)

    assert [title.partition(" -")[0] for title in reached] == [
        "Class III",
        "Class II",
        "Class I",
    ]


def test_no_shorter_list_reaches_the_next_class() -> None:
    files = _files("claiming")
    verdict = _verdict(_audit(files, "mof-1.0"))

    for left_out in verdict.changes:
        shorter = dict(files)
        for change in verdict.changes:
            if change is not left_out:
                shorter = _applied(shorter, change)
        assert _verdict(_audit(shorter, "mof-1.0")).conclusion != verdict.next
