"""What is wrong with a card's metadata, as the Hugging Face Hub would say, without asking it.

Source: Hugging Face Hub documentation, "Model Cards", "Dataset Cards" and "Evaluation results";
the vocabularies of its own package of tasks and libraries.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from weighbridge.catalogs.vocabularies import hub_metadata
from weighbridge.findings import model_index
from weighbridge.patterns import lazy

_REPOSITORY = lazy(r"[\w.-]{1,96}/[\w.-]{1,96}")
_DATASET = lazy(r"[\w.-]{1,96}(?:/[\w.-]{1,96})?")
_LICENSE_NAME = lazy(r"[a-z0-9.-]+")
_RELATIONS = ("finetune", "adapter", "merge", "quantized")
_SIZES = lazy(r"n<1K|1K<n<10K|10K<n<100K|100K<n<1M|1M<n<10M|10M<n<100M|100M<n<1B"
                    r"|1B<n<10B|10B<n<100B|100B<n<1T|n>1T|other")  # fmt: skip

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong.

    Attributes:
        key: the top-level key it stands under.
        message: cause, then remedy.
    """

    key: str
    message: str


def defects(values: Values, *, repository: str = "", data: bool = False) -> Iterator[Defect]:
    """Everything that is wrong with a card's metadata.

    Args:
        values: top-level keys and their values, as YAML 1.2 reads them.
        repository: `owner/name` of the release itself; empty where it is not known.
        data: whether the card describes data.
    """
    for rule in (*_RULES, *(_DATA_RULES if data else _MODEL_RULES)):
        yield from rule(values)
    yield from _itself(values, repository)


def _license(values: Values) -> Iterator[Defect]:
    if "license" not in values:
        return
    known = hub_metadata.known().licenses
    stated = values["license"] if isinstance(values["license"], list) else [values["license"]]
    for one in stated:
        if not isinstance(one, str) or not one.strip():
            yield Defect("license", f"`license` holds {one!r}, not an id. Write an id of the Hub.")
        elif one not in known:
            yield Defect("license", f"`license: {one}` is no id of the Hub. {_near(one, known)}")
    if not stated:
        yield Defect("license", "`license` is empty. Write an id of the Hub.")
    if "other" in stated:
        yield from _other_license(values)


def _other_license(values: Values) -> Iterator[Defect]:
    name, link = values.get("license_name"), values.get("license_link")
    if not isinstance(name, str) or not name:
        yield Defect("license", "`license: other` comes without `license_name`. Name the licence.")
    elif not _LICENSE_NAME.fullmatch(name):
        words = "small letters, digits, dots and hyphens"
        yield Defect("license_name", f"`license_name: {name}` is no id. Write it in {words}.")
    if not isinstance(link, str) or not link:
        yield Defect(
            "license", "`license: other` comes without `license_link`. Link the licence's text."
        )
    elif "://" in link and not link.startswith("https://"):
        yield Defect("license_link", f"`license_link: {link}` is no https address. Correct it.")


def _language(values: Values) -> Iterator[Defect]:
    known = hub_metadata.known().languages
    for one in _listed(values.get("language")):
        if isinstance(one, bool):
            yield Defect(
                "language", f"`language` holds {str(one).lower()}. Put the code in quotes."
            )
        elif not isinstance(one, str) or not _is_language(one, known):
            yield Defect(
                "language",
                f"`language: {one}` is no code of ISO 639. Write two or three small letters; "
                "other tags go under `language_bcp47`.",
            )


def _is_language(code: str, known: frozenset[str]) -> bool:
    if code in hub_metadata.SPECIAL_LANGUAGES or code in known:
        return True
    return len(code) == 3 and code.isascii() and code.isalpha() and code.islower()


def _task(values: Values) -> Iterator[Defect]:
    tag = values.get("pipeline_tag")
    tasks = hub_metadata.known().tasks
    if "pipeline_tag" in values and (not isinstance(tag, str) or tag not in tasks):
        yield Defect(
            "pipeline_tag", f"`pipeline_tag: {tag}` is no task of the Hub. {_near(tag, tasks)}"
        )


def _library(values: Values) -> Iterator[Defect]:
    name = values.get("library_name")
    libraries = hub_metadata.known().libraries
    if "library_name" in values and (not isinstance(name, str) or name not in libraries):
        yield Defect(
            "library_name",
            f"`library_name: {name}` is no library that the Hub knows. {_near(name, libraries)}",
        )


def _base_model(values: Values) -> Iterator[Defect]:
    for one in _listed(values.get("base_model")):
        if not isinstance(one, str) or not _REPOSITORY.fullmatch(one):
            yield Defect(
                "base_model", f"`base_model: {one}` names no repository. Write `owner/name`."
            )
    relation = values.get("base_model_relation")
    if relation is not None and relation not in _RELATIONS:
        words = ", ".join(_RELATIONS)
        yield Defect(
            "base_model_relation",
            f"`base_model_relation: {relation}` is unknown. Write one of {words}.",
        )
    if relation is not None and not values.get("base_model"):
        yield Defect(
            "base_model_relation", "`base_model_relation` comes without `base_model`. Name it."
        )


def _itself(values: Values, repository: str) -> Iterator[Defect]:
    for one in _listed(values.get("base_model")):
        if repository and isinstance(one, str) and one.casefold() == repository.casefold():
            yield Defect(
                "base_model", f"`base_model: {one}` is the model itself. Name what it was made of."
            )


def _datasets(values: Values) -> Iterator[Defect]:
    for one in _listed(values.get("datasets")):
        if not isinstance(one, str) or not _DATASET.fullmatch(one):
            yield Defect(
                "datasets",
                f"`datasets` holds {one!r}, no name of a dataset. Write `name` or `owner/name`.",
            )


def _tags(values: Values) -> Iterator[Defect]:
    for key in ("tags", "metrics"):
        if key in values and not isinstance(values[key], list):
            yield Defect(key, f"`{key}` is no list. Write each on a line of its own after a dash.")
        for one in _listed(values.get(key)):
            if not isinstance(one, str):
                yield Defect(key, f"`{key}` holds {one!r}, not a word. Put it in quotes.")


def _results(values: Values) -> Iterator[Defect]:
    for message in model_index.defects(values.get("model-index")):
        yield Defect("model-index", message)


def _task_categories(values: Values) -> Iterator[Defect]:
    tasks = hub_metadata.known().tasks
    for one in _listed(values.get("task_categories")):
        if not isinstance(one, str) or one not in tasks:
            yield Defect(
                "task_categories",
                f"`task_categories` holds {one!r}, no task of the Hub. {_near(one, tasks)}",
            )


def _sizes(values: Values) -> Iterator[Defect]:
    for one in _listed(values.get("size_categories")):
        if not isinstance(one, str) or not _SIZES.fullmatch(one):
            yield Defect(
                "size_categories",
                f"`size_categories` holds {one!r}. Write it as the Hub does: `1K<n<10K`.",
            )


_RULES: tuple[Callable[[Values], Iterator[Defect]], ...] = (_license, _language, _tags)
_MODEL_RULES: tuple[Callable[[Values], Iterator[Defect]], ...] = (
    _task,
    _library,
    _base_model,
    _datasets,
    _results,
)
_DATA_RULES: tuple[Callable[[Values], Iterator[Defect]], ...] = (_task_categories, _sizes)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _near(word: Any, known: "frozenset[str] | Mapping[str, str]") -> str:
    found = get_close_matches(str(word).lower(), known, n=1, cutoff=0.75)
    return f"Did you mean {found[0]}?" if found else "Write one that it lists."
