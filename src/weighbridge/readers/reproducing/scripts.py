"""Code blocks of a document as scripts that could be run; nothing is run here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from weighbridge.patterns import lazy
from weighbridge.readers.markdown import LONGEST, chapters

SHELL, PYTHON = "shell", "python"
_MOST = 200
"""Blocks of one document."""
_FENCE = lazy(r"^([ \t>]{0,12})(`{3,}|~{3,})[ \t]*([^\s`{]{0,40})")
_LANGUAGES = {
    **dict.fromkeys(("sh", "bash", "shell", "zsh", "console", "shell-session", "terminal"), SHELL),
    **dict.fromkeys(("bash-session", "sh-session", "shellsession"), SHELL),
    **dict.fromkeys(("python", "py", "python3", "pycon"), PYTHON),
}
_PROMPT = lazy(r"^\s{0,8}(?:\([\w.-]{1,40}\) ?)?[$%❯] +")
_CHEVRONS = lazy(r"^(?:>>>|\.\.\.)(?: |$)")
_COMMAND = lazy(
    r"^(?:\w+=\S* +)*"
    r"(?:python[\d.]*|torchrun|deepspeed|accelerate|bash|sh|make|Rscript|julia|\./\S+)(?:\s|$)"
)
_INSTALLS = lazy(
    r"^\s*(?:sudo +)?(?:(?:python[\d.]* +-m +|uv +)?pip[\d.]* +install|(?:conda|mamba|poetry|pixi)"
    r" +(?:install|create|env|activate)|uv +(?:sync|venv)|python[\d.]* +-m +venv"
    r"|(?:source|\.) +\S*activate|apt(?:-get)? +install)\b"
)


@dataclass(frozen=True, slots=True)
class Script:
    """One block.

    Attributes:
        heading: of the section it stands in.
        headings: that heading and those above it.
        language: `shell` or `python`.
        text: what is to be run.
        expected: lines that the document shows as what it says; empty where it shows none.
        installs: lines left out of the text, since they set up an environment.
    """

    first: int
    last: int
    heading: str
    headings: tuple[str, ...]
    language: str
    text: str
    expected: tuple[str, ...] = ()
    installs: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its first line that does something, without a comment."""
        lines = (line.partition("  #")[0].strip() for line in self.text.splitlines())
        return next((line for line in lines if line and not line.startswith("#")), "")[:200]


def scripts(text: str) -> tuple[Script, ...]:
    """Every block of a Markdown document that is a script, in order."""
    above = _headings(text)
    return tuple(islice(_scripts(text[:LONGEST], above), _MOST))


def code_lines(text: str) -> frozenset[int]:
    """Lines of a document that are commands or code of its scripts, and not what these say."""
    lines = text[:LONGEST].splitlines()
    return frozenset(
        number
        for one in scripts(text)
        for number in range(one.first, one.last + 1)
        if lines[number - 1].strip() not in {said.strip() for said in one.expected}
    )


def _scripts(text: str, above: list[tuple[int, tuple[str, ...]]]) -> Iterator[Script]:
    for first, last, named, lines in _blocks(text):
        headings = next((h for start, h in reversed(above) if start <= first), ())
        language = _LANGUAGES.get(named) or (SHELL if not named and _is_shell(lines) else "")
        if not language:
            continue
        body, expected = _without_prompts(lines, language)
        kept, installs = _without_installs(body) if language == SHELL else (body, [])
        script = Script(
            first=first,
            last=last,
            heading=headings[-1] if headings else "",
            headings=headings,
            language=language,
            text="\n".join(kept).strip("\n"),
            expected=tuple(expected),
            installs=tuple(installs),
        )
        if script.title or installs:
            yield script


def _blocks(text: str) -> Iterator[tuple[int, int, str, list[str]]]:
    """First and last line of what stands between fences, the language named, and the lines."""
    fence, indent, named, start = "", "", "", 0
    held: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[2].startswith(fence) and not mark[3]:
                yield start + 1, number - 1, named, held
                fence = ""
            else:
                held.append(line.removeprefix(indent))
        elif mark:
            indent, fence, named, start, held = mark[1], mark[2], mark[3].lower(), number, []


def _headings(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Line of each heading, with the headings above it."""
    found: list[tuple[int, tuple[str, ...]]] = []
    stack: list[tuple[int, str]] = []
    for chapter in chapters(text):
        if chapter.level:
            stack = [one for one in stack if one[0] < chapter.level]
            stack.append((chapter.level, chapter.heading))
            found.append((chapter.first, tuple(name for _, name in stack)))
    return found


def _is_shell(lines: list[str]) -> bool:
    told = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(told) and bool(_PROMPT.match(told[0]) or _COMMAND.match(told[0].strip()))


def _without_prompts(lines: list[str], language: str) -> tuple[list[str], list[str]]:
    """Commands, and what they are shown to say; a block without prompts is all commands."""
    prompt = _PROMPT if language == SHELL else _CHEVRONS
    if not any(prompt.match(line) for line in lines):
        return lines, []
    body: list[str] = []
    expected: list[str] = []
    continued = False
    for line in lines:
        if prompt.match(line) or continued:
            body.append(line if continued else prompt.sub("", line))
            continued = language == SHELL and line.endswith("\\")
        elif line.strip():
            expected.append(line.rstrip())
    return body, expected


def _without_installs(lines: list[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    installs: list[str] = []
    continued = False
    for line in lines:
        setting_up = continued or _sets_up(line)
        (installs if setting_up else kept).append(line)
        continued = setting_up and line.rstrip().endswith("\\")
    return kept, [line.strip() for line in installs]


def _sets_up(line: str) -> bool:
    """Whether a line does nothing but set up an environment."""
    pieces = re.split(r"&&|;", line.partition(" #")[0])
    told = [piece for piece in pieces if piece.strip()]
    return bool(told) and all(_INSTALLS.match(piece) for piece in told)
