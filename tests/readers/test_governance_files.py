import pytest

from conftest import Read
from weighbridge.facts.governance import Governance
from weighbridge.facts.provenance import Reading
from weighbridge.readers.governance_files import role_of


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("SECURITY.md", "security"),
        (".github/CODE_OF_CONDUCT.md", "conduct"),
        ("docs/CONTRIBUTING.rst", "contributing"),
        ("CODEOWNERS", "maintainers"),
        ("CHANGELOG", "changelog"),
        ("CITATION.cff", "citation"),
        ("USE_POLICY.md", "acceptable-use"),
        (".github/ISSUE_TEMPLATE/bug.yml", "issue-template"),
        ("security.py", ""),
        ("vendor/SECURITY.md", ""),
        ("NOTICE.md", "notice"),
    ],
)
def test_place_and_name_say_which_document_a_file_is(path: str, role: str) -> None:
    assert role_of(path) == role


def test_comments_and_headings_are_no_words(read: Read) -> None:
    release = read({"SECURITY.md": b"# Security\n\n<!-- how to\nreport -->\n\nWrite to us.\n"})
    (file,) = release.view(Governance, Reading.CLAIMS).files

    assert file.words == 3
