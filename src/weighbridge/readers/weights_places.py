"""Addresses of weights: a model's page on a hub, a checkpoint file, an archive's record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.addresses import pinned

_ADDRESS = lazy(
    r"https?://(?:https?://)?[^\s<>\"'\])}|`，。）]{4,400}(?<![.,;:!?*])|gs://[\w./-]{4,300}"
)
_HUB = lazy(
    r"https?://(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)"
    r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)(?P<rest>/[^?#]*)?",
    re.IGNORECASE,
)
_OTHER_HUB = lazy(
    r"https?://(?:www\.)?(?:modelscope\.(?:cn|ai)/models|wisemodel\.cn/models|modelers\.cn/models"
    r"|kaggle\.com/models)/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)",
    re.IGNORECASE,
)
_RECORD = lazy(
    r"//(?:www\.)?zenodo\.org/(?:records?|doi)/|doi\.org/10\.5281/|//drive\.google\.com/"
    r"|//(?:storage\.(?:cloud\.google|googleapis)\.com)/|^gs://|\.amazonaws\.com/"
    r"|//(?:www\.)?dropbox\.com/|//pan\.baidu\.com/|//figshare\.com/|//1drv\.ms/",
    re.IGNORECASE,
)
_ACCOUNT = lazy(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<owner>[\w.-]+)/?$", re.IGNORECASE
)
_DATA = lazy(r"[-_.](?:datasets?|data|corpus|corpora)$", re.IGNORECASE)
_NO_MODEL = frozenset(
    {
        "api", "blog", "chat", "collections", "datasets", "docs", "join", "learn", "models", "new",
        "organizations", "papers", "posts", "pricing", "settings", "spaces", "tasks",
    }
)  # fmt: skip
"""First words of a path on the Hub that no account bears."""
_WEIGHTS = lazy(
    r"\.(?:safetensors|ckpt|pth?|bin|gguf|ggml|onnx|msgpack|h5|keras|npz|pdparams|tflite|mlmodel)"
    r"(?:\.(?:gz|zip|tar))?(?:[?#]|$)",
    re.IGNORECASE,
)
_NO_WEIGHTS = lazy(
    r"\.(?:png|model|jpe?g|gif|svg|webp|mp4|webm|wav|mp3|pdf|md|txt|json|py|ipynb|csv|html?|bib)(?:[?#]|$)"
    r"|/(?:license|notice)[^/]*$|/(?:discussions?|commits?)\b",
    re.IGNORECASE,
)
_LOADED = lazy(
    r"(?:from_pretrained|pipeline|snapshot_download|LLM|AutoModel|load_model)\(\s*[^)\n]{0,60}?"
    r"[\"'](?P<a>[\w.-]+/[\w.-]+)[\"']"
    r"|(?:huggingface-cli download|hf download|vllm serve|ollama run hf\.co/|--model(?:[-_]path|s)?"
    r"|--hf-repo|--model-name[\w-]*|snapshot_download)[ =]+[\"']?(?P<b>[\w.-]+/[\w.-]+)"
    r"|\bmodel\w*\s*[:=]\s*[\"'](?P<c>[\w.-]+/[\w.-]+)[\"']"
)
_COMMIT = lazy(r"revision\s*=\s*[\"']?([0-9a-f]{40})\b")


@dataclass(frozen=True, slots=True)
class WeightsAddress:
    """One place that weights can be had from.

    Attributes:
        owner: account on a hub; empty for other places.
        name: of the model, or of the file.
        hub: whether it is a model's page, which has a card of its own.
        span: where it stands in its line.
        account: whether it is the page of an account, which names no model.
        called: whether code names it, rather than a link.
        pinned: whether it names a commit, a digest or an archived identifier.
    """

    address: str
    owner: str
    name: str
    hub: bool
    span: tuple[int, int]
    account: bool = False
    called: bool = False
    pinned: bool = False

    @property
    def model(self) -> str:
        """What stands for it however it is addressed: owner and name, or the address."""
        return f"{self.owner}/{self.name}" if self.hub else self.address


def addresses(text: str) -> Iterator[WeightsAddress]:
    """The places in one line that hold weights, or may: who knows, must say so."""
    if "://" in text:
        for found in _ADDRESS.finditer(text):
            if one := _place(found[0], found.span()):
                yield one
    if "/" in text:
        yield from _loaded(text)


def _place(address: str, span: tuple[int, int]) -> WeightsAddress | None:
    if _NO_WEIGHTS.search(address):
        return None
    if hub := _HUB.match(address) or _OTHER_HUB.match(address):
        return _page(address, hub["owner"], hub["name"].removesuffix(".git"), span)
    account = _ACCOUNT.match(address)
    if account and account["owner"].lower() not in _NO_MODEL:
        return WeightsAddress(address, account["owner"], "", False, span, account=True)
    if _WEIGHTS.search(address) or _RECORD.search(address):
        file = re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2]
        return WeightsAddress(address, "", file, False, span, pinned=pinned(address))
    return None


def _page(address: str, owner: str, name: str, span: tuple[int, int]) -> WeightsAddress | None:
    """A repository of a hub, unless it is no model's."""
    if owner.lower() in _NO_MODEL or _DATA.search(name):
        return None
    # Some READMEs name the scheme twice; what they mean is plain.
    meant = re.sub(r"^(https?://)https?://", r"\1", address.partition("#")[0])
    return WeightsAddress(meant, owner, name, True, span, pinned=pinned(address))


def is_file(place: WeightsAddress) -> bool:
    """Whether an address ends in the name of a weights file."""
    return bool(_WEIGHTS.search(place.address))


def _loaded(text: str) -> Iterator[WeightsAddress]:
    """Models that code loads from the Hub by their ids.

    Source: huggingface_hub, `repo_id` ("namespace/name") and `revision`.
    """
    for found in _LOADED.finditer(text):
        model = found["a"] or found["b"] or found["c"]
        owner, _, name = model.partition("/")
        local = owner in {".", ".."} or _WEIGHTS.search(name) or _NO_WEIGHTS.search(name)
        if local or owner.lower() in {"hf.co", "path", "models", "checkpoints", "output", "data"}:
            continue
        commit = _COMMIT.search(text, found.end())
        address = f"https://huggingface.co/{model}" + (f"/tree/{commit[1]}" if commit else "")
        yield WeightsAddress(
            address, owner, name, True, found.span(), called=True, pinned=bool(commit)
        )
