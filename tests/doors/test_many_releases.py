"""Many releases in one command: judged side by side, told in order, none lost."""

import json
import subprocess
import sys
from pathlib import Path

RECORD = """framework:
  name: 'Model Openness Framework'
  version: '1.0'
  date: '2024-12-15'
release:
  name: 'Model {number}'
  version: '1'
  license:
    distribution: {{name: 'Apache-2.0', path: ''}}
  components:
    - name: 'Model card'
"""
COUNT = 30


def _records(folder: Path) -> list[str]:
    files = [folder / f"{number:02}.yml" for number in range(COUNT)]
    for number, file in enumerate(files):
        file.write_text(RECORD.format(number=number), encoding="utf-8")
    return [str(file) for file in files]


def _audit(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "weighbridge", "audit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_has_its_report_in_order(tmp_path: Path) -> None:
    done = _audit(*_records(tmp_path), "--format", "jsonl")

    names = [json.loads(line)["release"] for line in done.stdout.splitlines()]
    assert names == [f"Model {number}" for number in range(COUNT)]
    assert done.returncode == 0


def test_one_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    records = _records(tmp_path)
    done = _audit(*records[:10], str(tmp_path / "nowhere"), *records[10:], "--format", "jsonl")

    assert len(done.stdout.splitlines()) == COUNT
    assert "nowhere" in done.stderr
    assert done.returncode == 2


def test_together_they_say_what_each_says_alone(tmp_path: Path) -> None:
    records = _records(tmp_path)
    together = _audit(*records, "--format", "jsonl", "--as-of", "2026-11-20").stdout
    alone = _audit(records[3], "--format", "jsonl", "--as-of", "2026-11-20").stdout

    assert together.splitlines()[3] == alone.strip()
