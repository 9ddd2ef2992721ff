"""Commands that a document tells its reader to run, and the file of the release each one starts."""

import re
from collections.abc import Iterator
from itertools import islice

from weighbridge.facts.code import Command
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.markdown import chapters
from weighbridge.readers.port import reader
from weighbridge.readers.project_names import bears, project_names

_LONGEST = 512 << 10
_FENCE = lazy(r"^[ \t>]*(`{3,}|~{3,})")
_PROMPT = lazy(r"^\s*(?:\$|>|!|%|\(\w+\) ?\$|❯)\s+|^\s*!")
_SETTING = lazy(r"^(?:(?:env|export|sudo|nohup|time|uv run|poetry run|pipenv run)\s+|\w+=\S*\s+)+")
_STARTER = lazy(
    r"^(?:python[\d.]*|py|torchrun|deepspeed|accelerate\s+launch|bash|sh|zsh|source|streamlit\s+run"
    r"|jupyter\s+\w+|Rscript|julia|node|sbatch|srun|mpirun|make|lm_eval|lm-eval|\./\S+"
    r"|(?:[\w.\-]+/)+[\w.\-]+\.sh(?=\s*$))(?=\s|$)"
)
_FILE = lazy(r"(?:^|\s)(?:\./)?([\w./\-+]+\.(?:py|sh|bash|ipynb|jl|R|js|slurm))(?=\s|$|;|&)")
_MODULE = lazy(r"(?:^|\s)(?:-m|--module)\s+([\w.]+)")
_ELSEWHERE = lazy(r"^\s*(?:\S+\s+)?(?:git\s+clone|wget|curl)\b")

_FETCH = lazy(
    r"\b(?:download|clone|fetch)\b.{0,80}\b(?:project|repo(?:sitory)?|requirements)\b"
    r"|下载.{0,80}项目|プロジェクト.{0,20}ダウンロード",
    re.IGNORECASE,
)
_REPOSITORY = lazy(r"(?:github|gitlab|gitee)\.com/[\w.-]+/([\w.-]+)", re.IGNORECASE)
_MOST = 50
"""Places of one document that tell to fetch another project."""
_TOP = 2
"""Levels of headings that stand for themselves."""


@reader(
    names=("*.md", "*.markdown", "*.rst", "readme", "readme.txt"), gives=(Command,), topic="code"
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the commands in a document's code blocks.

    Once a block has fetched something, its commands may start what was fetched; they are kept
    without a target.
    """
    fetched = False
    text = blob.text()[:_LONGEST]
    others = list(islice(_other_projects(text, blob.part.name), _MOST))
    for first, last, line in _block_lines(text):
        if line is None:
            fetched = False
            continue
        words = _SETTING.sub("", _PROMPT.sub("", line).strip())
        fetched = fetched or bool(_ELSEWHERE.match(words))
        if _STARTER.match(words):
            at = blob.evidence(lines=(first, last), kind=Kind.DECLARED, quote=words)
            target = "" if fetched else _target(words)
            whose = next((name for start, end, name in others if start < first < end), "")
            yield Command(at, " ".join(words.split())[:400], target, whose)


def _other_projects(text: str, place: str) -> Iterator[tuple[int, int, str]]:
    """Where a document tells to fetch another project: the line, the line its section ends
    before, and the project's name.

    What a small section says of the environment holds for its neighbours too.
    """
    if "://" not in text or not _FETCH.search(text):
        return
    body = chapters(text)
    own = project_names(next((c.heading for c in body if 0 < c.level <= _TOP), ""), place)
    for number, chapter in enumerate(body):
        for line in chapter.lines:
            found = None if line.fenced else _REPOSITORY.search(line.text)
            if found is None or not _FETCH.search(line.text) or bears(found[1], own):
                continue
            below = chapter.level + (chapter.level <= _TOP)
            ends = (c.first for c in body[number + 1 :] if 0 < c.level < below)
            yield line.number, next(ends, 1 << 30), found[1]


def _target(words: str) -> str:
    """The file a command line starts, as written; for `-m` the module's file."""
    starter = _STARTER.match(words)
    alone = starter is not None and starter[0].endswith(".sh")
    if starter and (alone or (starter[0].startswith("./") and "." in starter[0][2:])):
        return starter[0].removeprefix("./")
    module = _MODULE.search(words)
    found = _FILE.search(words, starter.end() if starter else 0)
    if found and (module is None or found.start() < module.start() or "launch" in module[1]):
        return found[1]
    return module[1].replace(".", "/") + ".py" if module and "." in module[1] else ""


def _block_lines(text: str) -> Iterator[tuple[int, int, str | None]]:
    """First line, last line and text of each command line; None for the end of a block."""
    fence, start, pieces = "", 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            if pieces:  # the last line of a block may end as if another followed
                yield start, number - 1, " ".join(pieces)
            fence = "" if fence else mark[1]
            pieces = []
            yield number, number, None
        elif fence or line.startswith(("    ", "\t")):
            start = start if pieces else number
            pieces.append(line.rstrip().removesuffix("\\"))
            if not line.rstrip().endswith("\\"):
                yield start, number, " ".join(pieces)
                pieces = []
