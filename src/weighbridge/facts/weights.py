"""Weights files as their headers describe them; no tensor is ever loaded."""

from dataclasses import dataclass

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Format:
    """A weights format.

    Attributes:
        id: short name, for instance `safetensors`.
        title: as people write it.
        executes_code: whether the format's usual loader can run code stored in the file;
            None where that depends on what the file holds.
    """

    id: str
    title: str
    executes_code: bool | None = False


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One weights file.

    Attributes:
        parameters: number of scalar parameters; None where the header does not tell.
        dtypes: parameters per data type, largest first.
        tensors: number of tensors; None where the header does not tell.
        architecture: as the file states it; empty if it does not.
        step: training step the file or its path states, else None.
        defects: what is wrong with the header, one sentence each.
    """

    at: Evidence
    format: Format
    size: int
    parameters: int | None = None
    dtypes: tuple[tuple[str, int], ...] = ()
    tensors: int | None = None
    architecture: str = ""
    step: int | None = None
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShardIndex:
    """An index that says which shard holds which tensor.

    Attributes:
        folder: folder of the index inside its part.
        shards: file names the index refers to, sorted.
        total_size: bytes of all tensors as the index states, else None.
    """

    at: Evidence
    folder: str
    shards: tuple[str, ...]
    total_size: int | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """A model's configuration file.

    Attributes:
        model_type: the library's name of the architecture family; empty if not stated.
        architectures: class names.
        library: library the file is written for; empty if not stated.
        settings: scalar settings, as (key, JSON text).
        remote_code: `auto_map` references, as (auto class, `repo--module.Class`).
    """

    at: Evidence
    model_type: str = ""
    architectures: tuple[str, ...] = ()
    library: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    remote_code: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A tokenizer file.

    Attributes:
        role: `vocabulary`, `configuration` or `preprocessor`.
        tokens: size of the vocabulary; None where the file does not tell.
        chat_template: whether the file holds a chat template.
    """

    at: Evidence
    role: str
    tokens: int | None = None
    chat_template: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of a release and what is needed to load them."""

    files: tuple[WeightsFile, ...] = ()
    indexes: tuple[ShardIndex, ...] = ()
    configurations: tuple[Configuration, ...] = ()
    tokenizers: tuple[Tokenizer, ...] = ()
    gaps: tuple[Gap, ...] = ()
