"""What holds of the readers of evaluation tools whatever is done to a file."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluation_files as made
from conftest import AS_OF
from weighbridge.facts.distribution import Part
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.provenance import Reading
from weighbridge.findings import evaluation_runs as runs
from weighbridge.readers.blob import Blob
from weighbridge.readers.reading import every_reader, read_release
from weighbridge.sources.memory import Memory

PART = Part("release", location="memory", source="memory")
FILES = {
    "a.json": made.dumped(made.inspect_log()),
    "a.eval": made.inspect_eval(made.inspect_log()),
    **made.lm_files(made.lm_results(), made.lm_samples()),
    "a.report.jsonl": made.lines(made.garak_report()),
    "promptfoo.json": made.dumped(made.promptfoo()),
    "pyrit.json": made.dumped(made.pyrit()),
    "pyrit.db": made.pyrit_store(),
    "benchmark_record.json": made.dumped(made.modelbench()),
    **made.helm_files(made.helm()),
    "verdicts.jsonl": made.lines(made.verdicts()),
}
SPLICE = st.tuples(st.integers(0, 1 << 14), st.integers(0, 40), st.binary(max_size=12))


def spliced(data: bytes, splices: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, new in splices:
        start = place % (len(data) + 1)
        data = data[:start] + new + data[start + length :]
    return data


@settings(max_examples=300)
@given(path=st.sampled_from(sorted(FILES)), splices=st.lists(SPLICE, min_size=1, max_size=4))
def test_no_damage_makes_a_reader_fail(path: str, splices: list[tuple[int, int, bytes]]) -> None:
    data = spliced(FILES[path], splices)
    for one in every_reader():
        if one.topic == "evaluation" and one.takes(path, data[:4096]):
            for fact in one.read(Blob(PART, path, len(data), BytesIO(data))):
                assert isinstance(fact, one.gives)


@pytest.mark.parametrize("path", ["a.json", "a.eval", "a.report.jsonl", "verdicts.jsonl"])
@settings(max_examples=60)
@given(data=st.data())
def test_a_file_that_is_cut_anywhere_is_no_sound_run(path: str, data: st.DataObject) -> None:
    whole = FILES[path]
    last = whole.rfind(b'"completion"') if path.endswith("report.jsonl") else len(whole) - 2
    kept = data.draw(st.integers(0, last))
    release = read_release("r", [(PART, Memory({path: whole[:kept]}))], as_of=AS_OF)

    assert not runs.sound(release.view(Evaluation, Reading.CLAIMS), AS_OF)
