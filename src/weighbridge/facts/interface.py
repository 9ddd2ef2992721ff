"""The public functions of a release's Python modules, and what their docstrings say."""

from dataclasses import dataclass

from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A docstring that describes a parameter its function does not have."""

    at: Evidence
    function: str
    parameter: str


@dataclass(frozen=True, slots=True)
class PublicModule:
    """The public functions and methods of one module; scripts and tests are none.

    Attributes:
        functions: how many.
        documented: how many have a docstring.
        typed: how many state the type of every parameter and of what they return.
        examples: how many have a docstring with an example.
        described: how many have a docstring that describes parameters.
        undocumented: names of those without a docstring, the first ones.
        untyped: names of those that leave a type out, the first ones.
        misnamed: docstrings that describe parameters that are not there, the first ones.
    """

    at: Evidence
    functions: int
    documented: int
    typed: int
    described: int = 0
    examples: int = 0
    undocumented: tuple[str, ...] = ()
    untyped: tuple[str, ...] = ()
    misnamed: tuple[Misnamed, ...] = ()


@dataclass(frozen=True, slots=True)
class Interface:
    """What a release offers to whoever writes code against it."""

    modules: tuple[PublicModule, ...] = ()
