"""The program that evaluates expressions: a process of its own, with bounds on what it may take.

It is run by its path and imports nothing of this package. It reads one JSON object from stdin,
`{"expressions": [...], "report": {...}, "stage": "..."}`, and prints for each expression one line,
`[outcome, reason]`.
"""

import json
import sys
from typing import Any

_SECONDS = 5
_BYTES = 2 << 30
_LONGEST = 2000
"""Characters of an expression."""


def _bounded() -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


def _emptied(value: Any) -> Any:
    """The shape of a value without what it holds."""
    match value:
        case dict():
            return {key: _emptied(held) for key, held in value.items()}
        case list():
            return []
        case str():
            return ""
        case bool():
            return False
        case float():
            return 0.0
    return None


def _decided(environment: Any, expression: str, variables: dict[str, Any]) -> tuple[str, str]:
    """What an expression comes to; whatever is no plain truth is unknown."""
    if len(expression) > _LONGEST:
        return "unknown", f"it is longer than {_LONGEST:,} characters"
    try:
        compiled = environment.compile(expression)
        value = compiled.eval(data=variables).plain_value()
        if value is not True:
            return _otherwise(value)
        bare = variables | {"report": _emptied(variables["report"])}
        if compiled.eval(data=bare).plain_value() is True:
            return "unknown", "it holds of an empty report too, so nothing in the release shows it"
    except Exception as error:  # noqa: BLE001  # every error means the same
        return "unknown", str(error).partition("\n")[0]
    return "pass", ""


def _otherwise(value: Any) -> tuple[str, str]:
    if value is False:
        return "fail", "it does not hold"
    words = value if isinstance(value, str) else f"it gives {type(value).__name__}, no truth"
    return "unknown", str(words).partition("\n")[0]


def main() -> int:
    """Evaluate what stdin asks for."""
    asked = json.loads(sys.stdin.buffer.read(), parse_int=float)
    _bounded()
    try:
        from cel_expr_python import cel  # noqa: PLC0415  # an extra
    except ImportError:
        return 3
    kinds = {"report": cel.Type("dyn"), "stage": cel.Type.STRING}
    environment = cel.NewEnv(variables=kinds)
    variables = {name: asked[name] for name in kinds}
    for expression in asked["expressions"]:
        line = json.dumps(_decided(environment, expression, variables))
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
