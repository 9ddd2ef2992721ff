"""The decision log, the governance page and a first register, as they are drafted."""

from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from weighbridge import govern
from weighbridge.audit import open_release
from weighbridge.documents import decision_log, governance_page, register_seed
from weighbridge.records.governance import Decider, Decision

EVIL = "# Taken\n<script>alert(1)</script>\n=====\n> *no*"


def page(folder: Path) -> governance_page.Page:
    release = open_release(str(folder), as_of=date(2026, 11, 20), offline=True)
    return governance_page.page(release, govern.asked(release))


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        kind, _, ident = name.partition("__")
        place = folder / "governance" / kind.replace("_", "-") / f"{ident}.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return folder


def test_the_log_is_in_order_of_time_and_what_has_no_date_comes_last() -> None:
    late, early = Decision(date=date(2026, 3, 1)), Decision(date=date(2025, 3, 1))
    text = decision_log.draft([("a", Decision()), ("b", late), ("c", early)])

    assert [line[3] for line in text.splitlines() if line.startswith("## ")] == ["c", "b", "a"]


def test_words_of_a_decision_open_no_heading_and_no_html() -> None:
    one = Decision(title=EVIL, context=EVIL, decision=EVIL, deciders=(Decider(EVIL, EVIL),))
    html = MarkdownIt().render(decision_log.draft([("0001", one)]))

    assert "<script" not in html
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1
    assert "<blockquote>" not in html


def test_a_log_without_decisions_says_so() -> None:
    assert "No decision is recorded." in decision_log.draft([])


def test_an_objective_is_tied_to_its_evidence_and_to_what_remains(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("{}")
    shown = page(
        written(
            tmp_path,
            objectives__few='metric = "leaks"\ndirection = "at-most"\nthreshold = 0.01\n'
            'evidence = ["results.json", "gone.json", "https://example.org/x"]\n',
            risks__names='objective = "few"\ntitle = "It repeats names"\n',
            risks__other='title = "Something else"\n',
        )
    )
    claim = shown.claims[0]

    assert claim.target == "leaks at most 0.01"
    assert [proof.state for proof in claim.proofs] == ["here", "missing", "declared"]
    assert [row.id for row in claim.risks] == ["names"]
    assert [row.id for row in shown.untied] == ["other"]
    assert "Nobody answers for it." in claim.gaps


def test_a_gap_is_shown_as_a_gap(tmp_path: Path) -> None:
    shown = page(
        written(tmp_path, risks__names='[[mitigations]]\ntitle = "a"\nstate = "in-place"\n')
    )
    release = open_release(str(tmp_path), as_of=date(2026, 11, 20), offline=True)

    assert any("without evidence" in gap for gap in shown.risks[0].gaps)
    for text in (govern.publish(release), govern.publish(release, markdown=True)):
        assert "without evidence" in text
        assert "there is no plan." in text


@pytest.mark.parametrize(
    ("bundle", "said"),
    [
        ("", "declared: Cleo Example, without a signature"),
        ("gone.sig", "declared: Cleo Example, but gone.sig is not in the release"),
        ("audit.sig", "hold audit.sig against governance/reviews/audit.toml"),
    ],
)
def test_a_countersignature_is_declared_until_it_is_verified(
    tmp_path: Path, bundle: str, said: str
) -> None:
    (tmp_path / "audit.sig").write_text("{}")
    signed = f'[[countersignatures]]\nby = "Cleo Example"\nbundle = "{bundle}"\n'
    shown = page(written(tmp_path, reviews__audit=f'title = "Audit"\n{signed}'))

    assert said in shown.reviews[0].countersigned
    assert "verified" not in shown.reviews[0].countersigned


def test_the_matrix_holds_every_rated_risk_once() -> None:
    shown = page(Path(__file__).parents[2] / "examples" / "complete")
    cells = [
        number
        for likelihood in governance_page.WORDS["LIKELIHOODS"]
        for severity in governance_page.WORDS["SEVERITIES"]
        for number in shown.cell(likelihood, severity)
    ]
    assert sorted(cells) == [1, 2, 3, 4]


def test_the_page_in_markdown_has_one_title_and_no_html() -> None:
    folder = Path(__file__).parents[2] / "examples" / "complete"
    release = open_release(str(folder), as_of=date(2026, 11, 20), offline=True)
    html = MarkdownIt().enable("table").render(govern.publish(release, markdown=True))

    assert html.count("<h1>") == 1
    assert html.count("<table>") == 3


def test_a_release_tells_what_it_is_by_task_tags_and_architecture(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\npipeline_tag: text-to-image\ntags: [medical]\n---\n")
    (tmp_path / "config.json").write_text('{"architectures": ["WhisperForCTC"]}')
    release = open_release(str(tmp_path), as_of=date(2026, 11, 20), offline=True)

    told = register_seed.told(release)
    assert set(told) == {"image", "text", "generation", "health", "audio", "transcription"}
    assert told["health"] == "README.md: medical"


def test_more_terms_only_add_risks() -> None:
    few = {one.id for one in register_seed.entries({"text"})}
    more = {one.id for one in register_seed.entries({"text", "generation", "elections"})}

    assert few < more
    assert {"elections", "election-interference", "makes-things-up"} <= more - few
