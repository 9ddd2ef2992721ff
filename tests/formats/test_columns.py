from weighbridge.formats._columns import cells, whole, wrapped


def test_a_wide_letter_takes_two_cells_and_a_mark_none() -> None:
    assert cells("模型") == 4
    assert cells("e\u0301") == 1


def test_wide_letters_wrap_where_the_terminal_would() -> None:
    lines = wrapped("模型 " * 20, 24).splitlines()

    assert max(map(cells, lines)) <= 24


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrapped("x" * 50, 25, "> ", "  ") == "> " + "x" * 23 + "\n  " + "x" * 23 + "\n  xxxx"


def test_a_phrase_tied_together_stays_together() -> None:
    assert wrapped(f"{'a ' * 8}{whole('kept together')}", 24) == "a a a a a a a a\nkept together"


def test_a_narrow_terminal_still_gets_whole_words() -> None:
    assert wrapped("a readable sentence", 3) == "a readable sentence"


def test_a_phrase_longer_than_the_line_is_parted_between_its_words() -> None:
    assert wrapped(whole("seven words that fit no single line"), 20) == (
        "seven words that fit\nno single line"
    )
