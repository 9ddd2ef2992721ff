"""What the loading libraries know by name, a table each, as `scripts/build_loader_catalog.py` read
them: a model type, an architecture, a pipeline.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Loader:
    """One library.

    Attributes:
        version: which was read.
        read: the day, ISO 8601.
        rows: first column → the rows of the table that begin with it.
    """

    name: str
    version: str
    read: str
    rows: dict[str, tuple[tuple[str, ...], ...]]

    @property
    def title(self) -> str:
        """Name and version: `transformers 5.23.0`."""
        return f"{self.name} {self.version}"

    def architectures(self, model_type: str) -> dict[str, str]:
        """The architectures of a model type, and the prefix of each one's tensors."""
        return {row[1]: row[2] for row in self.rows.get(model_type, ()) if len(row) > 2 and row[1]}


@cache
def names() -> tuple[str, ...]:
    """Every library, sorted."""
    folder = files(__package__)
    return tuple(sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".tsv")))


@cache
def load(name: str) -> Loader:
    """The table of a library.

    Raises:
        KeyError: none was read.
    """
    if name not in names():
        raise KeyError(name)
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    head, _, *lines = text.splitlines()
    version, _, day = head.removeprefix(f"# {name} ").partition(", read ")
    rows: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in lines:
        row = tuple(line.split("\t"))
        rows[row[0]] = (*rows.get(row[0], ()), row)
    return Loader(name, version, day, rows)
