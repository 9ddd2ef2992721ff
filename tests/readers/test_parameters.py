from case_files import safetensors
from conftest import Read
from weighbridge.facts.components import Components, Presence, Sighting
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release

FILE = safetensors({"w": ("F32", [2, 3])})
POINTER = (
    b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 548118077\n"
)


def sightings(release: Release) -> list[Sighting]:
    seen = release.view(Components, Reading.CLAIMS).sightings
    return [one for one in seen if one.component.startswith("model-parameters-")]


def where(release: Release, kind: str) -> list[str]:
    seen = sightings(release)
    return [one.at.path for one in seen if one.component == f"model-parameters-{kind}"]


def test_step_folders_beside_final_weights_are_intermediate(read: Read) -> None:
    release = read({"checkpoint-500/model.safetensors": FILE, "model.safetensors": FILE})

    assert where(release, "final") == ["model.safetensors"]
    assert where(release, "intermediate") == ["checkpoint-500/model.safetensors"]


def test_the_last_step_is_final_where_nothing_else_is(read: Read) -> None:
    release = read({f"step_{step}/model.safetensors": FILE for step in ("900", "1k", "20")})

    assert where(release, "final") == ["step_1k/model.safetensors"]
    assert len(where(release, "intermediate")) == 2


def test_a_single_step_is_final_and_not_intermediate(read: Read) -> None:
    release = read({"model-step_1000.safetensors": FILE})

    assert where(release, "final") == ["model-step_1000.safetensors"]
    assert where(release, "intermediate") == []


def test_the_best_checkpoint_is_final_whatever_its_step(read: Read) -> None:
    release = read({"best_epoch_3.safetensors": FILE, "epoch_9.safetensors": FILE})

    assert where(release, "final") == ["best_epoch_3.safetensors"]


def test_weights_of_tests_are_not_released(read: Read) -> None:
    assert sightings(read({"tests/fixtures/model.safetensors": FILE})) == []


def test_the_state_of_the_optimiser_is_no_parameters(read: Read) -> None:
    assert sightings(read({"optimizer.pt": b"\x80\x02}.", "rng_state_0.pth": b"\x80\x02}."})) == []


def test_shards_state_their_place_and_the_total(read: Read) -> None:
    release = read({f"model-0000{n}-of-00002.safetensors": FILE for n in (1, 2)})

    assert [one.note for one in sightings(release)] == [
        "safetensors, shard 1 of 2, 12 parameters in all",
        "safetensors, shard 2 of 2, 12 parameters in all",
    ]


def test_an_adapter_is_named_as_one(read: Read) -> None:
    (seen,) = sightings(read({"adapter_model.safetensors": FILE}))

    assert (seen.component, seen.note) == (
        "model-parameters-final",
        "adapter, safetensors, 6 parameters",
    )


def test_a_pointer_is_a_pinned_link(read: Read) -> None:
    (seen,) = sightings(read({"model.safetensors": POINTER}))

    assert (seen.presence, seen.pinned) == (Presence.LINKED, True)
    assert seen.note == "Git LFS pointer, 548 MB"
    assert seen.at.link == "sha256:" + "a" * 64


def test_a_pointer_to_something_else_is_not_seen(read: Read) -> None:
    assert sightings(read({"data/train.parquet": POINTER, "logo.png": POINTER})) == []


def test_a_broken_file_is_no_sight_of_parameters(read: Read) -> None:
    assert sightings(read({"model.safetensors": FILE[:20], "model.pt": b"Not Found"})) == []
