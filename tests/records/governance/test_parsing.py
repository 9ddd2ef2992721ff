from datetime import date

from weighbridge.records.governance import Decision, Likelihood, Objective, Plan, Risk, parse

RISK = """\
# Found in the first red-team round.
id = "leaks-names"
title = "The model repeats names of private people"
likelihood-note = "kept as it is"
owner = "data lead"
review-by = 2027-01-31

[inherent]
likelihood = "likely"
severity = "major"

[[mitigations]]
title = "Names are removed from the training data"
state = "verified"
evidence = ["evaluation/names.json"]
"""


def test_a_risk_is_read_with_its_nested_tables() -> None:
    written = parse(RISK, kind="risk", name="x")
    assert isinstance(written.entry, Risk)
    assert (written.id, written.problems) == ("leaks-names", ())
    assert written.entry.inherent.likelihood is Likelihood.LIKELY
    assert written.entry.mitigations[0].evidence == ("evaluation/names.json",)
    assert written.entry.review_by == date(2027, 1, 31)


def test_a_key_that_the_kind_does_not_have_is_kept_aside() -> None:
    assert dict(parse(RISK, kind="risk", name="x").unknown) == {"likelihood-note": "kept as it is"}


def test_lines_are_told_for_nested_keys() -> None:
    written = parse(RISK, kind="risk", name="x")
    assert written.line("mitigations", 0, "evidence") == 15
    assert written.line("inherent") == 8
    assert written.line("mitigations", 0, "owner") == 12


def test_yaml_says_the_same_as_toml() -> None:
    text = "title: Ship it\nstatus: accepted\ndate: 2026-11-20\ndeciders:\n- role: board\n"
    written = parse(text, kind="decision", name="ship", yaml=True)
    assert isinstance(written.entry, Decision)
    assert written.entry.deciders[0].role == "board"
    assert written.entry.date == date(2026, 11, 20)
    assert written.line("deciders", 0, "role") == 5


def test_the_file_names_an_entry_that_states_no_id() -> None:
    assert parse("title = 'x'", kind="risk", name="fire").id == "fire"


def test_a_wrong_word_is_a_problem_that_lists_the_right_ones() -> None:
    written = parse("direction = 'below'", kind="objective", name="x")
    assert "Write one of: at-least, at-most." in written.problems[0].message


def test_a_wrong_type_is_a_problem_at_its_line() -> None:
    written = parse("title = 'x'\nthreshold = 'low'", kind="objective", name="x")
    assert isinstance(written.entry, Objective)
    assert written.entry.threshold is None
    assert written.problems[0].line == 2


def test_a_boolean_is_no_number() -> None:
    assert parse("samples = true", kind="objective", name="x").problems


def test_a_list_that_is_no_list_is_a_problem() -> None:
    assert "not a list" in parse("stages = 'all'", kind="plan", name="x").problems[0].message


def test_a_problem_in_a_nested_table_points_at_it() -> None:
    text = "[[stages]]\nid = 'a'\n[[stages]]\nid = 'b'\nsoak-days = 'long'\n"
    assert parse(text, kind="plan", name="x").problems[0].line == 5


def test_what_is_no_toml_is_one_problem_with_its_line() -> None:
    (problem,) = parse("a = 1\nb = ?\nc = 1", kind="risk", name="x").problems
    assert problem.line == 2


def test_what_is_no_yaml_mapping_is_a_problem() -> None:
    assert parse("- a\n- b\n", kind="risk", name="x", yaml=True).problems


def test_the_last_stage_entered_is_where_a_plan_stands() -> None:
    text = "[[entered]]\nstage = 'internal'\n[[entered]]\nstage = 'public'\n"
    plan = parse(text, kind="plan", name="x").entry
    assert isinstance(plan, Plan)
    assert plan.current == "public"
