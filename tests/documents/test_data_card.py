from conftest import Read
from weighbridge.card import judge_card
from weighbridge.documents.drafts import data_card
from weighbridge.documents.drafts.data_card import splits
from weighbridge.documents.record import build

FILES = {"data/train.jsonl": b'{"a": 1}\n{"a": 2}\n', "data/test.jsonl": b'{"a": 3}\n'}


def text(read: Read, files: dict[str, bytes]) -> str:
    draft = data_card.draft(build(read(files)))
    assert draft is not None
    return draft.text


def test_a_release_without_data_has_no_card(read: Read) -> None:
    assert data_card.draft(build(read({"notes.txt": b"Hello."}))) is None


def test_files_and_splits_are_counted(read: Read) -> None:
    card = text(read, FILES)
    assert "| `data/train.jsonl` | JSON lines | training | 2 | 18 bytes |" in card
    assert "- **Evaluation:** 1 file, 1 record, 9 bytes" in card


def test_records_that_were_not_counted_have_no_total() -> None:
    rows = [{"role": "training", "records": 3, "size": 9}, {"role": "training", "records": None,
                                                           "size": 9}]  # fmt: skip
    assert splits(rows) == [{"role": "training", "files": 2, "records": None, "size": 18}]


def test_the_judge_of_cards_tells_filled_sections_from_open_ones(read: Read) -> None:
    judged = judge_card("DATA_CARD.md", text(read, FILES).encode(), of_data=True)
    asked = set(data_card._ORDER)
    assert {name for name in asked if judged.sections[name] == "substantial"} == {"composition"}
    assert {name for name in asked if judged.sections[name] == "missing"} == set()


def test_a_licence_of_the_data_is_told_with_its_place(read: Read) -> None:
    reuse = b'version = 1\n[[annotations]]\npath = "data/**"\n'
    reuse += b'SPDX-FileCopyrightText = "Ada"\nSPDX-License-Identifier = "CC0-1.0"\n'
    card = text(read, {**FILES, "REUSE.toml": reuse})
    assert "`CC0-1.0` (stated in `REUSE.toml`)" in card


def test_the_licence_of_the_model_is_no_word_on_the_data(read: Read) -> None:
    model = b"---\nlicense: mit\npipeline_tag: fill-mask\n---\n# Tiny\n\nIt guesses words.\n"
    assert "MIT" not in text(read, {**FILES, "README.md": model})


def test_named_datasets_are_sources(read: Read) -> None:
    model = b"---\ndatasets: [acme/words]\nlicense: mit\n---\n# Tiny\n\nIt guesses words.\n"
    assert "- `acme/words`" in text(read, {"README.md": model})
