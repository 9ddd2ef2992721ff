"""Shell scripts, build files, workflows and hooks: command lines that would do harm, and what runs
by itself.

Source: GitHub documentation, "Security hardening for GitHub Actions" and "Events that trigger
workflows"; Git documentation, githooks(5); both read 2026-11-20.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code.places import at_line, line_of
from weighbridge.readers.harm.code.shell_text import commands
from weighbridge.readers.harm.piece import Piece

_TARGET = lazy(r"^\s*(?:on\s*:.*)?\bpull_request_target\b", re.MULTILINE)
_HEAD = lazy(r"ref\s*:\s*[\"']?\$\{\{[^}]{0,80}(?:head\.(?:sha|ref)|head_ref|pull_request\.number)")
_STRANGERS = lazy(
    r"\$\{\{\s*[^}]{0,60}github\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit|commits)\b[^}]{0,60}"
    r"(?:title|body|name|email|label|message|head\.ref|default_branch)|head_ref)[^}]{0,60}\}\}"
)
_USES = lazy(r"^\s*-?\s*uses\s*:\s*[\"']?([\w.-]+/[\w./-]+)@([\w./-]+)", re.MULTILINE)
_FIXED = lazy(r"[0-9a-f]{40,64}")
_RUN = lazy(r"^(\s*)-?\s*(?:run|script)\s*:\s*(.*)$")


def command_reasons(piece: Piece, text: str) -> Iterator[Reason]:
    """Command lines of a text that would do harm, or run what they fetch."""
    for one in commands(text):
        harm = Harm.DANGEROUS if one.sure else Harm.RUNS_CODE
        yield Reason(
            harm, one.rule, f"Its commands would do this: it {one.does}.", at_line(piece, one.line)
        )


def hook_reasons(piece: Piece, text: str) -> Iterator[Reason]:
    """A hook of Git."""
    if text.strip():
        message = "Git runs it by itself once the hooks of this folder are in use."
        yield Reason(Harm.RUNS_CODE, "git-hook", message, piece.where())
    yield from command_reasons(piece, text)


def workflow_reasons(piece: Piece, text: str) -> Iterator[Reason]:
    """A workflow of a continuous integration service: what strangers could make it do."""
    yield from command_reasons(piece, text)
    if _TARGET.search(text) and (found := _HEAD.search(text)):
        message = (
            "With the secrets of the repository at hand, it checks out what a stranger proposes "
            "(pull_request_target)."
        )
        yield Reason(
            Harm.RUNS_CODE,
            "workflow-trusts-strangers",
            message,
            at_line(piece, line_of(text, found.start())),
        )
    for line, words in _run_lines(text):
        if found := _STRANGERS.search(words):
            message = f"It puts text that strangers write into a command: {found[0][:80]}."
            yield Reason(Harm.RUNS_CODE, "workflow-injection", message, at_line(piece, line))
    loose = {
        one[1]: line_of(text, one.start())
        for one in _USES.finditer(text)
        if not _FIXED.fullmatch(one[2])
    }
    others = {
        name: line for name, line in loose.items() if not name.startswith(("actions/", "github/"))
    }
    if others:
        named = ", ".join([*others][:3])
        message = f"It uses actions of others in whatever version a tag points at: {named}."
        yield Reason(
            Harm.DATA_ONLY, "workflow-unpinned", message, at_line(piece, min(others.values()))
        )


def _run_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a workflow that are commands, by their indentation under `run`."""
    inside = -1
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip())
        if inside >= 0 and line.strip() and indent <= inside:
            inside = -1
        if found := _RUN.match(line):
            inside = len(found[1])
            yield number, found[2]
        elif inside >= 0:
            yield number, line
