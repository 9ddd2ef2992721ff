import pytest

from conftest import Read
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.governance import Governance
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.readers.papers import component_of

PDF = b"%PDF-1.7\n1 0 obj\n<< /Title (Tiny \\(v1\\): Technical Report) >>\nendobj\n%%EOF\n"
PAPER_TEXT = (
    "# Tiny: a small model\n\n## Abstract\n\n{0}\n\n## Method\n\n{0}\n\n## Results\n\n{0}\n"
).format("We train a small model on a small corpus and report what it learns. " * 5)


def _seen(release: Release, component: str) -> list[tuple[Presence, str]]:
    seen = release.view(Components, Reading.CLAIMS).of(component)
    return [(sighting.presence, sighting.at.path) for sighting in seen]


@pytest.mark.parametrize(
    ("path", "component"),
    [
        ("paper.pdf", "research-paper"),
        ("docs/tiny-paper-v2.pdf", "research-paper"),
        ("paper/main.tex", "research-paper"),
        ("Tiny_Technical_Report.pdf", "technical-report"),
        ("report.pdf", "technical-report"),
        ("docs/coverage-report.pdf", ""),
        ("paper/figure1.pdf", ""),
        ("references/attention-paper.pdf", ""),
        ("newspaper.pdf", ""),
    ],
)
def test_a_path_says_which_paper_a_file_is(path: str, component: str) -> None:
    assert component_of(path) == component


def test_the_title_of_a_pdf_outweighs_its_name(read: Read) -> None:
    release = read({"paper.pdf": PDF})

    assert _seen(release, "technical-report") == [(Presence.PRESENT, "paper.pdf")]
    (citation,) = release.view(Governance, Reading.CLAIMS).citations
    assert citation.title == "Tiny (v1): Technical Report"


def test_a_title_in_utf_16_is_read(read: Read) -> None:
    title = b"\xfe\xff" + "Größe".encode("utf-16-be")
    release = read({"paper.pdf": b"%PDF-1.4\n/Title <" + title.hex().encode() + b">"})

    assert release.view(Governance, Reading.CLAIMS).citations[0].title == "Größe"


def test_a_paper_that_is_no_pdf_leaves_a_gap(read: Read) -> None:
    release = read({"paper.pdf": b"version https://git-lfs.github.com/spec/v1\n"})

    assert _seen(release, "research-paper") == []
    (gap,) = release.view(Inventory, Reading.CLAIMS).gaps
    assert "Git LFS" in gap.reason


def test_a_text_with_the_sections_of_a_paper_is_one(read: Read) -> None:
    release = read({"paper.md": PAPER_TEXT.encode()})

    assert _seen(release, "research-paper") == [(Presence.PRESENT, "paper.md")]


def test_a_tex_file_is_read_by_its_sections(read: Read) -> None:
    body = "One two three four five six seven eight nine ten. " * 20
    text = "\\title{Tiny}\n\\begin{abstract}\n\\section{Method}\n\\section{Results}\n" + body

    assert _seen(read({"paper/main.tex": text.encode()}), "research-paper") == [
        (Presence.PRESENT, "paper/main.tex")
    ]


def test_a_text_that_announces_a_paper_only_mentions_it(read: Read) -> None:
    release = read({"paper.md": b"# Paper\n\nComing soon.\n"})

    assert _seen(release, "research-paper") == [(Presence.MENTIONED, "paper.md")]


def test_a_readme_s_link_to_a_pdf_of_the_release_makes_it_present(read: Read) -> None:
    readme = b"# Tiny\n\n[Paper](https://github.com/example/tiny/blob/main/Tiny.pdf)\n"
    release = read({"README.md": readme, "Tiny.pdf": PDF})

    assert (Presence.PRESENT, "Tiny.pdf") in _seen(release, "research-paper")


def test_one_paper_cited_in_several_documents_is_seen_once(read: Read) -> None:
    readme = b"# Tiny\n\n[Paper](https://arxiv.org/abs/2601.00001)\n"
    release = read({"README.md": readme, "README_zh.md": readme})

    assert _seen(release, "research-paper") == [(Presence.LINKED, "README.md")]


def test_the_readme_of_a_vendored_project_names_no_paper_of_ours(read: Read) -> None:
    readme = b"# Other\n\n[Paper](https://arxiv.org/abs/2601.00001)\n"

    assert _seen(read({"vendored/README.md": readme}), "research-paper") == []
