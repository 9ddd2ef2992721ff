"""What a project is called, by its title and its folder, and whether a model bears that name."""

import re
from collections.abc import Iterable

from weighbridge.patterns import lazy

_SEPARATOR = lazy(r"[:：|–—(（,]|\s-\s")  # full-width marks of Chinese titles
_VERSION = lazy(r"(?:[-_.]v?\d+(?:\.\d+)+\w*)?(?:\.(?:tar\.\w+|zip|whl|git))?$")
_KINDLESS = lazy(
    r"^(?:the|official|what is)\s+|\s+(?:models?|series|family|repository|repo|code|official"
    r"|(?:open[- ]source|language|foundation)\s+models?)$",
    re.IGNORECASE,
)
_WORD = lazy(r"[a-z0-9]+")
_GENERIC = frozenset(
    {
        "about", "checkpoints", "code", "contents", "data", "dataset", "demo", "docs", "download",
        "examples", "inference", "install", "installation", "introduction", "llm", "main", "model",
        "models", "news", "overview", "project", "readme", "release", "repo", "repository", "src",
        "training", "update", "updates", "usage", "weights",
    }
)  # fmt: skip
_LONG = 5
"""Letters from which on a name may run on without a break: CogVideo, CogVideoX."""


def project_names(title: str, folder: str) -> frozenset[str]:
    """The names of a project, letters and digits only, in lower case.

    Args:
        title: of its front page; empty if that is not known.
        folder: name of the folder, repository or archive it lies in.
    """
    said = _SEPARATOR.split(title)[0].split("&")
    place = _VERSION.sub("", folder.rstrip("/").rpartition("/")[2])
    place = re.sub(r"[-_](?:language|foundation)?[-_]?models?$", "", place, flags=re.IGNORECASE)
    found = (squashed(_shorn(name)) for name in (*said, place))
    return frozenset(name for name in found if len(name) > 1 and name not in _GENERIC)


def _shorn(name: str) -> str:
    """A name without words that only say what kind of thing it is."""
    before = ""
    while before != name:
        before, name = name, _KINDLESS.sub("", name.strip(" *_#`?!"))
    return name


def squashed(name: str) -> str:
    """Letters and digits of a name, in lower case."""
    return "".join(_WORD.findall(name.lower()))


def bears(model: str, names: Iterable[str]) -> bool:
    """Whether a model's name begins with a whole name of the project."""
    return any(_begins(model.lower(), name) for name in names)


def _begins(model: str, name: str) -> bool:
    rest = name
    for index, letter in enumerate(model):
        if not rest:
            return len(name) >= _LONG or _breaks(model[index - 1], letter)
        if letter == rest[0]:
            rest = rest[1:]
        elif letter.isalnum():
            return False
    return not rest


def _breaks(before: str, after: str) -> bool:
    """Whether a word ends between two characters."""
    return not after.isalnum() or before.isdigit() != after.isdigit()


def same_owner(owner: str, others: Iterable[str]) -> bool:
    """Whether an account is one of others, under the same name or a longer one."""
    one = squashed(owner)
    return any(
        one == other or (min(len(one), len(other)) >= _LONG and _starts(one, other))
        for other in map(squashed, others)
        if one and other
    )


def _starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
