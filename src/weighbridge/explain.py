"""Explain: what there is to read with, told by the modules themselves."""

from collections.abc import Iterator
from types import ModuleType

from weighbridge import shelf, sources
from weighbridge.readers.reading import every_reader


def readable_places() -> Iterator[dict[str, str]]:
    """Every source: its name, and what it reads."""
    for name in shelf.names("weighbridge.sources", sources.__path__[0], deep=False):
        module = shelf.load(name)
        if hasattr(module, "accepts"):
            yield {"id": name.rpartition(".")[2], "title": _first_sentence(module)}


def readable_formats() -> Iterator[dict[str, str]]:
    """Every reader of a file format: its name, what it reads, and the names of such files."""
    for one in every_reader():
        yield {
            "id": one.name.rpartition(".")[2],
            "title": _first_sentence(shelf.load(one.name)),
            "topic": one.topic,
            "files": " ".join(one.names),
        }


def _first_sentence(module: ModuleType) -> str:
    return (module.__doc__ or "").split("\n\n", 1)[0].replace("\n", " ").strip()
