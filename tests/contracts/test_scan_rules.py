"""Every rule of a scan has a page, and every page a rule that some reader can give."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from harm import attacks, benign, more_attacks
from weighbridge import catalogs, readers
from weighbridge.catalogs.vocabularies import scan_rules
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece
from weighbridge.verdicts import manual

_HARM = Path(readers.__file__).parent / "harm"
_GIVEN = re.compile(
    r"(?:Reason\(\s*[\w.\s\[\]]+,\s*|incomplete\(\s*[\w\"-]+,\s*|\.?trick\(\s*|yield \(?\s*"
    r"|Error\(\s*|say\(\s*act,\s*|Shape\(\s*|found\.append\(\s*|rule = |RULE = )"
    r"\"([a-z]+(?:-[a-z]+)+|secret)\""
)


def _written() -> set[str]:
    """The rules that stand in the readers as such."""
    texts = [path.read_text(encoding="utf-8") for path in _HARM.rglob("*.py")]
    return {rule for text in texts for rule in _GIVEN.findall(text)}


def _shapes() -> set[str]:
    record = catalogs.entry("vocabularies", "command-shapes")
    rules = {one["rule"] for one in record["harmful"]}
    return rules | {f"code-{rule}" for rule in rules}


def test_a_rule_that_a_reader_gives_has_a_page() -> None:
    assert sorted(_written() - scan_rules.every().keys()) == []
    assert sorted(_shapes() - scan_rules.every().keys()) == []


def test_a_page_is_of_a_rule_that_a_reader_gives() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in _HARM.rglob("*.py"))
    texts += Path(readers.__file__).parent.joinpath("what_loading_does.py").read_text("utf-8")
    texts += Path(readers.__file__).parents[1].joinpath("scan.py").read_text("utf-8")
    given = _shapes() | {rule for rule in scan_rules.every() if f'"{rule}"' in texts}

    assert sorted(scan_rules.every().keys() - given) == []


def test_no_rule_stands_in_two_groups() -> None:
    text = files(catalogs).joinpath("vocabularies", "scan-rules.toml").read_text("utf-8")
    names = [name for group in tomllib.loads(text)["groups"] for name in group["rules"]]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", sorted(scan_rules.every()))
def test_a_rule_is_explained(rule: str) -> None:
    page = manual.find(rule)

    assert page.title.endswith(".")
    assert "## How to fix" in page.text


def test_what_attacks_and_honest_files_give_has_pages() -> None:
    given = set[str]()
    for _, path, data, _ in (*attacks.every(), *more_attacks.every(), *benign.every()):
        piece = Piece(path, len(data), lambda at, size, held=data: held[at : at + size])
        given |= {reason.rule for reason in look(piece).reasons}

    assert sorted(given - scan_rules.every().keys()) == []
