"""Instructions, seeds and runs of reproduction as readers find them in bytes."""

import json

import pytest

from conftest import Read
from weighbridge.facts.provenance import Kind, Reading
from weighbridge.facts.reproduction import Reproduction
from weighbridge.readers.reproducing import gathering
from weighbridge.readers.reproducing.choosing import instructions, snippets
from weighbridge.readers.reproducing.scripts import scripts
from weighbridge.records.reproduction import Input, NotReproductionError, Statement, parse, written

STATED = Statement(
    release="tiny",
    digest="00" * 32,
    result="PASSED",
    instructions=Input("REPRODUCE.md", "11" * 32),
    inputs=(Input("train.py", "22" * 32),),
    revision="33" * 20,
    passed=("line 3: python train.py",),
    details={
        "on": "2026-11-20",
        "confinement": {"network": "off"},
        "numbers": [{"outcome": "match"}, {"outcome": "different"}, {"outcome": "not-compared"}],
    },
)


def _seen(read: Read, **files: str) -> Reproduction:
    contents = {path.replace("__", "."): text.encode() for path, text in files.items()}
    return read(contents).view(Reproduction, Reading.CLAIMS)


def test_a_section_ends_where_the_next_of_its_level_begins(read: Read) -> None:
    text = (
        "# T\n\n## Reproduction\n\nOne GPU.\n\n### Steps\n\n```sh\npython a.py\n```\n\n## Use\n\n"
    )
    (guide,) = _seen(read, README__md=f"{text}```sh\npython b.py\n```\n").guides

    assert guide.commands == ("python a.py",)
    assert guide.hardware == "One GPU."
    assert guide.at.lines == (3, 12)


def test_bugs_to_be_reproduced_are_no_results(read: Read) -> None:
    assert _seen(read, CONTRIBUTING__md="# Reproducible bug reports\n\nplease\n").guides == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("torch.manual_seed(42)", "42"),
        ("rng = np.random.default_rng(7)", "7"),
        ("SEED: int = 1_234", "1234"),
        ('parser.add_argument("--seed", type=int, default=5)', "5"),
        ("set_seed(args.seed)", None),
        ("random.seed()", None),
        ("seed = 0.5", None),
    ],
)
def test_a_seed_is_a_number_that_is_given(read: Read, text: str, value: str | None) -> None:
    assert [seed.value for seed in _seen(read, train__py=text).seeds] == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Seeds are fixed in each script: 13 and 14.", "13"),
        ("Trained with seed 42.", "42"),
        ("We seed the corpus with 500 sentences.", None),
        ("The seed data has 500 sentences.", None),
    ],
)
def test_a_seed_in_prose_is_told_from_seed_data(read: Read, text: str, value: str | None) -> None:
    assert [seed.value for seed in _seen(read, README__md=text).seeds] == ([value] if value else [])


def test_prompts_are_taken_off_and_what_is_said_is_expected() -> None:
    (script,) = scripts('# T\n\n```console\n$ python p.py "a" \\\n    "b"\n{"x": 1}\n```\n')

    assert script.text == 'python p.py "a" \\\n    "b"'
    assert script.expected == ('{"x": 1}',)


def test_what_sets_up_an_environment_is_left_out() -> None:
    text = "```sh\npip install -r requirements.txt && pip install \\\n  x\npython train.py\n```\n"
    (script,) = scripts(text)

    assert script.text == "python train.py"
    assert script.installs[0].startswith("pip install")


def test_an_install_that_also_runs_something_is_run() -> None:
    (script,) = scripts("```sh\npip install x && python train.py\n```\n")

    assert script.text == "pip install x && python train.py"


def test_a_block_of_output_is_no_script() -> None:
    assert scripts("```\n899b  model.safetensors\n```\n\n```json\n{}\n```\n") == ()


def test_a_document_named_for_it_comes_before_a_section_of_the_readme() -> None:
    section = "# T\n\n## Reproduction\n\n```sh\npython a.py\n```\n"
    texts = {"README.md": section, "docs/REPRODUCING.md": "```sh\npython b.py\n```\n"}

    assert instructions(texts).path == "docs/REPRODUCING.md"
    assert [one.title for one in instructions(texts, "README.md").scripts] == ["python a.py"]
    assert "no Markdown document" in instructions(texts, "GONE.md").why
    assert "No instructions" in instructions({"README.md": "# T\n"}).why


