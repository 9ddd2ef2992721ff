from datetime import date

import pytest

from weighbridge.records.governance import KINDS, Mitigation, Risk, SignOff, parse
from weighbridge.records.governance.writing import append, change, create


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_entry_reads_back_as_it_was(kind: str) -> None:
    entry = KINDS[kind](title="One “quoted” title\nand a line")
    written = parse(create(entry, id="one"), kind=kind, name="x")
    assert (written.entry, written.id, written.problems) == (entry, "one", ())


def test_nested_tables_read_back_as_they_were() -> None:
    risk = Risk(title="x", mitigations=(Mitigation("a"), Mitigation("b", "verified")))
    assert parse(create(risk, id="x"), kind="risk", name="x").entry == risk


def test_a_change_keeps_comments_and_unknown_keys() -> None:
    text = "# why\ntitle = 'x' # here\nours = [1,  2]\n[inherent]\nlikelihood = 'rare'\n"
    changed = change(text, {("inherent", "likelihood"): "likely", ("owner",): "Ada"})
    assert changed.startswith("# why\ntitle = 'x' # here\nours = [1,  2]\n")
    risk = parse(changed, kind="risk", name="x").entry
    assert isinstance(risk, Risk)
    assert (risk.inherent.likelihood, risk.owner) == ("likely", "Ada")


def test_a_change_in_yaml_keeps_comments_and_quotes() -> None:
    changed = change("# why\ntitle: 'x' # here\nours: [1, 2]\n", {("owner",): "Ada"}, yaml=True)
    assert changed == "# why\ntitle: 'x' # here\nours: [1, 2]\nowner: Ada\n"


def test_a_record_is_added_at_the_end_of_its_list() -> None:
    sign_off = SignOff(stage="public", role="safety lead", by="Ada", on=date(2026, 11, 20))
    text = append("title = 'x' # kept\n", "sign-offs", sign_off)
    text = append(text, "sign-offs", sign_off)
    assert "# kept" in text
    assert parse(text, kind="plan", name="x").entry.sign_offs == (sign_off,) * 2  # type: ignore[union-attr]


def test_a_key_is_changed_as_the_file_spells_it() -> None:
    changed = change("review_by = 2026-01-01\n", {("review-by",): date(2027, 1, 1)})
    assert changed == "review_by = 2027-01-01\n"


def test_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        change("a =", {("b",): 1})
