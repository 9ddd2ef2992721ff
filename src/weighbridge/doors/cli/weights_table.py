"""Weighed models as text for people, and as plain values for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from weighbridge.facts.tensors import Inspected, Tensor
from weighbridge.facts.weights import ModelSettings
from weighbridge.findings.hardware import Estimate
from weighbridge.readers.weights_formats.models import Model, TokenizerFiles
from weighbridge.weigh import Unweighed, Weighed

_UNITS = (("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10))
_SHOWN = 8
_LABEL = 14


def text(one: Weighed | Unweighed, *, tensors: bool) -> str:
    """What a terminal shows of one model, or of a file that could not be read."""
    if isinstance(one, Unweighed):
        return f"{printable(one.path)}\n  {printable(one.reason)}\n"
    lines = [printable(one.model.name), *(_row(*row) for row in _rows(one.model))]
    if one.runs and all(each.unknown for each in one.runs):
        lines += _weights_alone(one)
    elif one.runs:
        title = f"  Memory to run one sequence of {one.context:,} tokens, estimated"
        lines += ["", title, *_runs(one.runs)]
        lines += [
            "",
            "  Memory to fine-tune, activations left out, estimated",
            *_trains(one.trains),
        ]
    if tensors:
        lines += ["", *_tensors(one.model)]
    return "\n".join(lines) + "\n"


def value(one: Weighed | Unweighed, *, tensors: bool) -> dict[str, Any]:
    """One model, or a file that could not be read, as JSON writes it."""
    if isinstance(one, Unweighed):
        return {"location": one.location, "path": one.path, "unread": one.reason}
    model = one.model
    settings, tokenizer = model.settings, model.tokenizer
    found: dict[str, Any] = {
        "location": one.location,
        "name": model.name,
        "use": model.use,
        "format": model.whole.format.id,
        "files": [{"path": path, "size": held.size} for path, held in model.files]
        + [{"path": path, "size": size} for path, size in model.companions],
        "size": model.size,
        "parameters": model.parameters,
        "tensors": model.whole.count,
        "dtypes": [
            {"dtype": name, "parameters": count, "bytes": size}
            for name, count, size in model.whole.dtypes
        ],
        "stated": dict(pair for _, held in model.files for pair in held.told),
        "producer": _first(held.producer for _, held in model.files),
        "architecture": _architecture(model),
        "step": model.step,
        "quantisation": model.quantisation or None,
        "model": _settings(settings),
        "tokenizer": None
        if tokenizer is None
        else {
            "class": tokenizer.name or None,
            "tokens": tokenizer.tokens,
            "chat_template": tokenizer.chat_template,
            "files": list(tokenizer.files),
        },
        "tied": [{"tensor": t.name, "shares": t.shares} for t in model.tensors or () if t.shares],
        "zeros": None if model.zeros is None else list(model.zeros),
        "metadata": dict(pair for _, held in model.files for pair in held.metadata),
        "hardware": {
            "estimates": True,
            "context": one.context,
            "run": [_estimate(each) for each in one.runs],
            "train": [_estimate(each) for each in one.trains],
        },
        "notes": list(model.notes),
    }
    if tensors:
        found["tensor_list"] = [_tensor(each) for each in model.tensors or ()]
    return found


def printable(raw: str) -> str:
    """A text that cannot move a terminal's cursor: files choose their names."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in raw)


def size_of(count: int | None) -> str:
    """Bytes in binary units; a question mark for what is not known."""
    if count is None:
        return "?"
    for unit, width in _UNITS:
        if count >= width:
            return (
                f"{count / width:.2f} {unit}"
                if count < 100 * width
                else f"{count / width:.0f} {unit}"
            )
    return f"{count} B"


def _row(label: str, words: str) -> str:
    return f"  {label:<{_LABEL}}{printable(words)}"


def _first(words: Iterator[str]) -> str | None:
    return next((word for word in words if word), None)


def _rows(model: Model) -> Iterator[tuple[str, str]]:
    whole, files = model.whole, [held for _, held in model.files]
    count = len(model.files) + len(model.companions)
    forms = ", ".join(dict.fromkeys(held.format.title for held in files))
    yield "Format", f"{forms}{' (adapter)' if model.use == 'adapter' else ''}"
    yield "Size", f"{size_of(model.size)} in {count} {'file' if count == 1 else 'files'}"
    if model.parameters is not None and whole.count:
        yield "Parameters", f"{model.parameters:,} in {whole.count:,} tensors"
        for name, number, size in whole.dtypes[:_SHOWN]:
            noun = "parameter" if number == 1 else "parameters"
            yield f"  {name}", f"{number:,} {noun}, {size_of(size)}"
    elif not any(held.told for held in files):
        yield "Parameters", "unknown"
    for held in files[:1]:
        for what, many in held.told:
            yield what.capitalize(), many
    for path, inner in (pair for held in files for pair in held.members[:_SHOWN]):
        told = "unknown" if inner.parameters is None else f"{inner.parameters:,} parameters"
        yield "Holds", f"{path} ({inner.format.title}, {told})"
    yield from _about(model, files)
    for note in model.notes[:_SHOWN]:
        yield "Note", note
    if len(model.notes) > _SHOWN:
        yield "Note", f"and {len(model.notes) - _SHOWN} more; --format json has them."


