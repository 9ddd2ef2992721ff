"""Models among inspected files: shards put together, with the configuration and tokenizer that lie
beside them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.facts.weights import Configuration, ModelSettings, ShardIndex, Tokenizer
from weighbridge.findings.shards import compare, shown
from weighbridge.readers.checkpoints import shard_of, step_of, use_of
from weighbridge.readers.model_settings import settings_of
from weighbridge.readers.weights_formats.packing import unpacked

_ELSEWHERE = frozenset(("core-ml", "paddle-program"))
"""Formats whose weights always lie in other files."""


@dataclass(slots=True)
class Found:
    """What the files of one place hold.

    Attributes:
        weights: every weights file, by path.
        zeros: names of tensors filled with zeros, by path, where that was asked.
        sizes: bytes of every file, by path.
    """

    weights: dict[str, Inspected] = field(default_factory=dict)
    zeros: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    configurations: list[Configuration] = field(default_factory=list)
    settings: list[ModelSettings] = field(default_factory=list)
    tokenizers: list[Tokenizer] = field(default_factory=list)
    indexes: list[ShardIndex] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TokenizerFiles:
    """The tokenizer beside a model.

    Attributes:
        name: its class; empty where no file states it.
        tokens: of its vocabulary; None where no file tells.
        files: paths.
    """

    name: str = ""
    tokens: int | None = None
    chat_template: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One model: its weights, and what lies beside them.

    Attributes:
        name: path of its file, or of its shards with `*` for the number.
        use: `model`, `adapter`, `training-state` or `example`.
        files: every weights file, with its path.
        companions: other files that hold its bytes, with their sizes.
        tensors: of all files, packed ones counted truly; None where a file does not list them.
        quantisation: scheme of packed weights; empty for none.
        zeros: tensors filled with zeros; None where that was not asked.
        notes: what was not read, is missing or odd; one sentence each.
    """

    name: str
    use: str
    files: tuple[tuple[str, Inspected], ...]
    companions: tuple[tuple[str, int], ...] = ()
    tensors: tuple[Tensor, ...] | None = None
    quantisation: str = ""
    settings: ModelSettings | None = None
    tokenizer: TokenizerFiles | None = None
    step: int | None = None
    zeros: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(one.size for _, one in self.files) + sum(size for _, size in self.companions)

    @property
    def whole(self) -> Inspected:
        """All its files as one, under the first one's format."""
        first = self.files[0][1]
        return replace(first, tensors=self.tensors, members=())

    @property
    def parameters(self) -> int | None:
        """Scalar parameters; None where they are not known or the notion does not apply."""
        return self.whole.parameters


def models(found: Found) -> Iterator[Model]:
    """Every model, in the order of its first file."""
    groups: dict[str, list[str]] = {}
    indexed = {_beside(i.folder, name): i for i in found.indexes for name in i.shards}
    for path in found.weights:
        groups.setdefault(_group(path, indexed), []).append(path)
    for name, paths in groups.items():
        index = next((indexed[path] for path in paths if path in indexed), None)
        yield _model(name, sorted(paths), found, index)


def _group(path: str, indexed: Mapping[str, ShardIndex]) -> str:
    shard = shard_of(path)
    if shard is not None:
        return shard.group
    if path in indexed:
        return indexed[path].at.path
    folder, _, name = path.rpartition("/")
    if name == "variables.index" and folder.endswith("variables"):
        return _beside(folder.rpartition("/")[0], "saved_model.pb")
    if name == "weight.bin" and folder.lower().endswith("com.apple.coreml/weights"):
        return f"{folder.removesuffix('weights')}model.mlmodel"
    return path


