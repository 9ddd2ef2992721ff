import pytest

from conftest import Read
from weighbridge.facts.provenance import Reading
from weighbridge.facts.training import Training

HEAD = "timestamp,project_name,run_id,duration,emissions,energy_consumed,country_name,gpu_model\n"


def training(read: Read, files: dict[str, bytes]) -> Training:
    return read(files).view(Training, Reading.CLAIMS)


def test_each_row_of_a_table_is_a_run(read: Read) -> None:
    text = f"{HEAD}2026,fit,a,3.5,0.1,0.2,Sweden,H200\n2026,tune,b,7,0.2,0.4,Sweden,H200\n"
    first, second = training(read, {"emissions.csv": text.encode()}).emissions
    assert (first.run, first.seconds, first.energy, first.emissions) == ("fit", 3.5, 0.2, 0.1)
    assert (first.region, first.hardware) == ("Sweden", "H200")
    assert second.at.lines == (3, 3)


def test_json_is_read_too(read: Read) -> None:
    text = b'{"duration": 2, "emissions": 0.5, "energy_consumed": 1.5, "codecarbon_version": "3.0"}'
    (found,) = training(read, {"logs/emissions.json": text}).emissions
    assert (found.tool, found.energy) == ("codecarbon 3.0", 1.5)


@pytest.mark.parametrize("value", ["nan", "-1", "inf", "much", ""])
def test_what_is_no_amount_is_not_told(read: Read, value: str) -> None:
    text = f"{HEAD}2026,fit,a,3.5,{value},0.2,,\n"
    (found,) = training(read, {"emissions.csv": text.encode()}).emissions
    assert found.emissions is None


def test_another_table_of_that_name_gives_nothing(read: Read) -> None:
    assert not training(read, {"emissions.csv": b"year,tonnes\n2020,3\n"}).emissions


def test_broken_json_gives_a_gap(read: Read) -> None:
    (gap,) = training(read, {"emissions.json": b'{"duration": '}).gaps
    assert "emissions.json" in gap.reason
    assert gap.remedy
