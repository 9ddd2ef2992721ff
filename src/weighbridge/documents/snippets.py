"""How a model is started, as a few lines that name the very files of the release."""

from dataclasses import dataclass

from weighbridge.documents.record import Record

_CLASSES = {
    "text-generation": "AutoModelForCausalLM",
    "fill-mask": "AutoModelForMaskedLM",
    "token-classification": "AutoModelForTokenClassification",
    "question-answering": "AutoModelForQuestionAnswering",
    "image-classification": "AutoModelForImageClassification",
    "object-detection": "AutoModelForObjectDetection",
    "audio-classification": "AutoModelForAudioClassification",
}
"""Task → the class that loads a model for it. Source: transformers documentation, "Auto Classes",
read 2026-11-20.
"""
_TOKENIZED = frozenset({"text-generation", "fill-mask", "token-classification",
                        "question-answering"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines to copy.

    Attributes:
        says: what they do and need, a sentence or two of Markdown.
    """

    language: str
    says: str
    text: str


def snippet(record: Record) -> Snippet | None:
    """The lines that load the model; None where no general way is known to work."""
    files = record.value("model.weights") or ()
    if record.value("model.library") == "transformers" and not record.value("model.adapter"):
        return _with_transformers(record, files)
    if files and record.value("model.format") == "safetensors":
        return _tensors(files)
    return None


def _with_transformers(record: Record, files: tuple[str, ...]) -> Snippet | None:
    """Loading by name: only where the files stand at the top, as the library asks."""
    if not files or any("/" in path for path in files):
        return None
    task = record.value("model.task") or ""
    name = _CLASSES.get(task, "AutoModel")
    remote = record.value("model.remote-code") or ()
    tokenizer = task in _TOKENIZED
    loads = f"It reads {', '.join(f'`{path}`' for path in _shown(files))} and `config.json`."
    if remote:
        return _with_code(record, name, loads, remote)
    lines = [f"from transformers import {'AutoTokenizer, ' if tokenizer else ''}{name}", ""]
    lines[0] = f"from transformers import {name}{', AutoTokenizer' if tokenizer else ''}"
    lines += ['folder = "."  # where the files of this release lie']
    lines += [f"model = {name}.from_pretrained(folder, local_files_only=True)"]
    if tokenizer:
        lines += ["tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)"]
    return Snippet("python", f"With transformers, from the folder of this release. {loads}",
                   "\n".join(lines))  # fmt: skip


def _with_code(
    record: Record, name: str, loads: str, remote: tuple[tuple[str, str], ...]
) -> Snippet:
    """Loading that runs code: the repository and the code at revisions that a person names."""
    wanted = [auto for auto, _ in remote if auto.startswith("AutoModel")]
    name = name if name in wanted or not wanted else wanted[0]
    revision = next((f.value for _, f in record.under("release.revision") if f.value), None)
    elsewhere = any("--" in reference for _, reference in remote)
    pinned = f'"{revision}"' if revision else '"COMMIT"'
    lines = [f"from transformers import {name}", "", f"model = {name}.from_pretrained("]
    lines += ['    "OWNER/NAME",', f"    revision={pinned},"]
    if elsewhere:
        lines += ['    code_revision="COMMIT-OF-THE-CODE",']
    lines += ["    trust_remote_code=True,", ")"]
    says = (
        "Loading this model runs Python code that its configuration names, so the revision is "
        f"pinned: put in the repository{'' if revision else ' and the full commit hash'} that you "
        f"have looked at. {loads}"
    )
    return Snippet("python", says, "\n".join(lines))


def _tensors(files: tuple[str, ...]) -> Snippet:
    lines = ["from safetensors.numpy import load_file", ""]
    if len(files) == 1:
        lines += [f"tensors = load_file({files[0]!r})"]
    else:
        lines += ["tensors = {}", f"for path in {list(files[:200])!r}:"]
        lines += ["    tensors.update(load_file(path))"]
    lines += ["print({name: tensor.shape for name, tensor in tensors.items()})"]
    says = "This reads the tensors; it runs no model. It needs the packages safetensors and numpy."
    return Snippet("python", says, "\n".join(lines))


def _shown(files: tuple[str, ...]) -> tuple[str, ...]:
    return files if len(files) <= 3 else (*files[:2], f"{len(files) - 2} more")