def test_snippets_stand_under_a_heading_about_starting() -> None:
    text = "# T\n\n## Quick start\n\n```python\nprint(1)\n```\n\n## Other\n\n```python\nx\n```\n"

    assert [one.text for one in snippets({"README.md": text}).scripts] == ["print(1)"]


def test_numbers_of_time_and_cost_are_no_results() -> None:
    data = b'{"seconds": {"train": 1.5}, "test": {"accuracy": 0.5, "loss_curve": [0.1], "n": 3}}'

    assert [n.text for n in gathering.numbers("results.json", data)] == ["0.5"]


def test_the_split_of_a_model_index_must_be_named_by_both() -> None:
    text = (
        "---\nmodel-index:\n- name: m\n  results:\n  - dataset: {name: Wiki, split: test}\n"
        "    metrics: [{type: accuracy, value: 0.9}]\n---\n"
    )
    (number,) = gathering.numbers("README.md", text.encode())

    assert number.needed == {"accuracy", "test"}


def test_a_column_of_tolerances_belongs_to_its_row() -> None:
    text = "| | stated | tolerance |\n|---|---|---|\n| accuracy | 0.9 | 0.02 |\n"
    (number,) = gathering.numbers("REPRODUCE.md", text.encode())

    assert (number.text, str(number.tolerance)) == ("0.9", "0.02")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"requirements.txt": "# nothing\n"}, ""),
        ({"requirements.txt": "numpy==2.3.1\n"}, "requirements.txt"),
        ({"pyproject.toml": '[project]\ndependencies = ["numpy"]\n'}, "pyproject.toml"),
        ({"pyproject.toml": "[project"}, ""),
    ],
)
def test_the_list_of_libraries_is_one_that_names_any(texts: dict[str, str], found: str) -> None:
    assert gathering.requirements(texts) == found


def test_a_statement_is_read_as_it_was_written() -> None:
    assert parse(written(STATED)) == STATED
    assert dict(parse(written(STATED)).details) == STATED.details


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b'{"_type": 3}', b"[" * 10_000])
def test_what_is_no_statement_is_refused(payload: bytes) -> None:
    with pytest.raises(NotReproductionError):
        parse(payload)


def test_a_statement_in_a_release_is_a_fact(read: Read) -> None:
    files = {"governance/reproduction.json": written(STATED)}
    (run,) = read(files).view(Reproduction, Reading.CLAIMS).runs

    assert (run.result, run.network, run.compared, run.different) == ("passed", "off", 2, 1)
    assert (run.signed, run.at.kind) == (False, Kind.DECLARED)


def test_a_signed_statement_is_attested(read: Read) -> None:
    ec = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ec")
    from weighbridge.records.signatures import bundle  # noqa: PLC0415  # beside what it needs
    from weighbridge.targets.signing import keys  # noqa: PLC0415  # as above

    signed = bundle.written(keys.signed(written(STATED), ec.generate_private_key(ec.SECP256R1())))
    (run,) = read({"reproduction.json": signed.encode()}).view(Reproduction, Reading.CLAIMS).runs

    assert (run.signed, run.at.kind) == (True, Kind.ATTESTED)


def test_a_broken_statement_is_a_gap(read: Read) -> None:
    value = json.loads(written(STATED)) | {"predicate": {"result": 3}}
    seen = read({"reproduction.json": json.dumps(value).encode()}).view(
        Reproduction, Reading.CLAIMS
    )

    assert seen.runs == ()
    assert "no statement about a reproduction run" in seen.gaps[0].reason


def test_a_command_states_no_number_and_what_it_is_shown_to_say_does() -> None:
    text = '```sh\necho "accuracy: 0.1"\n```\n\n```console\n$ echo "f1: 0.2"\nrecall: 0.3\n```\n'

    assert [n.text for n in gathering.numbers("REPRODUCE.md", text.encode())] == ["0.3"]
