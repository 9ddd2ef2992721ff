"""How far a licence statement reaches by the folder it stands in, and by the words it uses for what
it is about.
"""

import re
from glob import escape

from weighbridge.facts.licensing import Reach
from weighbridge.patterns import lazy

_WORDS: tuple[tuple[re.Pattern[str], frozenset[str], frozenset[str]], ...] = (
    (
        re.compile(r"\b(?:source[ -]?)?code\b|\bscripts?\b|代码|源码|コード", re.IGNORECASE),
        frozenset({"code"}),
        frozenset(),
    ),
    (
        re.compile(
            r"\b(?:models?|weights?|checkpoints?|parameters)\b|模型|权重|モデル", re.IGNORECASE
        ),
        frozenset(),
        frozenset({"model-parameters-final", "model-parameters-intermediate"}),
    ),
    (
        re.compile(r"\b(?:data|datasets?|annotations)\b|数据|データ", re.IGNORECASE),
        frozenset(),
        frozenset({"datasets", "evaluation-data"}),
    ),
    (
        re.compile(r"\b(?:docs?|documentation|paper|report)\b|文档", re.IGNORECASE),
        frozenset({"document"}),
        frozenset(),
    ),
)
_PACKAGING = lazy(
    r"(?:^|/)(?:[^/]+\.(?:dist-info|egg-info)(?:/licenses)?|licen[sc]es?|legal)$", re.IGNORECASE
)


def about(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Component types and component ids that words speak of; both empty when they name none."""
    types: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    for pattern, kinds, components in _WORDS:
        if pattern.search(words):
            types, named = types | kinds, named | components
    return types, named


def home(folder: str) -> str:
    """The folder a licence file speaks of: a folder of licences speaks of the one that holds it."""
    while _PACKAGING.search(folder):
        folder = folder.rpartition("/")[0]
    return folder


def reach_of(folder: str) -> tuple[Reach, tuple[str, ...]]:
    """How directly a statement about a folder speaks, and the paths it speaks of."""
    if not folder:
        return Reach.PART, ()
    return Reach.PATHS, (f"{escape(folder)}/*",)
