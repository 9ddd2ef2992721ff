"""The example releases are what they say: retrained from their own instructions, and read."""

import json
import pickletools
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from weighbridge.facts.distribution import Gap, Part
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers import safetensors
from weighbridge.readers.blob import Blob

EXAMPLES = Path(__file__).parents[2] / "examples"
COMPLETE = EXAMPLES / "complete"
TOLERANCE = 0.01
"""As `examples/complete/REPRODUCE.md` states it."""
MADE = (
    "checkpoints", "evaluation", "model.safetensors", "config.json", "vocab.json",
    "tokenizer_config.json", "training-log.jsonl", "outputs.jsonl", "sentences.jsonl",
    "train.jsonl", "validation.jsonl", "test.jsonl", "handwritten.jsonl",
    "other_languages.jsonl", "statistics.json", "__pycache__",
)  # fmt: skip
"""What the steps make, and a copy of the sources leaves out."""
INERT = {
    "PROTO", "EMPTY_DICT", "EMPTY_LIST", "MARK", "BINUNICODE", "BINFLOAT", "APPENDS", "SETITEMS",
    "STOP",
}  # fmt: skip
"""Opcodes that build numbers, texts, lists and dictionaries, and call nothing."""
WEIGHTS = sorted(EXAMPLES.glob("**/*.safetensors"))


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete example, made again from its sources by the commands it gives."""
    folder = tmp_path_factory.mktemp("remade") / "release"
    shutil.copytree(COMPLETE, folder, ignore=shutil.ignore_patterns(*MADE))
    for command in _steps():
        _run(command, folder).check_returncode()
    return folder


@pytest.fixture(scope="module")
def stated() -> dict[str, Any]:
    """The results the complete example states."""
    found: dict[str, Any] = _json(COMPLETE / "evaluation" / "results.json")
    return found


def test_following_the_instructions_gives_the_stated_numbers(
    remade: Path, stated: dict[str, Any]
) -> None:
    found = dict(_shares(_json(remade / "evaluation" / "results.json")))

    assert len(found) > 50
    assert found == pytest.approx(dict(_shares(stated)), abs=TOLERANCE)


def test_following_the_instructions_gives_the_same_data(remade: Path) -> None:
    names = [file.relative_to(COMPLETE) for file in COMPLETE.glob("data/**/*.json*")]

    assert len(names) == 7
    assert [n for n in names if (remade / n).read_bytes() != (COMPLETE / n).read_bytes()] == []


def test_training_again_gives_the_same_bytes(remade: Path, tmp_path: Path) -> None:
    _run(["train.py", "--output", str(tmp_path)], remade).check_returncode()
    weights = [file.relative_to(remade) for file in remade.glob("**/*.safetensors")]

    assert len(weights) == 4
    assert all((tmp_path / w).read_bytes() == (remade / w).read_bytes() for w in weights)


def test_reproduction_accepts_the_release_as_it_is() -> None:
    assert _run(["reproduce.py"], COMPLETE).returncode == 0


def test_reproduction_refuses_an_embellished_number(tmp_path: Path) -> None:
    release = tmp_path / "release"
    shutil.copytree(COMPLETE, release)
    results = release / "evaluation" / "results.json"
    results.write_text(results.read_text("utf-8").replace("0.869", "0.969"), "utf-8")

    done = _run(["reproduce.py"], release)

    assert done.returncode == 1
    assert "handwritten.overall.accuracy is stated as 0.969 and came out as 0.869" in done.stdout


def test_the_card_states_what_was_measured(stated: dict[str, Any]) -> None:
    results = _front_matter(COMPLETE / "README.md")["model-index"][0]["results"]
    card = {r["dataset"]["split"]: {m["type"]: m["value"] for m in r["metrics"]} for r in results}

    assert card == {
        name: {"accuracy": stated[name]["overall"]["accuracy"], "f1": stated[name]["macro_f1"]}
        for name in ("test", "handwritten")
    }


def test_the_card_shows_every_group(stated: dict[str, Any]) -> None:
    card = (COMPLETE / "README.md").read_text("utf-8")
    rows = [
        f"| {name} | {group} | {value} | {one['n']} | {one['accuracy']:.3f} |"
        for name in ("test", "handwritten")
        for group, values in stated[name]["groups"].items()
        for value, one in values.items()
    ]

    assert [row for row in rows if row not in card] == []


def test_the_samples_in_the_card_are_outputs_of_the_model() -> None:
    outputs = [
        f"| `{s['output']}` | {max(s['probabilities'].values()):.3f} |"
        for s in map(json.loads, (COMPLETE / "samples/outputs.jsonl").read_text().splitlines())
    ]
    card = (COMPLETE / "README.md").read_text("utf-8")
    shown = re.findall(r"^\| [^|]+ (\| `\w+` \| 0\.\d+ \|)$", card, re.MULTILINE)

    assert len(shown) == 6
    assert set(shown) <= set(outputs)


def test_the_first_commands_of_the_card_answer_as_shown() -> None:
    card = (COMPLETE / "README.md").read_text("utf-8")
    command, _, shown = card.partition("```console\n$ ")[2].partition("```")[0].partition("\n")
    snippet = card.partition("```python\n")[2].partition("```")[0]

    assert _run(shlex.split(command)[1:], COMPLETE).stdout == shown
    assert _run(["-c", snippet], COMPLETE).stdout == "de\n"


def test_stated_digests_are_those_of_the_weights(stated: dict[str, Any]) -> None:
    digest = sha256((COMPLETE / "model.safetensors").read_bytes()).hexdigest()

    assert stated["model"]["sha256"] == digest
    assert _json(COMPLETE / "model-metadata.json")["weights"]["sha256"] == digest
    assert f"{digest}  model.safetensors" in (COMPLETE / "REPRODUCE.md").read_text("utf-8")


@pytest.mark.parametrize("path", WEIGHTS, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_weights_are_well_formed(path: Path) -> None:
    with path.open("rb") as stream:
        name = path.relative_to(EXAMPLES).as_posix()
        facts = list(safetensors.read.read(Blob(Part("p"), name, path.stat().st_size, stream)))

    assert not [fact for fact in facts if isinstance(fact, Gap)]
    assert [fact.defects for fact in facts if isinstance(fact, WeightsFile)] == [()]


@pytest.mark.parametrize("example", ["complete", "claiming", "hopeless"])
def test_links_of_documents_lead_somewhere(example: str) -> None:
    assert [link for link in _relative_links(EXAMPLES / example) if not link.exists()] == []


def test_files_named_by_the_manifest_exist() -> None:
    manifest = tomllib.loads((COMPLETE / "weighbridge.toml").read_text("utf-8"))
    paths = [path for entry in manifest["components"].values() for path in entry["paths"]]
    paths += [f"LICENSES/{entry['expression']}.txt" for entry in manifest["licenses"]]

    assert [path for path in paths if not (COMPLETE / path).is_file()] == []


def test_files_named_by_the_openness_record_exist() -> None:
    record = YAML(typ="safe").load((COMPLETE / "mof.yml").read_text("utf-8"))
    paths = [
        entry[key]
        for entry in record["release"]["components"]
        for key in ("location", "license_path")
    ]

    assert len(paths) == 34
    assert [path for path in paths if not (COMPLETE / path).exists()] == []


def test_evidence_of_the_data_information_exists() -> None:
    attestation = COMPLETE / "governance" / "data-information.toml"
    answers = tomllib.loads(attestation.read_text("utf-8"))["answers"]
    evidence = [one.partition("#") for answer in answers for one in answer["evidence"]]

    assert len(answers) == 7
    assert [path for path, _, _ in evidence if not (COMPLETE / path).is_file()] == []
    assert [a for path, _, a in evidence if a and a not in _anchors(COMPLETE / path)] == []


def test_the_claiming_example_answers() -> None:
    done = _run(["inference.py", "The river is high today."], EXAMPLES / "claiming")

    assert done.stdout.startswith("en\t")


def test_the_claiming_example_has_neither_data_nor_training_code() -> None:
    beside = {"__pycache__", "governance"}
    names = {file.name for file in (EXAMPLES / "claiming").iterdir()} - beside

    assert names == {
        "LICENSE", "README.md", "config.json", "inference.py", "model.safetensors",
        "modeling_riverlingo.py", "tokenizer_config.json", "vocab.json",
    }  # fmt: skip


def test_the_pickle_holds_nothing_that_runs() -> None:
    opcodes = pickletools.genops((EXAMPLES / "hopeless" / "model.pkl").read_bytes())

    assert {opcode.name for opcode, _, _ in opcodes} == INERT


def test_the_examples_stay_small() -> None:
    files = [f for f in EXAMPLES.glob("**/*") if f.is_file() and "__pycache__" not in f.parts]

    assert sum(file.stat().st_size for file in files) < 3_000_000


def _steps() -> list[list[str]]:
    """The commands of the section "Step by step"."""
    text = (COMPLETE / "REPRODUCE.md").read_text("utf-8")
    block = text.partition("## Step by step")[2].partition("```sh\n")[2].partition("```")[0]
    lines = [line.partition("#")[0].split() for line in block.splitlines()]
    assert lines
    assert {line[0] for line in lines} == {"python"}
    return [line[1:] for line in lines]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-S", "-B", *command]
    return subprocess.run(program, cwd=folder, check=False, capture_output=True, text=True)


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _front_matter(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8").split("---\n")[1])
    return found


def _shares(value: object, name: str = "") -> Iterator[tuple[str, float]]:
    """Every share of a results file, under its path in it."""
    if isinstance(value, dict):
        for key, entry in value.items():
            if key in {"accuracy", "share", "macro_f1"}:
                yield f"{name}.{key}", entry
            yield from _shares(entry, f"{name}.{key}")


def _relative_links(folder: Path) -> Iterator[Path]:
    for file in folder.glob("**/*.md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text("utf-8")):
            if "://" not in target:
                yield file.parent / target.partition("#")[0]


def _anchors(path: Path) -> set[str]:
    """Anchors of the headings of a Markdown file, as the Hub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
