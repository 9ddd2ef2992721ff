"""TOML as text that people go on editing: tables with their keys, some of them commented out."""

from collections.abc import Iterable, Mapping

Value = str | Iterable[str]


def table(header: str, values: Mapping[str, Value]) -> str:
    """A table; keys whose value is empty are left out."""
    lines = (f"{key} = {_value(value)}\n" for key, value in values.items() if value)
    return f"{header}\n{''.join(lines)}"


def commented(toml: str) -> str:
    """The same lines, each behind a hash and a space, which a person takes away."""
    return "".join(f"# {line}\n" for line in toml.splitlines())


def note(words: str) -> str:
    """A line for people, behind two hashes, so that it stays a comment."""
    return f"## {''.join(c if c.isprintable() else ' ' for c in words)}\n"


def quoted(text: str) -> str:
    r"""A basic string; what does not print stands as `\UNNNNNNNN`.

    Source: TOML 1.0.0, "String" (basic strings; escapes must be Unicode scalar values).
    """
    return f'"{"".join(map(_letter, text))}"'


def _letter(letter: str) -> str:
    if letter in {'"', "\\"}:
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\U{0xFFFD if 0xD800 <= code < 0xE000 else code:08X}"


def _value(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    return f"[{', '.join(map(quoted, value))}]"
