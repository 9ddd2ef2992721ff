"""Writes the reference pages that are derived from the code; with `--check`, says which are stale.

Run as `python -m docs.generate [--check]` from the root of the repository.
"""

import sys
from pathlib import Path

from docs.pages import catalogs, checks, commands, frameworks, readme, report, rooms, scan_rules

ROOT = Path(__file__).parent.parent
PAGES = (catalogs, checks, commands, frameworks, readme, report, rooms, scan_rules)


def wanted() -> dict[Path, str]:
    """Every generated file and what it should hold."""
    return {ROOT / path: text for page in PAGES for path, text in page.files().items()}


def stale(files: dict[Path, str]) -> list[Path]:
    """The generated files that differ from what they should hold, and those nobody generates."""
    differing = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    reference = ROOT / "docs" / "reference"
    orphans = [path for path in reference.rglob("*.md") if path not in files]
    return sorted([*differing, *orphans])


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    files = wanted()
    old = stale(files)
    if "--check" in arguments:
        for path in old:
            print(f"{path.relative_to(ROOT)}: stale; run `make generate`.", file=sys.stderr)
        return 1 if old else 0
    for path in old:
        if path not in files:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
