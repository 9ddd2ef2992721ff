import pytest

from conftest import Read
from weighbridge.facts.card import Cards, Section, Substance
from weighbridge.facts.components import Components
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.readers.sample_outputs import derive, shown_in


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("samples/jazz/output_0.wav", "samples"),
        ("sample_outputs/prompts.jsonl", "sample_outputs"),
        ("docs/generations/1.txt", "docs/generations"),
        ("assets/showcase/dance.gif", "assets/showcase"),
        ("sample-output.txt", ""),
        ("samples/outputs.jsonl", "samples"),
        ("samples/input.txt", None),
        ("src/outputs/writer.json", None),
        ("tests/samples/a.wav", None),
        ("examples/run.py", None),
        ("outputs.py", None),
    ],
)
def test_a_path_says_whether_a_file_is_an_output(path: str, folder: str | None) -> None:
    assert shown_in(path) == folder


def test_a_folder_of_outputs_is_seen_once(read: Read) -> None:
    release = read({f"samples/{n}.wav": b"RIFF....WAVE" for n in range(30)})
    (seen,) = release.view(Components, Reading.CLAIMS).of("sample-model-outputs")

    assert seen.note == "30 files in samples"


def test_empty_files_show_nothing(read: Read) -> None:
    release = read({"samples/1.wav": b""})

    assert release.view(Components, Reading.CLAIMS).of("sample-model-outputs") == ()


@pytest.mark.parametrize(
    ("heading", "substance", "count"),
    [
        ("Sample outputs", Substance.SUBSTANTIAL, 1),
        ("🎧 Example generations", Substance.SUBSTANTIAL, 1),
        ("Sample outputs", Substance.PLACEHOLDER, 0),
        ("Model results", Substance.SUBSTANTIAL, 0),
        ("Output format", Substance.SUBSTANTIAL, 0),
    ],
)
def test_a_section_counts_that_shows_outputs(
    heading: str, substance: Substance, count: int
) -> None:
    at = Evidence("release", "README.md", lines=(3, 9))
    section = Section(at, "README.md", "", heading, substance, 40)
    found = list(derive.derive(inventory=Inventory(), cards=Cards(sections=(section,))))

    assert [sighting.at for sighting in found] == [at] * count
