import json

import pytest

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Configuration
from weighbridge.readers.configuration import read as reader
from weighbridge.readers.configuration_yaml import read as yaml_reader
from weights_files import blob

LLAMA = {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": 32000}


def facts(value: object, path: str = "config.json") -> list[Fact]:
    return list(reader.read(blob(path, json.dumps(value, indent=2).encode())))


def configuration(value: object, path: str = "config.json") -> Configuration:
    return next(fact for fact in facts(value, path) if isinstance(fact, Configuration))


def test_a_library_architecture_is_an_unpinned_link() -> None:
    (seen,) = (fact for fact in facts(LLAMA) if isinstance(fact, Sighting))

    assert (seen.component, seen.presence, seen.pinned) == (
        "model-architecture",
        Presence.LINKED,
        False,
    )
    assert seen.note == "architecture named: LlamaForCausalLM (transformers)"
    assert seen.at.lines == (3, 3)


def test_code_of_the_release_is_left_to_the_readers_of_code() -> None:
    found = facts(LLAMA | {"auto_map": {"AutoModel": "modeling_x.X"}})

    assert [type(fact) for fact in found] == [Configuration]


def test_code_of_another_repository_is_an_unpinned_link() -> None:
    value = LLAMA | {"auto_map": {"AutoModel": "someone/x--modeling_x.X"}}
    (seen,) = (fact for fact in facts(value) if isinstance(fact, Sighting))

    assert seen.note == "architecture named: modeling_x.X in someone/x"


def test_references_in_lists_are_all_kept() -> None:
    value = {"auto_map": {"AutoTokenizer": ["tok.Slow", None], "AutoModel": "m.X"}}
    found = configuration(value, "tokenizer_config.json")

    assert found.role == "tokenizer"
    assert found.remote_code == (("AutoTokenizer", "tok.Slow"), ("AutoModel", "m.X"))


def test_nested_settings_have_dotted_names() -> None:
    found = configuration({"model_type": "clip", "text_config": {"vocab_size": 9, "x": [1, 2, 3]}})

    assert found.settings == (("model_type", '"clip"'), ("text_config.vocab_size", "9"))


@pytest.mark.parametrize(
    ("path", "value", "role", "library"),
    [
        ("config.json", LLAMA, "model", "transformers"),
        ("adapter_config.json", {"peft_type": "LORA", "r": 8}, "adapter", "peft"),
        ("model_index.json", {"_class_name": "FluxPipeline"}, "pipeline", "diffusers"),
        ("vae/config.json", {"_class_name": "AutoencoderKL"}, "model", "diffusers"),
        ("config.json", {"architecture": "resnet50", "num_features": 9}, "model", "timm"),
        ("generation_config.json", {"max_length": 9}, "generation", ""),
        ("params.json", {"dim": 4096, "n_layers": 32, "n_heads": 32}, "model", ""),
    ],
)
def test_what_is_configured_and_by_which_library(
    path: str, value: object, role: str, library: str
) -> None:
    found = configuration(value, path)

    assert (found.role, found.library) == (role, library)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("config.json", {"port": 8080}),
        ("deepspeed_config.json", {"hidden_size": 1, "dim": 2}),
        ("scheduler/scheduler_config.json", {"_class_name": "DDIMScheduler"}),
        ("tokenizer_config.json", {"model_max_length": 512}),
        ("tests/config.json", LLAMA),
        ("config.json", ["a list"]),
    ],
)
def test_what_configures_no_model_is_left_alone(path: str, value: object) -> None:
    assert facts(value, path) == []


def test_sizes_in_yaml_make_a_configuration() -> None:
    text = b"# a model\nmodel:\n  n_layers: 12   # blocks\n  hidden_size: 768\n"
    (found,) = yaml_reader.read(blob("config.yaml", text))

    assert isinstance(found, Configuration)
    assert found.settings == (("n_layers", "12"), ("hidden_size", "768"))
    assert found.at.lines == (3, 3)


def test_other_yaml_is_left_alone() -> None:
    assert list(yaml_reader.read(blob("config.yaml", b"title: site\ndim: 3\n"))) == []
