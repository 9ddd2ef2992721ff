"""Well-known models, services and datasets, found by the names releases call them by."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One line of the catalogue.

    Attributes:
        names: shell patterns of its names, in lower case.
        kind: `model` or `dataset`; an id on the Hub can be both.
        license: licence id; empty for a service under terms of its own.
        outputs: what a service's terms say of training other models on its outputs.
        steward: who offers the service.
        terms: address of a service's terms.
        made_with: the model that wrote a dataset; empty if none is known to have.
        source: where it was read; empty for what is only common knowledge.
    """

    names: tuple[str, ...]
    kind: str = "model"
    license: str = ""
    outputs: str = ""
    steward: str = ""
    terms: str = ""
    made_with: str = ""
    source: str = ""


@lru_cache(maxsize=1024)  # bounded: the names are anybody's
def find(target: str, kind: str = "model") -> KnownModel | None:
    """What is known of a model or dataset by its name or address; None when nothing is.

    The longest pattern that fits wins.
    """
    name = _bare(target)
    lines = [one for one in every() if one.kind == kind]
    fitting = [(len(p), one) for one in lines for p in one.names if _fits(name, p)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _fits(name: str, pattern: str) -> bool:
    """Whether a name fits; most patterns are told apart by how they begin."""
    begins = pattern.partition("*")[0].partition("?")[0].partition("[")[0]
    return name.startswith(begins) and fnmatchcase(name, pattern)


def _bare(target: str) -> str:
    """A name as the catalogue spells it: lower case, without the address around it."""
    name = target.strip().lower()
    for host in ("huggingface.co/", "hf.co/", "hf-mirror.com/"):
        name = name.partition(host)[2] or name
    name = name.removeprefix("hf://").removeprefix("datasets/").partition("@")[0]
    return name.partition("/tree/")[0].partition("/resolve/")[0].strip("/")


@cache
def every() -> tuple[KnownModel, ...]:
    """Every line of the catalogue, in its order."""
    return tuple(
        KnownModel(
            names=tuple(one["names"]),
            kind=one.get("kind", "model"),
            license=one.get("license", ""),
            outputs=one.get("outputs", ""),
            steward=one.get("steward", ""),
            terms=one.get("terms", ""),
            made_with=one.get("made-with", ""),
            source=one.get("source", ""),
        )
        for one in catalogs.entry("vocabularies", "known-models")["known"]
    )