def _beside(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _model(name: str, paths: Sequence[str], found: Found, index: ShardIndex | None) -> Model:
    files = tuple((path, found.weights[path]) for path in paths)
    folder = paths[0].rpartition("/")[0]
    settings = _settings(files, folder, paths[0], found)
    tensors, scheme = _counted(files, settings)
    companions, missing = _companions(files, found)
    zeros = None
    if any(path in found.zeros for path in paths):
        zeros = tuple(one for path in paths for one in found.zeros.get(path, ()))
    stated = next((one.step for _, one in files if one.step is not None), None)
    return Model(
        name=name,
        use=use_of(paths[0]),
        files=files,
        companions=companions,
        tensors=tensors,
        quantisation=_scheme(settings, scheme),
        settings=settings,
        tokenizer=_tokenizer(files, folder, found),
        step=stated if stated is not None else step_of(paths[0]),
        zeros=zeros,
        notes=(*_notes(files), *missing, *_shards(files, index, found)),
    )


def _counted(
    files: Iterable[tuple[str, Inspected]], settings: ModelSettings | None
) -> tuple[tuple[Tensor, ...] | None, str]:
    """The tensors of all files; None where one that should hold some does not list them."""
    listed = [one for _, one in files if one.tensors is not None or one.members]
    closed = [one for _, one in files if one.tensors is None and not one.members]
    if not listed or any(one.format.id not in _ELSEWHERE for one in closed):
        return None, ""
    if any(one.format.id == "core-ml" for one in listed):  # it names what the blob holds
        listed = [one for one in listed if one.format.id != "core-ml-weights"]
    every = tuple(tensor for one in listed for tensor in one.every_tensor())
    counted = unpacked(every, settings.bits if settings else None)
    return counted.tensors, counted.scheme


def _scheme(settings: ModelSettings | None, seen: str) -> str:
    stated = settings.quantisation if settings else ""
    return stated or seen


def _settings(
    files: Iterable[tuple[str, Inspected]], folder: str, path: str, found: Found
) -> ModelSettings | None:
    """What the file itself states, else the nearest configuration that fits the weights' use."""
    for _, one in files:
        if one.settings is not None:
            return one.settings
    adapter = use_of(path) == "adapter"
    wanted = [
        one for one in found.configurations if one.role == ("adapter" if adapter else "model")
    ]
    for near in _folders(folder):
        for each in wanted:
            if each.at.path.rpartition("/")[0] == near and (told := settings_of(each)):
                return told
    return None


def _folders(folder: str) -> Iterator[str]:
    """A folder and the one above it, where libraries put what belongs to all in it."""
    yield folder
    if folder:
        yield folder.rpartition("/")[0]


def _tokenizer(
    files: Iterable[tuple[str, Inspected]], folder: str, found: Found
) -> TokenizerFiles | None:
    inside = next((one for _, one in files if one.settings and one.format.id == "gguf"), None)
    if inside is not None:
        held = dict(inside.metadata)
        template = "tokenizer.chat_template" in held
        tokens = inside.settings.vocabulary if inside.settings else None
        return TokenizerFiles(held.get("tokenizer.ggml.model", ""), tokens, template)
    for near in _folders(folder):
        beside = [one for one in found.tokenizers if one.at.path.rpartition("/")[0] == near]
        beside = [one for one in beside if one.role != "preprocessor"]
        if beside:
            return TokenizerFiles(
                name=next((one.name for one in beside if one.name), ""),
                tokens=max((one.tokens for one in beside if one.tokens), default=None),
                chat_template=any(one.chat_template for one in beside),
                files=tuple(one.at.path for one in beside),
            )
    return None


def _companions(
    files: Iterable[tuple[str, Inspected]], found: Found
) -> tuple[tuple[tuple[str, int], ...], list[str]]:
    """Other files that hold a model's bytes, and what is said of those that are missing."""
    there: dict[str, int] = {}
    missing: list[str] = []
    for path, one in files:
        folder, _, name = path.rpartition("/")
        wanted: list[str] = []
        match one.format.id:
            case "onnx":
                wanted = [value for key, value in one.metadata if key == "external data"]
            case "openvino-model":
                wanted = [name.removesuffix(".xml") + ".bin"]
            case "tf-checkpoint-index":
                stem = _beside(folder, name.removesuffix(".index"))
                data = [each for each in found.sizes if each.startswith(f"{stem}.data-")]
                there |= {each: found.sizes[each] for each in data}
                if not data:
                    missing.append(f"The data of {path} is not there.")
        for other in (_beside(folder, each) for each in wanted):
            if other in found.sizes:
                there[other] = found.sizes[other]
            else:
                missing.append(f"{other}, which holds weights of {path}, is not there.")
    return tuple(there.items()), missing


def _notes(files: Sequence[tuple[str, Inspected]]) -> Iterator[str]:
    for path, one in files:
        for note in (*one.notes, *(f"{n}: {t}" for n, each in one.members for t in each.notes)):
            yield f"{path}: {note}" if len(files) > 1 else note


def _shards(
    files: Sequence[tuple[str, Inspected]], index: ShardIndex | None, found: Found
) -> Iterator[str]:
    """What differs between an index and its shards, and numbers that are missing."""
    if index is None:
        yield from _numbers(files)
        return
    held = {}
    for name in index.shards:
        if one := found.weights.get(_beside(index.folder, name)):
            names = None if one.tensors is None else tuple(t.name for t in one.tensors)
            held[name] = (names, one.stored)
    told = compare(index, held)
    absent = tuple(n for n in index.shards if _beside(index.folder, n) not in found.sizes)
    if absent:
        yield f"The index names shards that are not there: {shown(absent)}."
    if told.missing:
        yield f"The index names tensors that their shards do not hold: {shown(told.missing)}."
    if told.extra:
        yield f"Shards hold tensors that the index does not name there: {shown(told.extra)}."
    if told.repeated:
        yield f"Several shards hold the same tensors: {shown(told.repeated)}."
    if told.stated is not None:
        yield f"The index states {told.stated:,} bytes of tensors; the shards hold {told.found:,}."


def _numbers(files: Sequence[tuple[str, Inspected]]) -> Iterator[str]:
    places = [shard for path, _ in files if (shard := shard_of(path))]
    if places and len(places) < (count := max(one.count for one in places)):
        yield f"{len(places)} of {count} shards are there; what follows counts those alone."
