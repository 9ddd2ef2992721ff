"""The process that imports a person's function, on their explicit request, and calls it for each
line; whatever it prints goes to stderr, so that it cannot pass for an answer.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

Function = Callable[[Mapping[str, Any]], object]


def main(spec: str) -> None:
    """Answer line by line until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    called = _found(spec)
    for line in sys.stdin:
        item = json.loads(line)
        answers.write(json.dumps(_answer(called, item)) + "\n")
        answers.flush()


def _found(spec: str) -> Function:
    module, _, name = spec.partition(":")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    called: Function = found
    return called


def _answer(called: Function, item: Mapping[str, Any]) -> dict[str, Any]:
    try:
        said = called(item)
    except Exception as error:  # noqa: BLE001  # whatever a function raises is its answer
        return {"id": item.get("id"), "error": f"{type(error).__name__}: {error}"}
    return {"id": item.get("id"), "prediction": _plain(said)}


def _plain(said: object) -> object:
    """A verdict as JSON has it; numpy's truth values are such too."""
    if isinstance(said, bool | int) or said is None:
        return said
    plain = getattr(said, "item", None)
    return plain() if callable(plain) else repr(said)


if __name__ == "__main__":
    main(sys.argv[1])
