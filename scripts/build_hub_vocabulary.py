"""Rebuild what the Hub knows of tasks and libraries from its own package, which is never installed.

Run as `python scripts/build_hub_vocabulary.py`. It needs npm, node and Babel (for the two-letter
language codes of CLDR), and writes `hub-metadata.toml` among the vocabularies.
"""

# ruff: noqa: INP001, S603, S607, T201  # a script that calls npm and node, and says what it built

import json
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale

PACKAGE = "@huggingface/tasks@0.21.54"
TARGET = Path(__file__).parents[1] / "src/weighbridge/catalogs/vocabularies/hub-metadata.toml"
COUNTED = ["config.json", "config.yaml", "hyperparams.yaml", "params.json", "meta.yaml"]
"""What counts where a library has no query (Hub documentation, "Models Download Stats")."""
_DUMP = """
import * as hub from './package/dist/esm/index.js';
const libraries = {};
for (const [id, known] of Object.entries(hub.MODEL_LIBRARIES_UI_ELEMENTS))
  libraries[id] = known.countDownloads ?? "";
console.log(JSON.stringify({tasks: Object.keys(hub.PIPELINE_DATA), libraries}));
"""


def main() -> None:
    """Fetch the package, ask it, and write the vocabulary."""
    with tempfile.TemporaryDirectory() as folder:
        packed = _said(["npm", "pack", "--silent", PACKAGE], folder).strip()
        subprocess.run(["tar", "xzf", packed], cwd=folder, check=True)
        Path(folder, "dump.mjs").write_text(_DUMP, encoding="utf-8")
        known = json.loads(_said(["node", "dump.mjs"], folder))
    TARGET.write_text("\n".join(_lines(known)) + "\n", encoding="utf-8")
    print(f"{len(known['tasks'])} tasks, {len(known['libraries'])} libraries")


def _said(command: list[str], folder: str) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def _lines(known: dict[str, Any]) -> list[str]:
    languages = sorted(code for code in Locale("en").languages if len(code) == 2)
    return [
        "# What the Hugging Face Hub knows of tasks and libraries, and how it counts downloads:",
        "# a query over file paths per library; libraries without one count `counted-files`.",
        "# Made by scripts/build_hub_vocabulary.py.",
        f'source = "npm {PACKAGE} (MIT); languages of CLDR, as Babel has them"',
        f"read = {date.today().isoformat()}",  # noqa: DTZ011  # the day it was read
        f"counted-files = {json.dumps(COUNTED)}",
        f"tasks = {json.dumps(sorted(known['tasks']))}",
        f"languages = {json.dumps(languages)}",
        "",
        "[libraries]",
        *(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in sorted(known["libraries"].items())),
    ]


if __name__ == "__main__":
    main()
