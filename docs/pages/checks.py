"""One page per check: its manual page, the ids it answers under, and its cases as examples."""

import re
from pathlib import Path

from weighbridge import checks
from weighbridge.findings import Check

_HOW = {
    "hex": ", in hexadecimal",
    "base64": ", in base64",
    "safetensors": ", a safetensors file of these tensors",
}
CASES = Path(__file__).parents[2] / "tests" / "cases"


def files() -> dict[str, str]:
    """The pages and their index."""
    every = checks.every()
    pages = {f"docs/reference/checks/{check.id}.md": _page(check) for check in every}
    return pages | {"docs/reference/checks/index.md": _index(every)}


def _index(every: tuple[Check, ...]) -> str:
    rows = [
        f"| [{c.id}]({c.id}.md) | {c.topic} | {c.severity} | {c.title} |"
        for c in sorted(every, key=lambda c: (c.topic, c.id))
    ]
    toc = "\n".join(check.id for check in every)
    return "\n".join(
        [
            "# Checks",
            "",
            "Each id is a claim that should be true of a release.",
            "",
            "| Check | Topic | Severity | Claim |",
            "|---|---|---|---|",
            *rows,
            "",
            "```{toctree}",
            ":hidden:",
            toc,
            "```",
            "",
        ]
    )


def _page(check: Check) -> str:
    ids = check.ids()
    ranged = check.over is not None
    answers = ["", "## Answers under", "", *(f"- `{one}`" for one in ids)] if ranged else []
    return "\n".join(
        [
            f"# {check.id}",
            "",
            _facts(check),
            "",
            check.manual,
            *answers,
            "",
            "## Examples",
            "",
            _examples(check.id),
            "",
        ]
    )


def _facts(check: Check) -> str:
    parts = [
        f"Topic {check.topic}",
        f"severity {check.severity}",
        f"decided by {check.decided_by}",
        f"for {check.persona} readers",
        f"since {check.since}",
    ]
    return " · ".join(parts)


def _examples(check: str) -> str:
    text = (CASES / f"{check}.md").read_text(encoding="utf-8")
    body = text.partition("\n## ")[1] + text.partition("\n## ")[2]
    body = re.sub(r"^## ", "### ", body.lstrip("\n"), flags=re.MULTILINE)
    return re.sub(r"^(`{3,})(\w+)[ ]?(.*)$", _fence, body, flags=re.MULTILINE).strip()


def _fence(found: re.Match[str]) -> str:
    ticks, language, info = found.groups()
    if language == "findings":
        reading = info.removeprefix("reading=") or "claims"
        return f"Findings under the reading `{reading}`:\n\n{ticks}text"
    name = info.removeprefix("before=").removeprefix("file=")
    where = " of the release before" if info.startswith("before=") else ""
    return f"`{name}`{where}{_HOW.get(language, '')}:\n\n{ticks}text"
