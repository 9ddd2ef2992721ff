"""The tour of the rooms: each package with the sentence it opens with."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "weighbridge"


def files() -> dict[str, str]:
    """The page."""
    return {"docs/reference/rooms.md": _page()}


def tour() -> list[tuple[str, str]]:
    """Every room and its sentence, sorted."""
    found = []
    for init in sorted(SOURCE.glob("*/__init__.py")):
        sentence = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        found.append((init.parent.name, " ".join(sentence.split())))
    return found


def _page() -> str:
    rows = [f"| `{room}` | {sentence} |" for room, sentence in tour()]
    return "\n".join(["# Rooms", "", "| Room | Holds, and must never |", "|---|---|", *rows, ""])
