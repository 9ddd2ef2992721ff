import pytest

from weighbridge.readers.identifiers import identify, is_pinned


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("https://arxiv.org/pdf/2501.12948v2.pdf", "arXiv:2501.12948"),
        ("https://doi.org/10.48550/arXiv.2501.12948", "arXiv:2501.12948"),
        ("http://arxiv.org/abs/cs/0102003", "arXiv:cs/0102003"),
        ("https://doi.org/10.1038/S41586-021-03819-2", "doi:10.1038/s41586-021-03819-2"),
        ("https://www.biorxiv.org/content/10.1101/622803v4.full.pdf", "doi:10.1101/622803"),
        ("https://www.aclweb.org/anthology/N19-1242.pdf", "ACL:N19-1242"),
        ("https://aclanthology.org/2020.sustainlp-1.16/", "ACL:2020.sustainlp-1.16"),
        ("https://openreview.net/forum?id=XUeoOBid3x", "OpenReview:XUeoOBid3x"),
    ],
)
def test_an_address_is_known_by_its_archive(text: str, identifier: str) -> None:
    found = identify(text)

    assert found is not None
    assert found.text == identifier


@pytest.mark.parametrize(
    "text", ["https://example.org/10", "arxiv", "https://arxiv.org/list/cs.CL"]
)
def test_other_addresses_name_no_paper(text: str) -> None:
    assert identify(text) is None


@pytest.mark.parametrize(
    ("link", "pinned"),
    [
        ("https://doi.org/10.5281/zenodo.1", True),
        ("https://huggingface.co/datasets/a/b/tree/" + "0a" * 20, True),
        ("https://arxiv.org/abs/2501.12948", True),
        ("https://huggingface.co/datasets/a/b/tree/main", False),
        ("data/" + "0a" * 20, False),
    ],
)
def test_a_link_is_pinned_by_a_commit_or_an_archived_identifier(link: str, *, pinned: bool) -> None:
    assert is_pinned(link) is pinned
