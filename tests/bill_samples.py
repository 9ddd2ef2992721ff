"""A record with something of everything, and a bill of a stranger's."""

from datetime import date
from typing import Any

from weighbridge.documents.bom import Answers
from weighbridge.documents.record import Field, FileRow, Record, State
from weighbridge.facts.provenance import Evidence

DIGEST = "ab" * 32
ANSWERS = Answers(
    supplier="Example Lab",
    location="https://example.org/tiny",
    released="2026-11-01",
    built="2026-10-01",
)


def _field(value: Any, path: str, line: int = 0, state: State = State.EVIDENCED) -> Field:
    lines = (line, line) if line else None
    return Field(value, state, (Evidence("tiny", path, lines=lines, sha256=DIGEST),))


RECORD = Record(
    name="tiny",
    version="1.0",
    as_of=date(2026, 11, 20),
    fields={
        "card.model": _field("README.md", "README.md", state=State.VERIFIED),
        "model.format": _field("safetensors", "model.safetensors", state=State.VERIFIED),
        "model.parameters": _field(16502, "model.safetensors", state=State.VERIFIED),
        "model.dtypes": _field((("F32", 16502),), "model.safetensors", state=State.VERIFIED),
        "model.architecture": _field("TinyModel", "config.json", 3),
        "front-matter.pipeline_tag": _field("text-classification", "README.md", 4),
        "front-matter.co2_eq_emissions": _field({"emissions": 12.5}, "README.md", 9),
        "license.model-parameters-final": _field(
            "Apache-2.0", "README.md", 2, state=State.VERIFIED
        ),
        "license.datasets": _field("CC-BY-4.0 OR CC0-1.0", "DATA_CARD.md", 2),
        "license.texts": _field(("LICENSE A.txt",), "LICENSE A.txt", state=State.VERIFIED),
        "model.base-models": _field(
            (
                {
                    "name": "https://huggingface.co/example/base",
                    "relation": "finetune",
                    "revision": "0" * 40,
                    "license": "MIT",
                },
            ),
            "README.md",
            6,
        ),
        "data.datasets": _field(
            ({"name": "example/names", "relation": "unknown", "revision": "", "license": ""},),
            "README.md",
            7,
        ),
        "data.files": _field(
            (
                {"path": "data/train.csv", "format": "CSV", "role": "training", "size": 10,
                 "records": 3},
                {"path": "data/test.jsonl", "format": "JSON lines", "role": "evaluation",
                 "size": 5, "records": None},
            ),
            "data/train.csv",
            state=State.VERIFIED,
        ),
        "data.links": _field(
            ({"target": "https://huggingface.co/datasets/example/names", "role": "training",
              "revision": "v2"},),
            "README.md",
            7,
        ),
        "code.dependencies": _field(
            (
                {"name": "Torch_Vision", "requirement": "==0.9.0+cpu", "pinned": True},
                {"name": "numpy", "requirement": ">=2", "pinned": False},
            ),
            "requirements.txt",
            1,
        ),
        "evaluation.rates": _field(
            ({"metric": "accuracy", "domain": "names", "group": "language de", "label": "",
              "successes": 9, "total": 10, "value": 0.9, "low": 0.596, "high": 0.982},),
            "verdicts.csv",
            state=State.VERIFIED,
        ),
        "evaluation.results": _field(
            ({"task": "names", "metric": "f1", "value": "0.87", "group": "", "subject": "",
              "source": "model-index"},),
            "README.md",
            12,
        ),
        "environment.runs": _field(
            ({"energy-kwh": 1.5, "emissions-kg": 0.6},), "emissions.csv", 2
        ),
        "training.settings": _field(
            ({"name": "training.epochs", "value": 4, "path": "config.json"},), "config.json", 1
        ),
        "words.model.intended-use": _field("Teaching and tests.", "README.md", 20),
        "words.model.safeguards": _field("It refuses below 0.6.", "README.md", 30),
        "words.data.collection": _field("Written by hand.", "DATA_CARD.md", 8),
        "governance.security": _field("SECURITY.md", "SECURITY.md", state=State.VERIFIED),
        "governance.citation": _field("CITATION.cff", "CITATION.cff", state=State.VERIFIED),
    },
    files=(
        FileRow("tiny", "data/test.jsonl", 5, "application/jsonl", DIGEST),
        FileRow("tiny", "data/train.csv", 10, "text/csv", DIGEST),
        FileRow("tiny", "model.safetensors", 70000, "application/x-safetensors"),
    ),
)  # fmt: skip

MODEL_CARD = {
    "bom-ref": "card",
    "modelParameters": {
        "approach": {"type": "supervised"},
        "task": "image-classification",
        "architectureFamily": "transformer",
        "modelArchitecture": "vit",
        "datasets": [
            {"type": "dataset", "name": "pictures", "contents": {"url": "https://example.org/p"}},
            {"ref": "data-1"},
        ],
        "inputs": [{"format": "image"}],
        "outputs": [{"format": "label"}],
    },
    "quantitativeAnalysis": {
        "performanceMetrics": [
            {"type": "accuracy", "value": "0.93", "slice": "night",
             "confidenceInterval": {"lowerBound": "0.91", "upperBound": "0.95"}},
            {"type": "recall"},
        ],
        "graphics": {"description": "curves"},
    },
    "considerations": {
        "users": ["shops"],
        "useCases": ["sorting"],
        "technicalLimitations": ["blurred pictures"],
        "performanceTradeoffs": ["slow"],
        "ethicalConsiderations": [{"name": "privacy", "mitigationStrategy": "faces are cut"}],
        "fairnessAssessments": [{"groupAtRisk": "children", "harms": "none found"}],
        "environmentalConsiderations": {
            "energyConsumptions": [
                {"activity": "training",
                 "energyProviders": [
                     {"organization": {"name": "Wind Ltd"}, "energySource": "wind",
                      "energyProvided": {"value": 3, "unit": "kWh"}}],
                 "activityEnergyCost": {"value": 3, "unit": "kWh"}},
            ],
            "properties": [{"name": "cooling", "value": "air"}],
        },
    },
    "properties": [{"name": "a", "value": "b"}],
}  # fmt: skip
"""A card with every field that CycloneDX 1.7 has."""

STRANGERS = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {
        "timestamp": "2026-01-01T00:00:00Z",
        "component": {
            "type": "machine-learning-model",
            "bom-ref": "m",
            "name": "seer",
            "version": "2",
            "licenses": [{"license": {"id": "MIT"}}],
            "modelCard": MODEL_CARD,
        },
    },
    "components": [
        {
            "type": "data",
            "bom-ref": "data-1",
            "name": "pictures",
            "data": [{"type": "dataset", "name": "pictures", "sensitiveData": ["faces"]}],
        }
    ],
}
