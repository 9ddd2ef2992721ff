"""Energy and emissions of a run, as codecarbon leaves them in `emissions.csv` and `.json`."""

import json
from collections.abc import Iterator, Mapping
from csv import DictReader, Error
from io import StringIO
from math import isfinite
from typing import Any

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.training import Emission
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader

_MOST = 100
"""Runs of one file that are told."""
_NEEDED = {"emissions", "energy_consumed"}
_REMEDY = "Put the file in as codecarbon wrote it."


@reader(
    names=("*emissions*.csv", "*emissions*.json"), gives=(Emission, Gap), topic="training",
    whole=True,
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read each run.

    Source: codecarbon documentation, "Output" (`duration` in seconds, `emissions` in kg of CO2
    equivalent, `energy_consumed` in kWh), and `EmissionsData` of codecarbon 3.
    """
    if blob.cut or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    try:
        rows = _json(blob) if blob.suffix == ".json" else _table(blob)
    except (ValueError, RecursionError, Error) as error:
        reason = f"{blob.path} could not be read: {str(error)[:120]}."
        yield Gap(blob.evidence(), reason, _REMEDY, "training")
        return
    for line, row in rows[:_MOST]:
        if row.keys() >= _NEEDED:
            yield _emission(blob, line, row)


def _table(blob: Blob) -> list[tuple[int, Mapping[str, Any]]]:
    lines = DictReader(StringIO(blob.text()))
    return [(lines.line_num, row) for _, row in zip(range(_MOST), lines, strict=False)]


def _json(blob: Blob) -> list[tuple[int, Mapping[str, Any]]]:
    value = json.loads(blob.data())
    rows = value if isinstance(value, list) else [value]
    return [(1, row) for row in rows if isinstance(row, dict)]


def _emission(blob: Blob, line: int, row: Mapping[str, Any]) -> Emission:
    version = _text(row, "codecarbon_version")
    parts = (_text(row, "gpu_model"), _text(row, "cpu_model"))
    return Emission(
        at=blob.evidence(line=line),
        tool=f"codecarbon {version}".strip(),
        run=_text(row, "project_name"),
        seconds=_number(row, "duration"),
        energy=_number(row, "energy_consumed"),
        emissions=_number(row, "emissions"),
        region=_text(row, "region") or _text(row, "country_name"),
        hardware="; ".join(filter(None, parts)),
    )


def _number(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    try:
        number = float(value) if isinstance(value, str | int | float) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) and number >= 0 else None


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split())[:200] if isinstance(value, str) else ""
