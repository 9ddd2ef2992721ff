"""Seeds of random numbers that code, configurations and documents fix."""

from collections.abc import Iterator
from itertools import islice
from re import Match, Pattern

from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.facts.reproduction import Seed
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader

_MOST = 10
"""Seeds of one file."""
_LONGEST = 1 << 19
_NUMBER = r"(\d{1,20}(?:_\d{3}){0,6})(?!\w|\.\d)"
_NAME = r"(?<![A-Za-z])(?:\w{0,40}_)?(?:seeds?|SEEDS?|Seed|random_state)"
_HINT = lazy(r"[Ss]eed|SEED|random_state|default_rng|RandomState|PRNGKey|Random\(")
_BEFORE, _BEHIND = 100, 300
"""Characters of a line that are looked into on either side of a hint."""
_CODE = lazy(
    rf"{_NAME}[\"']?\s{{0,3}}(?::\s{{0,3}}\w{{1,20}}\s{{0,3}})?[=:(]\s{{0,3}}{_NUMBER}"
    rf"|(?:default_rng|Random|RandomState|PRNGKey|seed_everything|manual_seed_all)\(\s{{0,3}}{_NUMBER}"
    rf"|[\"']--[\w-]{{0,30}}seed[\"'][^)\n]{{0,120}}default\s{{0,3}}=\s{{0,3}}{_NUMBER}"
    rf"|--[\w-]{{0,30}}seed[ =]{_NUMBER}"
)
_WORDS = lazy(
    r"\b[Ss]eeds?\b[\s:=`*|]{0,6}"
    r"(?:(?:is|are|was|were|of|value|number|fixed|set|to|at)\b[\s:=`*|]{0,4}){0,4}"
    rf"{_NUMBER}"
    rf"|\b[Ss]eeds?\s(?:is|are|was|were)\s(?:fixed|set)\b[^.\n]{{0,80}}?[\s:]{_NUMBER}"
    rf"|--[\w-]{{0,30}}seed[ =]{_NUMBER}"
)
_HINTS = (b"eed", b"EED", b"random_state", b"default_rng", b"RandomState", b"PRNGKey", b"Random(")
_CODE_SUFFIXES = frozenset({".py", ".ipynb", ".sh", ".jl", ".r"})
_WRITTEN_SUFFIXES = frozenset({".md", ".markdown", ".rst"})


@reader(
    names=(
        "*.py", "*.ipynb", "*.sh", "*.jl", "*.r", "*.yaml", "*.yml", "*.toml", "*.gin",
        "*config*.json", "*args*.json", "*.md", "*.markdown", "*.rst",
    ),
    gives=(Seed,),
    topic="code",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read where a number is given as a seed; a seed that is only passed on fixes nothing."""
    data = blob.data()[:_LONGEST]
    if not any(hint in data for hint in _HINTS):
        return
    if is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    written = blob.suffix in _WRITTEN_SUFFIXES
    source = "code" if blob.suffix in _CODE_SUFFIXES else "document" if written else "configuration"
    found = _near_hints(blob.text()[:_LONGEST], _WORDS if written else _CODE)
    line, seen = 1, 0
    for one in islice(found, _MOST):
        text = one.string
        line, seen = line + text.count("\n", seen, one.start()), one.start()
        value = next(group for group in one.groups() if group)
        kind = Kind.OBSERVED if source == "code" else Kind.DECLARED
        at = blob.evidence(line=line, kind=kind, quote=one[0])
        yield Seed(at, value.replace("_", ""), source)


def _near_hints(text: str, pattern: Pattern[str]) -> Iterator[Match[str]]:
    """Where a pattern matches in the lines that hold a hint; the rest is not looked into."""
    until = 0
    for hint in _HINT.finditer(text):
        if hint.start() < until:
            continue
        start = max(text.rfind("\n", 0, hint.start()) + 1, hint.start() - _BEFORE, until)
        end = text.find("\n", hint.start())
        until = min(end if end >= 0 else len(text), hint.start() + _BEHIND)
        yield from pattern.finditer(text, start, until)
