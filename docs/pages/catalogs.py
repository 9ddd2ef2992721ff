"""Pages of what is known about the world: components and licences."""

from weighbridge import catalogs
from weighbridge.catalogs import components, licenses


def files() -> dict[str, str]:
    """The pages."""
    return {
        "docs/reference/components.md": _components(),
        "docs/reference/licenses.md": _licenses(),
    }


def _components() -> str:
    rows = [
        f"| `{c.id}` | {c.title} | {c.type} | {'I' * c.mof_class} | "
        f"{'yes' if c.required else 'no'} | {c.description} |"
        for c in components.every()
    ]
    return "\n".join(
        [
            "# Components",
            "",
            "What a release may hold, as the Model Openness Framework names it.",
            "",
            "| Id | Component | Type | Class | Required | What it is |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _licenses() -> str:
    known = [licenses.find(name) for name in catalogs.entries("licenses")]
    rows = [
        f"| `{one.id}` | {one.name} | {one.kind} | {_says(one.open)} | "
        f"{'; '.join(one.restrictions) or '–'} |"
        for one in known
        if one is not None
    ]
    return "\n".join(
        [
            "# Licences",
            "",
            "Records of the licences that model and dataset releases use most. Every other id of",
            "the SPDX list is known with what that list says of it.",
            "",
            "| Id | Licence | Kind | Open | Restrictions |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _says(answer: bool | None) -> str:  # noqa: FBT001  # a three-valued fact, not a switch
    return {True: "yes", False: "no", None: "not known"}[answer]