def _about(model: Model, files: Sequence[Inspected]) -> Iterator[tuple[str, str]]:
    settings = model.settings
    if architecture := _architecture(model):
        yield "Architecture", architecture
    if settings is not None:
        yield from _of_settings(settings)
    if model.tokenizer is not None:
        yield "Tokenizer", _of_tokenizer(model.tokenizer)
    if model.quantisation:
        bits = f", {settings.bits} bits" if settings and settings.bits else ""
        yield "Quantisation", f"{model.quantisation}{bits}"
    if producer := _first(held.producer for held in files):
        yield "Written by", producer
    if model.step is not None:
        yield "Step", f"{model.step:,}"
    yield from _of_tensors(model)


def _of_settings(settings: ModelSettings) -> Iterator[tuple[str, str]]:
    if sizes := _sizes(settings):
        yield "Sizes", sizes
    if settings.context:
        yield "Context", f"{settings.context:,} tokens"
    if settings.vocabulary:
        yield "Vocabulary", f"{settings.vocabulary:,} tokens"
    if settings.adapter:
        rank = f", rank {settings.rank}" if settings.rank else ""
        yield "Adapter", f"{settings.adapter}{rank}, for {settings.base or 'an unnamed model'}"


def _of_tokenizer(tokenizer: TokenizerFiles) -> str:
    words = [tokenizer.name] if tokenizer.name else []
    words += [f"{tokenizer.tokens:,} tokens"] if tokenizer.tokens else []
    words.append("chat template" if tokenizer.chat_template else "no chat template")
    names = [path.rpartition("/")[2] for path in tokenizer.files[:_SHOWN]]
    return ", ".join(words) + (f" ({', '.join(names)})" if names else "")


def _of_tensors(model: Model) -> Iterator[tuple[str, str]]:
    tied = [one for one in model.tensors or () if one.shares]
    if tied:
        more = f" and {len(tied) - 1:,} more" if len(tied) > 1 else ""
        yield "Tied", f"{tied[0].name} = {tied[0].shares}{more}"
    if model.zeros is not None:
        names = ", ".join(model.zeros[:3])
        yield "All zeros", f"{len(model.zeros):,} tensors: {names}" if model.zeros else "no tensor"


def _architecture(model: Model) -> str:
    settings = model.settings
    named = settings.architecture if settings else ""
    named = named or _first(held.architecture for _, held in model.files) or ""
    family = settings.family if settings else ""
    return f"{named} ({family})" if named and family and family != named else named or family


def _sizes(settings: ModelSettings) -> str:
    parts = (
        (settings.layers, "layers"), (settings.hidden_size, "wide"), (settings.heads, "heads"),
        (settings.kv_heads, "for keys and values"),
    )  # fmt: skip
    return ", ".join(f"{number:,} {what}" for number, what in parts if number)


def _settings(settings: ModelSettings | None) -> dict[str, Any] | None:
    if settings is None:
        return None
    names = (
        "family", "architecture", "layers", "hidden_size", "heads", "kv_heads", "head_dim",
        "latent", "context", "vocabulary", "generates", "quantisation", "bits", "adapter", "base",
        "rank",
    )  # fmt: skip
    return {name: getattr(settings, name) for name in names if getattr(settings, name) != ""}


def _weights_alone(one: Weighed) -> Iterator[str]:
    """What is known of the memory where nothing tells the cache."""
    sizes = ", ".join(f"{size_of(each.weights)} {each.what}" for each in one.runs)
    yield _row("Memory", f"weights alone, estimated: {sizes}")
    full = next((each.total for each in one.trains if each.total is not None), None)
    if full is not None:
        words = f"{size_of(full)} to fine-tune in full with AdamW, activations left out"
        yield _row("", words)
    yield _row("", f"In all: unknown. {one.runs[0].unknown}")


def _runs(estimates: Sequence[Estimate]) -> Iterator[str]:
    yield f"    {'weights':<12}{'weights':>12}{'KV cache':>12}{'overhead':>12}{'in all':>12}"
    for one in estimates:
        cells = (one.weights, one.cache, one.overhead, one.total)
        yield f"    {one.what:<12}" + "".join(f"{size_of(cell):>12}" for cell in cells)
    yield from _reasons(estimates)


def _trains(estimates: Sequence[Estimate]) -> Iterator[str]:
    yield f"    {'method':<30}{'weights':>12}{'training':>12}{'in all':>12}"
    for one in estimates:
        cells = (one.weights, None if one.weights is None else one.states, one.total)
        yield f"    {one.what:<30}" + "".join(f"{size_of(cell):>12}" for cell in cells)
    yield from _reasons(estimates)


def _reasons(estimates: Sequence[Estimate]) -> Iterator[str]:
    for reason in dict.fromkeys(one.unknown for one in estimates if one.unknown):
        yield f"    ? {reason}"


def _estimate(one: Estimate) -> dict[str, Any]:
    return {
        "what": one.what,
        "weights": one.weights,
        "cache": one.cache,
        "training": one.states,
        "overhead": one.overhead,
        "total": one.total,
        "unknown": one.unknown or None,
    }


def _tensors(model: Model) -> Iterator[str]:
    for one in model.tensors or ():
        shape = "×".join(map(str, one.shape)) or "scalar"
        shares = f"  = {printable(one.shares)}" if one.shares else ""
        yield f"  {printable(one.name)}  {one.dtype}  {shape}{shares}"


def _tensor(one: Tensor) -> dict[str, Any]:
    return {
        "name": one.name,
        "dtype": one.dtype,
        "shape": list(one.shape),
        "parameters": one.parameters,
        "bytes": None if one.size < 0 else one.size,
        "shares": one.shares or None,
    }
