"""Pictures hold a framework's own words, and say where each comes from."""

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.verdicts.conclusions import conclude
from weighbridge.verdicts.frameworks import Framework, from_toml, load
from weighbridge.verdicts.report import Verdict

PICTURE = {
    "title": "Picture",
    "version": "1",
    "shape": "grid",
    "source": "https://example.org",
    "read": "2026-11-20",
    "otherwise": "closed",
    "scores": {"open": 1.0, "partial": 0.5, "closed": 0.0},
    "rows": [
        {
            "id": "data",
            "title": "Data",
            "values": {"open": {"all-of": ["here", "whole"]}, "partial": "here"},
        }
    ],
}


def _drawn(outcomes: dict[str, Outcome], framework: Framework | None = None) -> Verdict:
    findings = {
        check: [Finding(found, f"{check} is {found}.", (Evidence("part", f"{check}.txt"),), check)]
        for check, found in outcomes.items()
    }
    return conclude(framework or from_toml("picture", PICTURE), "evidence", outcomes, findings)


def _word(**outcomes: Outcome) -> str:
    return _drawn(outcomes).cells[0].value


def test_the_strongest_word_that_holds_is_given() -> None:
    assert _word(here=Outcome.PASS, whole=Outcome.PASS) == "open"


def test_a_weaker_word_holds_where_the_stronger_is_open_still() -> None:
    assert _word(here=Outcome.PASS, whole=Outcome.UNKNOWN) == "partial"


def test_nothing_known_is_unknown() -> None:
    assert _word(here=Outcome.UNKNOWN, whole=Outcome.FAIL) == "unknown"


def test_nothing_there_is_the_last_word() -> None:
    assert _word(here=Outcome.FAIL, whole=Outcome.FAIL) == "closed"


def test_a_cell_points_at_the_bytes_that_decided() -> None:
    cell = _drawn({"here": Outcome.PASS, "whole": Outcome.UNKNOWN}).cells[0]

    assert [at.path for at in cell.evidence] == ["here.txt"]
    assert cell.note == "here is pass."


def test_the_score_is_the_frameworks_own_mean() -> None:
    assert _drawn({"here": Outcome.PASS, "whole": Outcome.FAIL}).score == 0.5


def test_no_score_is_made_where_a_framework_defines_none() -> None:
    assert _drawn({}, load("three-pictures")).score is None
    assert _drawn({}, load("four-freedoms")).score is None


def test_the_european_index_has_its_twelve_dimensions() -> None:
    cells = load("osai-index-2026-03").cells

    assert [cell.row for cell in cells] == [
        "datasources_basemodel",
        "datasources_endmodel",
        "weights_basemodel",
        "weights_endmodel",
        "trainingcode",
        "code",
        "hardware_architecture",
        "preprint",
        "paper",
        "modelcard",
        "datasheet",
        "licenses",
    ]


def test_each_freedom_is_asked_of_each_component() -> None:
    cells = load("four-freedoms").cells

    assert len(cells) == 18 * 4
    assert {cell.column for cell in cells} == {"use", "study", "modify", "share"}
