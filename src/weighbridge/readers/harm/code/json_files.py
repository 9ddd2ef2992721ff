"""JSON that makes tools run code: configurations that name a model's own code, packages' install
scripts, and the tasks of editors.

Source: transformers 5 documentation, "Customizing models" (`auto_map`, `code_revision`);
diffusers 0.42, "Community pipelines"; npm 11, "scripts", life cycle; Visual Studio Code, "Tasks"
(`runOn`), "Workspace trust"; Dev Container specification, "Lifecycle scripts".
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code.shell_text import commands
from weighbridge.readers.harm.piece import Piece

_MAP_GATE = (b'"auto_map"', b'"custom_pipelines"', b'"_class_name"', b'"trust_remote_code"')
_LONGEST = 4 << 20
_LIFE = (
    "preinstall",
    "install",
    "postinstall",
    "prepare",
    "prepublish",
    "preprepare",
    "postprepare",
    "dependencies",
)
_LIFE_OF_CONTAINERS = (
    "initializeCommand",
    "onCreateCommand",
    "updateContentCommand",
    "postCreateCommand",
    "postStartCommand",
    "postAttachCommand",
)
_REMARK = lazy(r"^\s*//[^\n]*$", re.MULTILINE)
_MOST = 20


def configuration_reasons(piece: Piece, data: bytes) -> Iterator[Reason]:
    """Code that a model's configuration asks its loader to run."""
    if len(data) > _LONGEST or not any(gate in data for gate in _MAP_GATE):
        return
    value = _parsed(data)
    references = dict.fromkeys(_references(value))
    for reference in [*references][:_MOST]:
        repository, elsewhere, named = reference.partition("--")
        module, _, name = (named if elsewhere else reference).rpartition(".")
        if elsewhere:
            message = (
                f"With trust_remote_code, loading it fetches {module}.py of {repository} in "
                f"whatever version lies there, and runs {name}."
            )
            yield Reason(Harm.RUNS_CODE, "remote-code-elsewhere", message, piece.where())
        else:
            message = (
                f"With trust_remote_code, loading it runs {name} of {module}.py in the release."
            )
            yield Reason(Harm.RUNS_CODE, "remote-code", message, piece.where())
    if isinstance(value, dict) and value.get("trust_remote_code") is True:
        message = (
            "It switches trust_remote_code on, so that loading runs a repository's code unasked."
        )
        yield Reason(Harm.RUNS_CODE, "remote-code-trusted", message, piece.where())


def _references(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    entries: list[Any] = []
    if isinstance(auto := value.get("auto_map"), dict):
        entries += auto.values()
    if isinstance(custom := value.get("custom_pipelines"), dict):
        entries += (one.get("impl") for one in custom.values() if isinstance(one, dict))
    match value.get("_class_name"):
        case [str(module), str(name)]:
            entries.append(f"{module}.{name}")
    for one in entries:
        for reference in one if isinstance(one, list) else [one]:
            if isinstance(reference, str) and "." in reference:
                yield reference[:300]


def package_reasons(piece: Piece, data: bytes) -> Iterator[Reason]:
    """Scripts that npm runs while it installs."""
    value = _parsed(data)
    scripts = value.get("scripts") if isinstance(value, dict) else None
    if not isinstance(scripts, dict):
        return
    for name, words in scripts.items():
        if isinstance(words, str):
            hooked = name in _LIFE
            if hooked:
                message = f"Installing it with npm runs its {name} script: {_short(words)}"
                yield Reason(Harm.RUNS_CODE, "install-hook", message, piece.where())
            yield from _commands(piece, words, f"Its {name} script", surely=hooked)


def editor_reasons(piece: Piece, data: bytes) -> Iterator[Reason]:
    """Tasks that an editor starts when the folder is opened."""
    text = _REMARK.sub("", data.decode("utf-8", "replace"))
    value = _parsed(re.sub(r",(\s*[}\]])", r"\1", text).encode())
    if not isinstance(value, dict):
        return
    tasks = (
        [one for one in value.get("tasks") or () if isinstance(one, dict)]
        if isinstance(value.get("tasks"), list)
        else []
    )
    for task in tasks[:_MOST]:
        options, words = (
            task.get("runOptions"),
            " ".join(map(str, (task.get("command", ""), *_listed(task.get("args"))))),
        )
        opened = isinstance(options, dict) and options.get("runOn") == "folderOpen"
        if opened:
            message = f"Opening the folder in the editor runs a task of it: {_short(words)}"
            yield Reason(Harm.RUNS_CODE, "editor-task", message, piece.where())
        yield from _commands(piece, words, "Its task", surely=opened)
    for name in _LIFE_OF_CONTAINERS:
        if name in value:
            words = value[name] if isinstance(value[name], str) else json.dumps(value[name])
            if name == "initializeCommand":
                message = f"Opening it in a container runs on the machine itself: {_short(words)}"
                yield Reason(Harm.RUNS_CODE, "editor-task", message, piece.where())
            yield from _commands(piece, words, f"Its {name}", surely=False)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _commands(piece: Piece, words: str, who: str, *, surely: bool) -> Iterator[Reason]:
    for one in commands(words):
        harm = Harm.DANGEROUS if one.sure or surely else Harm.RUNS_CODE
        yield Reason(harm, one.rule, f"{who} {one.does}.", piece.where())


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _short(words: str) -> str:
    text = " ".join(words.split())
    return f"{text}." if len(text) <= 120 else f"{text[:117]}…."
