"""What a name that a pickle asks for would do: build data, run ordinary code, or do harm."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from weighbridge import catalogs


class Kind(Enum):
    """What loading a name means."""

    DATA = auto()
    """Builds a tensor, an array or a plain value."""
    ORDINARY = auto()
    """Runs a library's code, or the release's own."""
    BYTECODE = auto()
    """Makes a function from bytecode in the file."""
    DANGER = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """A name, judged.

    Attributes:
        does: what it would do, as a clause; empty where there is nothing to say.
    """

    kind: Kind
    does: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    data: frozenset[str]
    families: dict[str, str]
    anywhere: frozenset[str]
    functions: dict[str, str]
    bytecode: dict[str, str]
    spared: frozenset[str]
    verbs: frozenset[str]
    acts: str


_VENDORED = "cloudpickle"
"""A library that others carry inside them."""
_COMPUTED = "asks for a name that only the loading process can know"


@cache
def judge(module: str, name: str) -> Judged:
    """What loading `name` from `module` means; names are judged as they would be resolved."""
    known = _known()
    full = f"{module}.{name}"
    if full in known.data:
        return Judged(Kind.DATA)
    if module.startswith("__torch__"):
        return Judged(Kind.ORDINARY, "is a TorchScript class, whose code lies in the archive")
    steps = full.split(".")
    if _VENDORED in steps:
        steps = steps[steps.index(_VENDORED) :]
    prefixes = [".".join(steps[:count]) for count in range(len(steps), 0, -1)]
    if full in known.spared:
        return Judged(Kind.ORDINARY)
    for shelf, kind in (
        (known.bytecode, Kind.BYTECODE),
        (known.functions, Kind.DANGER),
        (known.families, Kind.DANGER),
    ):
        if does := next((shelf[one] for one in prefixes if one in shelf), ""):
            return Judged(kind, does)
    return _by_steps(known, steps, module)


def _by_steps(known: _Known, steps: list[str], module: str) -> Judged:
    """Judge the way that leads from a module to a name through other objects."""
    for step in steps[1:]:
        if step in known.anywhere:
            return Judged(Kind.DANGER, known.families.get(step, known.acts))
    walked = steps[len(module.split(".")) :]
    if any(step.startswith("__") and step.endswith("__") for step in walked[:-1]):
        return Judged(Kind.DANGER, "reaches behind an object through its inner attributes")
    if walked and walked[-1] in known.verbs:
        return Judged(Kind.DANGER, known.acts)
    return Judged(Kind.ORDINARY)


def computed() -> Judged:
    """What a name means that is put together while loading."""
    return Judged(Kind.DANGER, _COMPUTED)


def is_dangerous(dotted: str) -> str:
    """What a dotted name would do if it does harm; empty otherwise."""
    module, _, name = dotted.rpartition(".")
    found = judge(module, name) if module else judge(name, "")
    return found.does if found.kind is Kind.DANGER else ""


@cache
def _known() -> _Known:
    constructors = catalogs.entry("vocabularies", "pickle-constructors")["groups"]
    danger = catalogs.entry("vocabularies", "dangerous-modules")
    families = [(module, one) for one in danger["families"] for module in one["modules"]]
    return _Known(
        data=frozenset(
            f"{under}.{name}" for g in constructors for under in g["under"] for name in g["names"]
        ),
        families={module: one["does"] for module, one in families},
        anywhere=frozenset(danger["anywhere"]),
        functions={n: one["does"] for one in danger["functions"] for n in one["names"]},
        bytecode={n: one["does"] for one in danger["bytecode"] for n in one["names"]},
        spared=frozenset(n for one in danger["families"] for n in one.get("spared", ())),
        verbs=frozenset(danger["verbs"]["names"]),
        acts=danger["verbs"]["does"],
    )
