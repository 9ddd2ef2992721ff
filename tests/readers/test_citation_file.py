from conftest import Read
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.governance import Citation, Governance
from weighbridge.facts.provenance import Reading

HEAD = "cff-version: 1.2.0\ntitle: Tiny\n"


def _citations(read: Read, text: str) -> tuple[Citation, ...]:
    return read({"CITATION.cff": text.encode()}).view(Governance, Reading.CLAIMS).citations


def test_the_preferred_citation_is_the_paper(read: Read) -> None:
    text = HEAD + "preferred-citation:\n  type: article\n  title: Tiny paper\n  doi: 10.1038/x1\n"
    (citation,) = _citations(read, text)

    assert (citation.identifier, citation.title) == ("doi:10.1038/x1", "Tiny paper")
    assert citation.components == ("research-paper",)
    assert citation.at.lines == (4, 4)


def test_a_preferred_citation_of_software_is_no_paper(read: Read) -> None:
    text = HEAD + "preferred-citation:\n  type: software\n  title: Tiny\n  doi: 10.5281/zenodo.1\n"

    assert _citations(read, text) == ()


def test_the_release_s_own_doi_is_a_paper_only_on_arxiv(read: Read) -> None:
    archived = _citations(read, HEAD + "doi: 10.48550/arXiv.2601.00001\n")
    deposited = _citations(read, HEAD + "doi: 10.5281/zenodo.1\n")

    assert [c.identifier for c in archived] == ["arXiv:2601.00001"]
    assert deposited == ()


def test_the_works_it_refers_to_are_other_people_s(read: Read) -> None:
    text = HEAD + "references:\n  - type: article\n    title: Attention\n    doi: 10.1000/1\n"

    assert _citations(read, text) == ()


def test_a_report_is_a_technical_report(read: Read) -> None:
    text = HEAD + "preferred-citation:\n  type: report\n  title: Tiny\n  doi: 10.1000/1\n"

    assert "technical-report" in _citations(read, text)[0].components


def test_a_broken_file_gives_a_gap(read: Read) -> None:
    release = read({"CITATION.cff": b"title: [\n"})
    reasons = [gap.reason for gap in release.view(Inventory, Reading.CLAIMS).gaps]

    assert any("not a readable citation file" in reason for reason in reasons)
