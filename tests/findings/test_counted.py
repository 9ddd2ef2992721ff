"""Counting is tested through the record; here, what the record does not show."""

from case_files import safetensors
from conftest import Read
from weighbridge.facts.components import Components
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.weights import Weights
from weighbridge.findings.counted import Counted, counted

WEIGHTS = safetensors({"w": ["F32", [10, 10]]})


def of(release: Release) -> Counted | None:
    view = release.view(Weights, Reading.CLAIMS)
    return counted(view, release.view(Components, Reading.CLAIMS))


def test_checkpoints_of_steps_before_the_last_do_not_count(read: Read) -> None:
    larger = safetensors({"w": ["F32", [20, 10]]})
    found = of(read({"checkpoint-100/model.safetensors": larger, "model.safetensors": WEIGHTS}))
    assert found is not None
    assert (found.parameters, found.folder) == (100, "")


def test_an_adapter_is_no_model(read: Read) -> None:
    assert of(read({"adapter_model.safetensors": WEIGHTS})) is None


def test_a_missing_shard_leaves_the_whole_uncounted(read: Read) -> None:
    found = of(read({"model-00002-of-00003.safetensors": WEIGHTS}))
    assert found is not None
    assert found.parameters is None


def test_bytes_of_the_tensors_are_added_up(read: Read) -> None:
    found = of(read({"model.safetensors": WEIGHTS}))
    assert found is not None
    assert found.stored == 400
