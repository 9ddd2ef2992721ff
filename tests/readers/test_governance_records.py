from conftest import Read
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Register, Risk


def test_an_entry_in_the_governance_folder_is_read(read: Read) -> None:
    register = read({"governance/risks/fire.toml": b"title = 'Fire'"}).view(
        Register, Reading.CLAIMS
    )
    ((recorded, risk),) = register.of(Risk)
    assert (recorded.id, risk.title) == ("fire", "Fire")


def test_a_folder_of_the_same_name_elsewhere_is_somebody_elses(read: Read) -> None:
    files = {"src/risks/fire.toml": b"title = 'Fire'"}
    assert read(files).view(Register, Reading.CLAIMS).entries == ()


def test_an_entry_elsewhere_says_that_it_is_one(read: Read) -> None:
    files = {"safety/risks/fire.yaml": b"schema: weighbridge/risk/1\ntitle: Fire"}
    assert len(read(files).view(Register, Reading.CLAIMS).entries) == 1


def test_a_problem_points_at_its_line(read: Read) -> None:
    files = {"governance/plan.toml": b"title = 'x'\nstages = 1"}
    (broken,) = read(files).view(Register, Reading.CLAIMS).broken
    assert broken.problems[0].at.lines == (2, 2)
