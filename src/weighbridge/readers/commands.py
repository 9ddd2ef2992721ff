"""Commands that a document tells its reader to run, and the file of the release each one starts."""

import re
from collections.abc import Iterator

from weighbridge.facts.code import Command
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_LONGEST = 512 << 10
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_PROMPT = re.compile(r"^\s*(?:\$|>|!|%|\(\w+\) ?\$|❯)\s+|^\s*!")
_SETTING = re.compile(
    r"^(?:(?:env|export|sudo|nohup|time|uv run|poetry run|pipenv run)\s+|\w+=\S*\s+)+"
)
_STARTER = re.compile(
    r"^(?:python[\d.]*|py|torchrun|deepspeed|accelerate\s+launch|bash|sh|zsh|source|streamlit\s+run"
    r"|jupyter\s+\w+|Rscript|julia|node|sbatch|srun|mpirun|make|lm_eval|lm-eval|\./\S+)(?=\s|$)"
)
_FILE = re.compile(r"(?:^|\s)(?:\./)?([\w./\-+]+\.(?:py|sh|bash|ipynb|jl|R|js|slurm))(?=\s|$|;|&)")
_MODULE = re.compile(r"(?:^|\s)-m\s+([\w.]+)")
_ELSEWHERE = re.compile(r"^\s*(?:\S+\s+)?(?:git\s+clone|wget|curl)\b")


@reader(
    names=("*.md", "*.markdown", "*.rst", "readme", "readme.txt"), gives=(Command,), topic="code"
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the commands in a document's code blocks.

    Once a block has fetched something, its commands may start what was fetched; they are kept
    without a target.
    """
    fetched = False
    for first, last, line in _block_lines(blob.text()[:_LONGEST]):
        if line is None:
            fetched = False
            continue
        words = _SETTING.sub("", _PROMPT.sub("", line).strip())
        fetched = fetched or bool(_ELSEWHERE.match(words))
        if _STARTER.match(words):
            at = blob.evidence(lines=(first, last), kind=Kind.DECLARED, quote=words)
            yield Command(at, " ".join(words.split())[:400], "" if fetched else _target(words))


def _target(words: str) -> str:
    """The file a command line starts, as written; for `-m` the module's file."""
    starter = _STARTER.match(words)
    if starter and starter[0].startswith("./") and "." in starter[0][2:]:
        return starter[0][2:]
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
            fence = "" if fence else mark[1]
            pieces = []
            yield number, number, None
        elif fence or line.startswith(("    ", "\t")):
            start = start if pieces else number
            pieces.append(line.rstrip().removesuffix("\\"))
            if not line.rstrip().endswith("\\"):
                yield start, number, " ".join(pieces)
                pieces = []
