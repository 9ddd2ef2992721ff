"""Which components a record lists: by names the tool knows, each once, each with its address."""

from collections.abc import Iterator
from difflib import get_close_matches

from weighbridge.catalogs import components
from weighbridge.records.openness import Record
from weighbridge.verdicts.openness_record.defect import Defect


def defects(record: Record) -> Iterator[Defect]:
    """All that is wrong with the list of components."""
    first: dict[str, int] = {}
    for entry in record.components:
        if not entry.name:
            message = "An entry of the components names none."
            yield Defect(entry.line, "component-name-is-known", message, "Give it a name.")
            continue
        field = entry.fields["name"]
        if entry.name in first:
            message = (
                f"{entry.name} is listed again; line {first[entry.name]} has it, and the tool "
                "takes the last entry only."
            )
            yield Defect(field.line, "component-is-listed-once", message, "Keep one of the two.")
        first.setdefault(entry.name, field.line)
        yield from _unknown(entry.name, field.line)
        if not entry.text("component_path").strip():
            message = f"{entry.name}: no address shows it."
            remedy = "Add `component_path` with its address."
            yield Defect(entry.line, "component-has-an-address", message, remedy)
        if entry.text("license") not in {"", "unlicensed"} and not entry.text("license_path"):
            message = f"{entry.name}: no address shows its licence."
            remedy = "Add `license_path` with the address of the licence's text."
            yield Defect(entry.line, "license-has-an-address", message, remedy)


def _unknown(name: str, line: int) -> Iterator[Defect]:
    names = {one.mot_name.casefold(): one.mot_name for one in components.recorded()}
    if name in names.values():
        return
    near = get_close_matches(" ".join(name.casefold().split()), names, n=1)
    remedy = f"Write '{names[near[0]]}'." if near else f"Use one of: {', '.join(names.values())}."
    message = f"{name!r} is no component of the framework; the tool takes it for Datasets."
    yield Defect(line, "component-name-is-known", message, remedy)
