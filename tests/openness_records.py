"""Records of the Model Openness Tool for tests: reading one alone, and making random ones."""

from collections.abc import Mapping
from datetime import date
from io import StringIO
from random import Random
from typing import Any

from ruamel.yaml import YAML

from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Release
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

AS_OF = date(2026, 11, 20)
NAMES = (
    "Datasets",
    "Data preprocessing code",
    "Model architecture",
    "Model parameters (Final)",
    "Model metadata",
    "Model parameters (Intermediate)",
    "Training code",
    "Inference code",
    "Evaluation code",
    "Evaluation data",
    "Evaluation results",
    "Supporting libraries and tools",
    "Model card",
    "Data card",
    "Technical report",
    "Research paper",
    "Sample model outputs",
)
_LICENSES = (
    *("Apache-2.0", "MIT", "CC-BY-4.0", "CDLA-Permissive-2.0", "OpenMDW-1.0", "Apache-2.0"),
    *("PDDL-1.0", "apache-2.0", "Llama 3.1", "License not specified", "unlicensed", "", "0"),
    *("MIT OR Apache-2.0", " MIT", None, 0, 0.0, False, []),
)
_NOVELTIES = ("model card", "Weights", "Training  code", "Data Card", "Model card ")


def alone(text: str | bytes, name: str = "example.yml") -> Release:
    """Read a file as the release that it is when it is named by itself."""
    data = text if isinstance(text, bytes) else text.encode()
    part = Part("example", source="single")
    return read_release("example", [(part, Memory({name: data}))], as_of=AS_OF)


def random_record(random: Random) -> dict[str, Any]:
    """A record of any shape the tool accepts, the usual and the odd."""
    open_share = random.choice((0.5, 0.9, 1.0))
    listed_share = random.choice((0.7, 0.95, 1.0))
    names = [name for name in NAMES if random.random() < listed_share]
    names += [random.choice((*NAMES, *_NOVELTIES)) for _ in range(random.choice((0, 0, 1, 3)))]
    random.shuffle(names)
    release: dict[str, Any] = {"name": "Example", "version": "7B"}
    if random.random() < 0.7:
        release["license"] = _shared(random, open_share)
    release["components"] = [_entry(random, name, open_share) for name in names]
    return {"framework": {"name": "Model Openness Framework", "version": "1.0"}, "release": release}


def _shared(random: Random, open_share: float) -> Mapping[str, Any]:
    scopes = [s for s in ("distribution", "code", "data", "document") if random.random() < 0.5]
    return {scope: {"name": _license(random, open_share), "path": ""} for scope in scopes}


def _license(random: Random, open_share: float) -> Any:
    return "Apache-2.0" if random.random() < open_share else random.choice(_LICENSES)


def _entry(random: Random, name: str, open_share: float) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": name, "description": "What it is: a part."}
    if random.random() < 0.6:
        entry["license"] = _license(random, open_share)
    if random.random() < 0.3:
        entry["component_path"] = "https://example.org/part"
    return entry


def dumped(random: Random, record: Mapping[str, Any]) -> str:
    """A record as YAML, in one of the ways that YAML can be written."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = random.choice((False, False, None, True))
    yaml.width = random.choice((20, 80, 4096))
    yaml.indent = random.choice((2, 4))
    written = StringIO()
    yaml.dump(record, written)
    return written.getvalue()
