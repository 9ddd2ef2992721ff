"""What there is: a row for each check, framework, component and licence."""

from collections.abc import Iterator

from weighbridge import checks as asked
from weighbridge.catalogs import components as seen
from weighbridge.catalogs import licenses as known
from weighbridge.verdicts import frameworks as applied

Row = dict[str, str | bool | None]
"""`id` and `title`, then what else tells entries apart."""


def checks() -> Iterator[Row]:
    """Every check, by topic and id."""
    for check in sorted(asked.every(), key=lambda c: (c.topic, c.id)):
        yield {
            "id": check.id,
            "title": check.title,
            "topic": check.topic,
            "severity": check.severity.value,
            "persona": check.persona.value,
            "decided_by": check.decided_by.value,
            "since": check.since,
        }


def frameworks() -> Iterator[Row]:
    """Every framework, by id."""
    for framework in map(applied.load, applied.ids()):
        yield {
            "id": framework.id,
            "title": framework.title,
            "version": framework.version,
            "default": framework.default,
            "source": framework.source,
        }


def components() -> Iterator[Row]:
    """Every component, in the order of the Model Openness Framework."""
    for component in seen.every():
        yield {
            "id": component.id,
            "title": component.title,
            "type": component.type,
            "topic": component.topic,
        }


def licenses() -> Iterator[Row]:
    """Every licence with a record of its own, by id; the SPDX list knows more."""
    for name in sorted(set(known.index().values()), key=str.lower):
        license_ = known.find(name)
        if license_ is not None:
            yield {
                "id": license_.id,
                "title": license_.name,
                "kind": license_.kind,
                "open": license_.open,
            }
