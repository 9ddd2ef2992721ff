"""What each scanner says of the generated attacks and honest files, side by side.

Run as `python benchmarks/scan_peers.py picklescan=PYTHON modelscan=PYTHON fickling=PYTHON
modelaudit=PYTHON`, each the Python of an environment that holds it (fickling needs
`typing_extensions` besides, modelaudit its `[all]`). Every scanner goes over all files in one
process of its own, so that none pays for starting up.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

_ROOT = Path(__file__).parents[1]
_LOOP = """
import contextlib, io, json, signal, sys, warnings
warnings.simplefilter("ignore")
def late(*_): raise TimeoutError
signal.signal(signal.SIGALRM, late)
for path in sys.stdin.read().splitlines():
    signal.alarm(30)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            word = told(path)
    except BaseException as error:
        word = "error"
    signal.alarm(0)
    print(json.dumps([path, word]), flush=True)
"""
_PEERS = {
    "weighbridge": """
from weighbridge.scan import scan
def told(path):
    [one] = scan(path)
    word = one.verdict.harm.value
    return {"data-only": "passed", "incomplete": "error"}.get(word, "flagged")
""",
    "picklescan": """
from picklescan.scanner import scan_file_path
def told(path):
    found = scan_file_path(path)
    return "flagged" if found.issues_count else "error" if found.scan_err else "passed"
""",
    "fickling": """
import fickling
def told(path):
    return "passed" if fickling.is_likely_safe(path) else "flagged"
""",
    "modelscan": """
from modelscan.modelscan import ModelScan
from modelscan.settings import DEFAULT_SETTINGS
def told(path):
    found = ModelScan(settings=DEFAULT_SETTINGS).scan(path)
    if found["summary"]["total_issues"]: return "flagged"
    return "error" if found["errors"] else "passed"
""",
    "modelaudit": """
import os
os.environ["PROMPTFOO_DISABLE_TELEMETRY"] = "1"
os.environ["NO_ANALYTICS"] = "1"
from modelaudit.core import scan_model_directory_or_file
def told(path):
    found = scan_model_directory_or_file(path)
    severities = {str(getattr(i.severity, "value", i.severity)) for i in found.issues}
    if severities & {"warning", "critical"}: return "flagged"
    return "error" if found.has_errors else "passed"
""",
}


def main() -> None:
    """Print, for each scanner, how many attacks and honest files it flags, passes or fails on."""
    pythons = {"weighbridge": sys.executable} | dict(one.split("=", 1) for one in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        bad, good = written(Path(folder))
        print(f"{'scanner':14}{'attacks: flagged':>18}{'error':>8}{'passed':>8}"
              f"{'honest: flagged':>18}{'error':>8}{'passed':>8}{'seconds':>10}")  # fmt: skip
        for name, python in pythons.items():
            start = perf_counter()
            words = told(python, _PEERS[name], [*bad, *good])
            took = perf_counter() - start
            cells = [Counter(words.get(path, "error") for path in paths) for paths in (bad, good)]
            print(f"{name:14}" + "".join(
                f"{cell['flagged']:>18}{cell['error']:>8}{cell['passed']:>8}" for cell in cells
            ) + f"{took:>10.1f}", flush=True)  # fmt: skip


def written(folder: Path) -> tuple[list[str], list[str]]:
    """Write every file of the tests' generators; the attacks, and the honest data."""
    sys.path.insert(0, str(_ROOT / "tests"))
    from harm import attacks, benign, more_attacks  # noqa: PLC0415  # tests are no package

    bad = [(name, data) for _, name, data, _ in (*attacks.every(), *more_attacks.every())]
    good = [(name, data) for _, name, data, word in benign.every() if word == "data-only"]
    return _put(folder / "bad", bad), _put(folder / "good", good)


def _put(folder: Path, files: list[tuple[str, bytes]]) -> list[str]:
    paths = []
    for number, (name, data) in enumerate(files):
        path = folder / f"{number:03}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        paths.append(str(path))
    return paths


def told(python: str, definition: str, paths: list[str]) -> dict[str, str]:
    """What one scanner says of each file."""
    done = subprocess.run(
        [python, "-c", definition + _LOOP], input="\n".join(paths),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))


if __name__ == "__main__":
    main()
