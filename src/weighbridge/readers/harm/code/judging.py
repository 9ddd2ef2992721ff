"""Code in a release: each text looked at as what its name and place make of it."""

from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.code import (
    json_files,
    notebook_cells,
    python_source,
    requirements,
    scripts,
)
from weighbridge.readers.harm.code.kinds import kind_of
from weighbridge.readers.harm.piece import Piece

_FORMS = {"python": "source", "notebook": "notebook"}


def form_of(piece: Piece, form: str) -> str:
    """What a text is called that is code; the form it has otherwise."""
    if form not in {"text", "json"}:
        return form
    return _FORMS.get(kind_of(piece.path, piece.name), form)


def reasons(piece: Piece, data: bytes, form: str) -> Iterator[Reason]:
    """What loaders, installers, editors or people would run of a text.

    Args:
        data: its first bytes, at least all that decide.
    """
    match kind_of(piece.path, piece.name):
        case "python":
            yield from python_source.reasons(piece, data)
            if piece.depth:  # what is packed is there to be imported
                yield Reason(Harm.RUNS_CODE, "source-code", "It is source code.", piece.where())
        case "notebook":
            yield from notebook_cells.reasons(piece, data)
        case "package":
            yield from json_files.package_reasons(piece, data)
        case "editor":
            yield from json_files.editor_reasons(piece, data)
        case "":
            if form == "json":
                yield from json_files.configuration_reasons(piece, data)
            elif data.startswith(b"#!") and b"python" in data[:200].partition(b"\n")[0]:
                yield from python_source.reasons(piece, data)
            elif data.startswith(b"#!"):
                yield from scripts.command_reasons(piece, _text(data))
        case kind:
            yield from _TEXTS[kind](piece, _text(data))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


_TEXTS = {
    "requirements": requirements.list_reasons,
    "environment": requirements.project_reasons,
    "shell": scripts.command_reasons,
    "build": scripts.command_reasons,
    "workflow": scripts.workflow_reasons,
    "hook": scripts.hook_reasons,
}
