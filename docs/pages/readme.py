"""The parts of the README that are printed by the program or told by the code."""

import re
from datetime import date
from pathlib import Path

from docs.pages import rooms

from weighbridge.audit import audit, open_release
from weighbridge.formats import text

ROOT = Path(__file__).parents[2]
_DAY = date(2026, 11, 20)
"""The day the shown output was judged as of; the demo judges as of today."""


def files() -> dict[str, str]:
    """The README with its managed parts filled in."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, content in (("demo", _demo()), ("rooms", _rooms())):
        pattern = rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)"
        readme = re.sub(pattern, lambda m, c=content: m[1] + c + m[2], readme, flags=re.DOTALL)
    return {"README.md": readme}


def _demo() -> str:
    release = open_release(str(ROOT / "examples" / "complete"), as_of=_DAY)
    shown = text.render([audit(release)])
    command = "$ weighbridge audit examples/complete"
    return f"```console\n$ make demo\n\n{command}\n\n{shown.rstrip()}\n…\n```\n"


def _rooms() -> str:
    rows = [f"| `{room}` | {sentence} |" for room, sentence in rooms.tour()]
    return "\n".join(["| Room | Holds, and must never |", "|---|---|", *rows, ""])
