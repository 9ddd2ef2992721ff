"""Bytes and time of auditing a repository of 70 billion parameters on the Hub, beside what the
Hub's own client needs for the safetensors headers alone, in the same run.

Run as `python benchmarks/hub.py`. The repository lies in sparse files behind a server on this
machine's loopback, so the seconds hold no network; every figure is of a fresh process, the median
of several.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from sources.giant import giant
from sources.hub_server import Hub, serving

RUNS = 5
_NAME = "example/giant-70b"
_IMPORTED = "import weighbridge.audit, huggingface_hub.hf_api"
_HEADERS = f"""
from huggingface_hub import HfApi
assert HfApi().get_safetensors_metadata("{_NAME}").parameter_count["BF16"] > 69e9
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, serving() as hub:
        hub.add(_NAME, giant(Path(folder)))
        environment = {"HF_ENDPOINT": hub.address, "HF_HUB_DISABLE_XET": "1", "HF_HOME": folder}
        environment["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
        os.environ.update(environment)
        print(f"{'what':54} {'seconds':>8} {'bytes':>10} {'requests':>9}")
        _row(hub, "nothing, only imports", _python(_IMPORTED))
        _row(hub, "HfApi.get_safetensors_metadata (headers alone)", _python(_HEADERS))
        audit = ("-m", "weighbridge", "audit", f"hf://{_NAME}", "--format", "json")
        _row(hub, "weighbridge audit (every file)", _run(*audit))


def _python(code: str) -> Callable[[], None]:
    return _run("-c", code)


def _run(*arguments: str) -> Callable[[], None]:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)

    return run


def _row(hub: Hub, what: str, action: Callable[[], None]) -> None:
    action()  # the first run also compiles and asks once for what the client keeps
    times, sent, asked = [], hub.sent, len(hub.requests)
    for _ in range(RUNS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    requests = (len(hub.requests) - asked) // RUNS
    seconds = statistics.median(times)
    print(f"{what:54} {seconds:8.2f} {(hub.sent - sent) // RUNS:10,} {requests:9}")


if __name__ == "__main__":
    main()
