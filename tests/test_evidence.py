"""Evidence rules: taking any of it away never makes a verdict better, and nothing is executed."""

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import AS_OF
from weighbridge.audit import audit
from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Release
from weighbridge.formats import json as json_format
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory
from weighbridge.verdicts.report import Report, Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"
RELEASES = ("complete", "claiming", "hopeless")


@cache
def _files(example: str) -> dict[str, bytes]:
    root = EXAMPLES / example
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _read(files: dict[str, bytes]) -> Release:
    part = Part("release", location="memory", source="memory")
    return read_release("release", [(part, Memory(files))], as_of=AS_OF)


@cache
def _whole(example: str) -> Release:
    return _read(_files(example))


def _reached(verdict: Verdict) -> int:
    """How much a verdict grants: levels that hold."""
    return sum(level.outcome == "pass" for level in verdict.levels) + (verdict.next is None)


def _grants(report: Report) -> dict[tuple[str, str], int]:
    return {(v.framework, v.reading): _reached(v) for v in report.verdicts}


@cache
def _granted(example: str) -> dict[tuple[str, str], int]:
    return _grants(audit(_whole(example)))


@pytest.mark.parametrize("example", RELEASES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_removing_facts_never_makes_a_verdict_better(example: str, data: st.DataObject) -> None:
    whole = _whole(example)
    kept = data.draw(st.sets(st.integers(0, len(whole.facts) - 1)))
    share = data.draw(st.sampled_from(["kept", "dropped"]))
    facts = tuple(
        fact for number, fact in enumerate(whole.facts) if (number in kept) == (share == "kept")
    )

    fewer = _grants(audit(Release(whole.name, whole.parts, whole.as_of, facts, whole.version)))

    better = {k: (v, _granted(example)[k]) for k, v in fewer.items() if v > _granted(example)[k]}
    assert better == {}


@pytest.mark.parametrize("example", RELEASES)
def test_removing_any_one_file_never_makes_a_verdict_better(example: str) -> None:
    files = _files(example)
    better = {}
    for gone in sorted(files)[:: max(1, len(files) // 12)]:
        fewer = _grants(audit(_read({p: d for p, d in files.items() if p != gone})))
        better |= {(gone, k): v for k, v in fewer.items() if v > _granted(example)[k]}

    assert better == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_arbitrary_bytes_in_any_file_do_no_harm(data: st.DataObject) -> None:
    files = _files(data.draw(st.sampled_from(RELEASES)))
    path = data.draw(st.sampled_from(sorted(files)))
    original = files[path]
    start = data.draw(st.integers(0, max(0, len(original) - 1)))
    noise = data.draw(st.binary(max_size=64))
    damaged = original[:start] + noise + original[start + len(noise) :]

    report = audit(_read({**files, path: damaged}))

    defects = [f.message for f in report.findings if "reader failed on it" in f.message]
    assert defects == []


@pytest.mark.parametrize("example", RELEASES)
def test_the_same_release_and_day_give_the_same_bytes(example: str) -> None:
    first, second = (audit(_read(_files(example))) for _ in range(2))

    assert json_format.render([first]) == json_format.render([second])


def test_an_audit_executes_imports_and_connects_to_nothing() -> None:
    seen: list[str] = []
    watched = {"subprocess.Popen", "os.system", "pickle.find_class", "socket.connect", "os.exec"}
    armed = [False]

    def watch(event: str, _: tuple[object, ...]) -> None:
        if armed[0] and event in watched:
            seen.append(event)

    audit(_whole("complete"))
    before = set(sys.modules)
    sys.addaudithook(watch)
    armed[0] = True
    audit(_read(_files("complete")))
    armed[0] = False

    assert seen == []
    assert {m for m in set(sys.modules) - before if not m.startswith("weighbridge")} == set()
