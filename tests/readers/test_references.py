import pytest

from weighbridge.readers.references import PAPER, REPORT, references

ENTRY = """
```bibtex
@article{example2026tiny,
  title={{Tiny}: a small model},
  author={Example, Ada and Sample, Ben},
  journal={arXiv preprint arXiv:2601.00001},
}
```
"""
OTHER = ENTRY.replace("2601.00001", "1706.03762").replace(
    "Example, Ada and Sample, Ben", "A. Stranger"
)


def _named(text: str) -> list[str]:
    return [one.identifier for one in references(text)]


def test_an_entry_under_a_citation_heading_is_the_release_s_paper() -> None:
    (one,) = references(f"# Tiny\n\n## Citation\n{ENTRY}")

    assert (one.identifier, one.title, one.lines) == (
        "arXiv:2601.00001",
        "Tiny: a small model",
        (6, 10),
    )
    assert one.components == (PAPER,)


def test_an_entry_in_an_acknowledgement_is_not() -> None:
    assert _named(f"# Tiny\n\n## Thanks\n{ENTRY}") == []


def test_an_entry_for_somebody_else_s_dataset_is_not() -> None:
    assert _named(f"# Tiny\n\n## CodeSearch citation\n{ENTRY}") == []


def test_an_entry_for_the_original_model_is_not() -> None:
    assert _named(f"# Tiny\n\n## Citation\n\nPlease cite the original model:\n{ENTRY}") == []


def test_a_second_entry_counts_where_an_author_is_shared() -> None:
    second = ENTRY.replace("2601.00001", "2602.00002").replace("Example, Ada", "Ada Example")

    assert _named(f"## Citation\n{ENTRY}{second}") == ["arXiv:2601.00001", "arXiv:2602.00002"]


def test_a_second_entry_by_strangers_does_not_count() -> None:
    assert _named(f"## Citation\n{ENTRY}{OTHER}") == ["arXiv:2601.00001"]


@pytest.mark.parametrize(
    "line",
    [
        "[Demo](https://example.org) | [Paper](https://arxiv.org/abs/2601.00001v2)",
        "[![arXiv](https://img.shields.io/badge/arXiv-2601.00001-b31b1b.svg)](https://arxiv.org/pdf/2601.00001)",
        "<a href='https://huggingface.co/papers/2601.00001'><img src='https://img.shields.io/badge/Paper-ICML-red'>",
        "- 📜 [Paper](https://arxiv.org/abs/2601.00001)",
        "[research paper](https://arxiv.org/abs/2601.00001)",
        "We describe it in our [paper](https://arxiv.org/abs/2601.00001).",
        "See our paper [Tiny: a small model](https://arxiv.org/abs/2601.00001).",
        "You can find a copy of the paper [here](https://arxiv.org/abs/2601.00001).",
        "[Paper][1]\n\n[1]: https://arxiv.org/abs/2601.00001",
    ],
)
def test_a_label_at_the_top_names_the_release_s_paper(line: str) -> None:
    assert _named(f"# Tiny\n\n{line}\n") == ["arXiv:2601.00001"]


@pytest.mark.parametrize(
    "line",
    [
        "We use [attention](https://arxiv.org/abs/1706.03762).",
        "As in the original [paper](https://arxiv.org/abs/1706.03762).",
        "It was introduced in [this paper](https://arxiv.org/abs/1706.03762).",
        "| Pipeline | [Paper](https://arxiv.org/abs/1706.03762) |",
        "- Others: [code](https://example.org), [paper](https://arxiv.org/abs/1706.03762)",
        "[1]: A. Stranger. arXiv preprint [arXiv:1706.03762](https://arxiv.org/abs/1706.03762)",
    ],
)
def test_a_paper_of_others_is_left_out(line: str) -> None:
    assert _named(f"# Tiny\n\n{line}\n") == []


def test_labels_far_below_the_top_are_left_out() -> None:
    assert _named("# Tiny\n" + "\n" * 60 + "[Paper](https://arxiv.org/abs/1706.03762)") == []


def test_a_list_of_labelled_papers_is_a_list_of_other_people_s() -> None:
    lines = [f"[Paper](https://arxiv.org/abs/1706.0376{n})" for n in range(4)]

    assert _named("# Reading\n\n" + "\n\n".join(lines)) == []


def test_a_link_called_technical_report_is_one_and_an_archived_paper_too() -> None:
    (one,) = references("# Tiny\n\n[Technical Report](https://arxiv.org/abs/2601.00001)\n")

    assert one.components == (PAPER, REPORT)


def test_a_report_that_no_archive_keeps_is_a_report_only() -> None:
    (one,) = references("# Tiny\n\n[Technical Report](https://example.org/tiny.pdf)\n")

    assert (one.components, one.archived) == ((REPORT,), False)


def test_a_card_on_arxiv_is_a_report_and_no_paper() -> None:
    text = f"## Citation\n{ENTRY.replace('a small model', 'Model Card')}"

    assert [one.components for one in references(text)] == [(REPORT,)]


def test_a_tag_of_the_front_matter_names_the_paper() -> None:
    (one,) = references("---\ntags:\n- arxiv:2601.00001\n---\n# Tiny\n")

    assert (one.identifier, one.lines) == ("arXiv:2601.00001", (3, 3))


def test_a_deposit_of_software_is_no_paper() -> None:
    text = "## Citation\n\n@software{tiny, author={Ada Example}, doi={10.5281/zenodo.123}}\n"

    assert references(text) == []


def test_a_published_work_without_an_identifier_is_named_by_its_title() -> None:
    text = (
        "## Citation\n\n@inproceedings{t, title={Tiny}, author={A B and C D}, booktitle={Proc.}}\n"
    )

    assert [(one.identifier, one.link) for one in references(text)] == [("Tiny", "")]


def test_reports_listed_under_words_that_announce_them_are_the_release_s() -> None:
    text = (
        "# Tiny\n\n* Technical reports for metrics:\n"
        "  * [Tiny 1](https://example.org/Tiny1.pdf)\n* Others:\n"
        "  * [Oak](https://example.org/Oak.pdf)\n"
    )
    assert [(r.link, r.components) for r in references(text)] == [
        ("https://example.org/Tiny1.pdf", ("technical-report",))
    ]
