"""Lists of required libraries name exactly one version of each.

Results drift, and code stops running, when a library changes underneath it. A list meant for
running a release (`requirements.txt`, `environment.yml`) can name exact versions; the ranges in a
package's own metadata are right as they are, and are not judged.

Source: pip documentation, "Repeatable Installs".

## How to fix

Write the versions you ran with into the list, as `name==1.2.3`: `pip freeze` prints them.
"""

from collections.abc import Iterator

from weighbridge.facts.code import Code, Dependency
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Name exact versions in every list of required libraries."
_RANGES = ("pyproject.toml", "setup.cfg", "setup.py")
_NAMED = 5


@check(severity=Severity.LOW, since="0.1")
def dependencies_are_pinned(code: Code) -> Iterator[Finding]:
    """Judge each list as a whole."""
    lists: dict[tuple[str, str], list[Dependency]] = {}
    for one in code.dependencies:
        if not one.at.path.endswith(_RANGES):
            lists.setdefault((one.at.part, one.at.path), []).append(one)
    for (_, path), asked in lists.items():
        loose = [one for one in asked if not one.pinned]
        if loose:
            names = ", ".join(one.name for one in loose[:_NAMED])
            more = f" and {len(loose) - _NAMED} more" if len(loose) > _NAMED else ""
            message = f"{path} leaves {len(loose)} of {len(asked)} open: {names}{more}."
            yield failed(message, *(one.at for one in loose[:_NAMED]), remedy=_REMEDY)
        else:
            yield passed(f"{path} names exact versions of all {len(asked)}.", asked[0].at)
    if not lists:
        yield unknown("No list of required libraries was found.", remedy=_REMEDY)
