import pytest

from weighbridge.facts.weights import Shard
from weighbridge.readers.checkpoints import shard_of, smells_of_weights, step_of, use_of


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ("checkpoint-500/model.safetensors", 500),
        ("checkpoints/00001.pt", 1),
        ("out/epoch=3-step=500.ckpt", 500),
        ("global_step1000/mp_rank_00_model_states.pt", 1000),
        ("model.ckpt-1000000.data-00000-of-00001", 1_000_000),
        ("step-50k/model.safetensors", 50_000),
        ("iter_0001000/model.pt", 1000),
        ("20000_steps/model.pt", 20_000),
        ("checkpoints/7b.pt", None),
        ("ckpt-00001-of-00003.pt", None),
        ("ckpt-final/model.safetensors", None),
        ("model.safetensors", None),
        ("sam_vit_h_4b8939.pth", None),
        ("checkpoint-2024-01-31/model.pt", None),
    ],
)
def test_a_path_states_its_step_or_none(path: str, step: int | None) -> None:
    assert step_of(path) == step


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("model.safetensors", "model"),
        ("latest/model.pt", "model"),
        ("contest/model.pt", "model"),
        ("tests/model.pt", "example"),
        ("src/x/test_data/model.pt", "example"),
        ("checkpoint-5/optimizer.pt", "training-state"),
        ("scheduler.pt", "training-state"),
        ("rng_state_3.pth", "training-state"),
        ("training_args.bin", "training-state"),
        ("zero_pp_rank_0_mp_rank_00_optim_states.pt", "training-state"),
        ("pytorch_lora_weights.safetensors", "adapter"),
        ("exploration.pt", "model"),
    ],
)
def test_a_path_says_what_the_weights_are_for(path: str, use: str) -> None:
    assert use_of(path) == use


def test_a_name_states_its_place_among_shards() -> None:
    assert shard_of("a/model-00002-of-00003.fp16.safetensors") == Shard(
        "a/model-*-of-00003.fp16.safetensors", 2, 3
    )
    assert shard_of("one-of-a-kind.safetensors") is None


@pytest.mark.parametrize("path", ["model.pkl", "out/weights.npz", "unet/params.npy", "x_model.h5"])
def test_a_path_can_suggest_weights(path: str) -> None:
    assert smells_of_weights(path)


@pytest.mark.parametrize("path", ["cifar/batch_1.pkl", "train.npz", "models/vocab.pkl", "x.npy"])
def test_a_path_can_suggest_something_else(path: str) -> None:
    assert not smells_of_weights(path)
