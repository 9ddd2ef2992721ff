from conftest import Read
from weighbridge.facts.data import Data
from weighbridge.facts.provenance import Kind, Reading

TEXT = b"""
[[answers]]
question = "labeling"
holds = true
evidence = ["DATA_CARD.md", "https://doi.org/10.5281/zenodo.1", "https://example.org"]
by = "Ada Example"
"""


def test_an_answer_is_declared_and_points_at_its_lines(read: Read) -> None:
    data = read({"governance/data-information.toml": TEXT}).view(Data, Reading.CLAIMS)
    (answer,) = data.answers

    assert answer.at.kind is Kind.DECLARED
    assert answer.at.lines == (2, 6)
    assert answer.pinned == ("https://doi.org/10.5281/zenodo.1",)


def test_the_attestation_of_another_project_is_not_ours(read: Read) -> None:
    data = read({"vendor/data-information.toml": TEXT}).view(Data, Reading.CLAIMS)

    assert data.answers == ()


def test_a_broken_file_gives_a_gap_with_cause_and_remedy(read: Read) -> None:
    data = read({"data-information.toml": b"answers = 1"}).view(Data, Reading.CLAIMS)
    (gap,) = data.gaps

    assert gap.reason.endswith("`answers` is not a list of tables.")
    assert gap.remedy == "Write `[[answers]]` for each."
