"""The page of everything that a scan looks for, from the catalogue of its rules."""

from itertools import groupby

from weighbridge.catalogs.vocabularies import scan_rules


def files() -> dict[str, str]:
    """The page."""
    return {"docs/reference/scan-rules.md": _page()}


def _page() -> str:
    parts = [
        "# Scan rules",
        "",
        "What `weighbridge scan` looks for. `weighbridge explain RULE` says the same.",
    ]
    for (about, fix), rules in groupby(scan_rules.every().values(), key=lambda r: (r.about, r.fix)):
        rows = [f"| `{rule.id}` | {rule.title} |" for rule in rules]
        parts += [
            "",
            about,
            "",
            "| Rule | What was found |",
            "|---|---|",
            *rows,
            "",
            f"How to fix: {fix}",
        ]
    return "\n".join([*parts, ""])
