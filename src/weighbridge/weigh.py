"""Weigh: what the weights of some places are, and what hardware they need, from headers alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import Configuration, ModelSettings, ShardIndex, Tokenizer
from weighbridge.findings import hardware
from weighbridge.findings.hardware import Estimate
from weighbridge.readers import configuration, shard_index, tokenizer, weights_file
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm.piece import of_blob
from weighbridge.readers.reading import Progress
from weighbridge.readers.weights_formats.inspecting import inspect
from weighbridge.readers.weights_formats.models import Found, Model, models
from weighbridge.readers.weights_formats.zeros import zero_filled
from weighbridge.sources import Limits, Obstacle, SourceFile, places

CONTEXT = 4096
"""Tokens that estimates assume where nobody says more; a shorter context of a model's own wins."""
_READERS = (configuration.read, tokenizer.read, shard_index.read)
_TEXTS = frozenset((
    ".md", ".txt", ".py", ".json", ".yaml", ".yml", ".toml", ".jinja", ".csv", ".jsonl", ".png",
    ".jpg", ".jpeg", ".svg", ".pdf", ".gitattributes", ".parquet",
))  # fmt: skip
"""Files that are not fetched over a network only to look for weights in them."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One model, weighed.

    Attributes:
        location: where it was looked for, as the user wrote it.
        context: tokens that the estimates assume.
        runs: memory to run it, as stored and at other widths.
        trains: memory to fine-tune it.
    """

    location: str
    model: Model
    context: int
    runs: tuple[Estimate, ...] = ()
    trains: tuple[Estimate, ...] = ()


@dataclass(frozen=True, slots=True)
class Unweighed:
    """A file that could not be read: its path, and why."""

    location: str
    path: str
    reason: str


def weigh(
    *where: str,
    context: int | None = None,
    zeros: bool = False,
    offline: bool = False,
    progress: Progress = lambda _: None,
) -> Iterator[Weighed | Unweighed]:
    """Weigh every model of some places.

    Args:
        where: files, folders, archives, or anything else that a source reads.
        context: tokens that estimates assume; None for `CONTEXT`, or the model's own if shorter.
        zeros: also read tensors, to tell those filled with zeros.
        offline: refuse every location that is an address.
        progress: told the number of files looked at so far.

    Raises:
        MisnamedError: nothing is at a place.
        SourceError: a place is there and cannot be read.
    """
    count = 0
    for location in where:
        place = places.Place(Part("", location=location), location)
        _, source = places.open_place(place, offline=offline)
        found, unread = Found(), []
        for item in source.files(Limits()):
            if isinstance(item, Obstacle):
                unread.append(Unweighed(location, item.path, item.reason))
            elif cause := _taken(item, found, zeros=zeros):
                unread.append(Unweighed(location, item.path, cause))
            count += 1
            progress(count)
        yield from (weighed(location, model, context) for model in models(found))
        yield from unread


def weighed(location: str, model: Model, context: int | None) -> Weighed:
    """A model with the hardware it needs."""
    own = model.settings.context if model.settings else None
    tokens = context or min(CONTEXT, own or CONTEXT)
    if not model.parameters or model.use not in {"model", "adapter"}:
        return Weighed(location, model, tokens)
    if model.use == "adapter" or (model.settings and model.settings.adapter):
        return Weighed(location, model, tokens)
    return Weighed(location, model, tokens, tuple(_runs(model, tokens)), tuple(_trains(model)))


def _runs(model: Model, context: int) -> Iterator[Estimate]:
    stored, parameters = model.whole.stored, model.parameters or 0
    if stored is not None:
        yield hardware.to_run("as stored", stored, model.settings, context)
    for bits in (16, 8, 4):
        weights = hardware.weights_bytes(parameters, bits)
        yield hardware.to_run(f"{bits}-bit", weights, model.settings, context)


def _trains(model: Model) -> Iterator[Estimate]:
    parameters = model.parameters or 0
    yield hardware.to_train(parameters)
    yield hardware.to_adapt(parameters, model.settings)
    yield hardware.to_adapt(parameters, model.settings, quantised=True)


def _taken(item: SourceFile, found: Found, *, zeros: bool) -> str:
    """Take in what a file tells; why it could not be read, empty where it could."""
    found.sizes[item.path] = item.size
    try:
        with item.open() as stream:
            blob = Blob(Part(""), item.path, item.size, stream, known_digest=item.digest, hashed=0)
            if item.kept is not None:
                blob.kept = item.kept
            return _read(blob, found, zeros=zeros)
    except (OSError, EOFError, ValueError) as error:
        return f"It could not be read: {error}."


def _read(blob: Blob, found: Found, *, zeros: bool) -> str:
    if weights_file.is_pointer(blob):
        return "It is a Git LFS pointer: the bytes themselves are not here."
    path, head = blob.path.lower(), blob.head()
    for one in _READERS:
        if one.takes(path, head):
            for fact in one.read(blob):
                _keep(fact, found)
    if blob.costly and blob.suffix in _TEXTS:
        return ""
    piece = of_blob(blob)
    inspected = inspect(piece, Evidence("", blob.path), blob.folder)
    if inspected is not None:
        found.weights[blob.path] = inspected
        if zeros and inspected.tensors:
            found.zeros[blob.path] = tuple(zero_filled(piece, inspected.tensors))
    return ""


def _keep(fact: object, found: Found) -> None:
    match fact:
        case Configuration():
            found.configurations.append(fact)
        case Tokenizer():
            found.tokenizers.append(fact)
        case ShardIndex():
            found.indexes.append(fact)
        case ModelSettings():
            found.settings.append(fact)
