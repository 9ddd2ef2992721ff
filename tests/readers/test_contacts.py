import pytest

from conftest import Read
from weighbridge.facts.governance import Governance
from weighbridge.facts.provenance import Reading


def addresses(read: Read, name: str, text: str) -> list[str]:
    governance = read({name: text.encode()}).view(Governance, Reading.CLAIMS)
    return [one.address for one in governance.contacts]


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("SECURITY.md", "Write to safety@tiny.eu, please.", "safety@tiny.eu"),
        ("SUPPORT.md", "Ask at https://github.com/acme/tiny/issues.",
         "https://github.com/acme/tiny/issues"),
        ("CITATION.cff", "    email: ada@tiny.eu", "ada@tiny.eu"),
    ],
)  # fmt: skip
def test_an_address_is_read(read: Read, name: str, text: str, address: str) -> None:
    assert addresses(read, name, text) == [address]


@pytest.mark.parametrize(
    "text",
    ["Write to you@example.com.", "Write to [INSERT CONTACT METHOD].", "See a@b", "TBD"],
)
def test_what_is_no_address_is_left_out(read: Read, text: str) -> None:
    assert addresses(read, "SECURITY.md", text) == []


def test_a_readme_is_not_searched(read: Read) -> None:
    assert addresses(read, "README.md", "Write to ada@tiny.eu.") == []
