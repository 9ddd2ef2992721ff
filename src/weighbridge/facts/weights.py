"""Weights files as their headers describe them; no tensor is ever loaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence

_TEXTS = (".json", ".yaml", ".yml", ".toml", ".txt", ".md", ".py", ".jinja")


@dataclass(frozen=True, slots=True)
class Format:
    """A weights format.

    Attributes:
        id: short name, for instance `safetensors`.
        title: as people write it.
        executes_code: whether the format's usual loader can run code stored in the file;
            None where that depends on what the file holds.
        self_contained: whether a file also says how the model is built (its graph or
            configuration).
        specification: address of the format's public description; empty if it has none.
    """

    id: str
    title: str
    executes_code: bool | None = False
    self_contained: bool = False
    specification: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """A file's place in a set that holds one model, as its name states it.

    Attributes:
        group: path with the number replaced by `*`; the same for all of the set.
        number: of this file, as written.
        count: files in the set.
    """

    group: str
    number: int
    count: int


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
        use: `model`, `adapter`, `training-state` (optimiser, scheduler, random numbers), or
            `example` for what only tests need.
        shard: its place in a set of files; None when it stands alone.
        pointer: sha256 of the bytes it stands for, when it is a Git LFS pointer; else empty.
        stored: bytes of all tensors; None where the header does not tell.
        names: of its tensors, kept for a file of a set alone; None where they are not known.
        roots: what the names of its tensors begin with, up to the first dot; the first ones.
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
    use: str = "model"
    shard: Shard | None = None
    pointer: str = ""
    stored: int | None = None
    names: tuple[str, ...] | None = None
    roots: tuple[str, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether it could not be read as the format its name or first bytes promise."""
        return bool(self.defects) and self.tensors is None


@dataclass(frozen=True, slots=True)
class ShardIndex:
    """An index that says which shard holds which tensor.

    Attributes:
        folder: folder of the index inside its part.
        shards: file names the index refers to, sorted.
        total_size: bytes of all tensors as the index states, else None.
        tensors: the shard each tensor lies in, as (tensor, file name).
    """

    at: Evidence
    folder: str
    shards: tuple[str, ...]
    total_size: int | None = None
    tensors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """A model's configuration file.

    Attributes:
        model_type: the library's name of the architecture family; empty if not stated.
        architectures: class names.
        library: library the file is written for; empty if not stated.
        settings: scalar settings, as (key, JSON text).
        remote_code: `auto_map` references, as (auto class, `repo--module.Class`).
        role: `model`, `adapter`, `pipeline`, `generation` or `tokenizer`: what it configures.
    """

    at: Evidence
    model_type: str = ""
    architectures: tuple[str, ...] = ()
    library: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    remote_code: tuple[tuple[str, str], ...] = ()
    role: str = "model"


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A tokenizer file.

    Attributes:
        role: `vocabulary`, `configuration` or `preprocessor`.
        tokens: size of the vocabulary; None where the file does not tell.
        chat_template: whether the file holds a chat template.
        name: class of the tokenizer, as the file states it; empty if it does not.
    """

    at: Evidence
    role: str
    tokens: int | None = None
    chat_template: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The sizes of a model, as its configuration or its weights file states them.

    Attributes:
        folder: folder inside its part whose weights it describes.
        family: the library's name of the architecture family; empty if not stated.
        architecture: class name; empty if not stated.
        layers: blocks of the decoder, or of the encoder where there is no decoder.
        hidden_size: width of the residual stream.
        heads: attention heads of a layer.
        kv_heads: heads whose keys and values are kept while generating.
        head_dim: width of one head.
        latent: numbers kept for each token and layer where keys and values are kept compressed.
        context: longest input, in tokens.
        vocabulary: tokens the model knows, padding included.
        generates: whether it generates text token by token; None where nothing tells.
        quantisation: scheme of packed weights, for instance `gptq`; empty for none.
        bits: of one packed weight.
        adapter: kind of adapter, for instance `LORA`; empty for a whole model.
        base: model the adapter is made for.
        rank: of a low-rank adapter.
    """

    at: Evidence
    folder: str = ""
    family: str = ""
    architecture: str = ""
    layers: int | None = None
    hidden_size: int | None = None
    heads: int | None = None
    kv_heads: int | None = None
    head_dim: int | None = None
    latent: int | None = None
    context: int | None = None
    vocabulary: int | None = None
    generates: bool | None = None
    quantisation: str = ""
    bits: int | None = None
    adapter: str = ""
    base: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of a release and what is needed to load them."""

    files: tuple[WeightsFile, ...] = ()
    indexes: tuple[ShardIndex, ...] = ()
    configurations: tuple[Configuration, ...] = ()
    tokenizers: tuple[Tokenizer, ...] = ()
    gaps: tuple[Gap, ...] = ()
    models: tuple[ModelSettings, ...] = ()

    @property
    def released(self) -> tuple[WeightsFile, ...]:
        """The files a user of the model loads: no training state, nothing from tests."""
        return tuple(file for file in self.files if file.use in {"model", "adapter"})

    @property
    def unread(self) -> tuple[Gap, ...]:
        """The gaps that may hide weights; those of configuration and tokenizer files do not."""
        return tuple(
            gap
            for gap in self.gaps
            if gap.topic in {"", "weights"} and not gap.at.path.lower().endswith(_TEXTS)
        )

    def undescribed(self, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
        """The sightings of parameters that no weights file describes: their format is not known."""
        described = {(file.at.part, file.at.path) for file in self.files}
        return tuple(
            seen
            for seen in sightings
            if seen.component.startswith("model-parameters-")
            and (seen.presence is Presence.PRESENT or (seen.at.link or "").startswith("sha256:"))
            and not seen.at.path.lower().endswith(_TEXTS)
            and (seen.at.part, seen.at.path) not in described
        )
