from case_files import safetensors
from conftest import Read
from weighbridge.documents.record import State, build

WEIGHTS = safetensors({"w": ["F32", [10]]})
CARD = b"---\nlicense: mit\npipeline_tag: fill-mask\n---\n# Tiny\n\nIt guesses words.\n"


def test_a_statement_without_a_text_is_quoted(read: Read) -> None:
    record = build(read({"README.md": CARD, "model.safetensors": WEIGHTS}))
    field = record["license.model-parameters-final"]
    assert (field.value, field.state) == ("MIT", State.EVIDENCED)


def test_a_statement_whose_text_is_there_is_verified(read: Read) -> None:
    files = {"README.md": CARD, "model.safetensors": WEIGHTS, "LICENSE": b"MIT License\n"}
    field = build(read(files))["license.model-parameters-final"]
    assert field.state is State.VERIFIED
    assert {at.path for at in field.at} == {"README.md", "LICENSE"}


def test_what_differs_stays_as_an_alternative(read: Read) -> None:
    manifest = b'[release]\nname = "tiny"\n[[licenses]]\nexpression = "Apache-2.0"\n'
    files = {"README.md": CARD, "weighbridge.toml": manifest}
    field = build(read(files))["license.release"]
    assert {field.value, *(one.value for one in field.alternatives)} == {"MIT", "Apache-2.0"}


def test_a_component_that_is_not_there_has_no_licence(read: Read) -> None:
    record = build(read({"README.md": CARD}))
    assert record["license.training-code"].state is State.MISSING


def test_the_licence_of_code_is_no_word_on_weights_that_lie_elsewhere(read: Read) -> None:
    card = b"# Tiny\n\nThe [weights](https://huggingface.co/acme/tiny) are on the Hub.\n"
    record = build(read({"README.md": card, "LICENSE": b"MIT License\n", "run.py": b"print()\n"}))
    assert record["license.model-parameters-final"].state is State.MISSING
