from weighbridge.documents.managed import merge, section

DRAFT = f"# Card\n\n{section('size', '16 parameters')}\n{section('uses', 'None yet.')}"


def test_a_file_that_is_not_there_becomes_the_draft() -> None:
    assert merge(None, DRAFT).text == DRAFT


def test_a_second_run_changes_nothing() -> None:
    assert merge(DRAFT, DRAFT).text == DRAFT


def test_an_untouched_section_is_written_anew() -> None:
    older = DRAFT.replace(section("size", "16 parameters"), section("size", "12 parameters"))
    assert merge(older, DRAFT).text == DRAFT


def test_a_section_that_a_person_changed_stays() -> None:
    changed = DRAFT.replace("None yet.", "For pupils.")
    merged = merge(changed, DRAFT)
    assert (merged.text, merged.kept) == (changed, ("uses",))


def test_words_around_the_sections_stay() -> None:
    existing = f"# Mine\n\nHello.\n\n{section('size', 'old')}\nBye."
    merged = merge(existing, DRAFT).text
    assert merged.startswith("# Mine\n\nHello.\n")
    assert merged.rstrip().endswith("Bye.")


def test_a_missing_section_follows_the_one_before_it() -> None:
    existing = f"# Mine\n\n{section('size', 'old')}\nBye.\n"
    merged = merge(existing, DRAFT).text
    assert merged.index("begin size") < merged.index("begin uses") < merged.index("Bye.")


def test_a_covered_section_is_not_added_beside_the_persons() -> None:
    assert "begin uses" not in merge("# Mine\n", DRAFT, covered=["uses"]).text


def test_adding_to_a_file_twice_changes_nothing_more() -> None:
    once = merge("# Mine\n\n## Uses\nMany.", DRAFT, covered=["uses"]).text
    assert merge(once, DRAFT, covered=["uses"]).text == once


def test_keys_that_front_matter_lacks_are_added_below_the_persons() -> None:
    existing = "---\n# ours\nlicense: 'mit'  # yes\n---\nWords.\n"
    merged = merge(existing, "---\nlicense: apache-2.0\nlanguage: en\n---\nWords.\n").text
    assert merged == "---\n# ours\nlicense: 'mit'  # yes\nlanguage: en\n---\nWords.\n"


def test_front_matter_that_cannot_be_read_is_left_alone() -> None:
    existing = "---\na: [\n---\nWords.\n"
    assert merge(existing, "---\nb: 1\n---\n").text == existing


def test_a_file_without_front_matter_gets_it() -> None:
    assert merge("Words.\n", "---\nb: 1\n---\n").text == "---\nb: 1\n---\nWords.\n"
