"""One page per framework: its criteria, and who decides each: the machine, a person, or nobody."""

from weighbridge import checks
from weighbridge.verdicts import criteria, frameworks


def files() -> dict[str, str]:
    """The pages and their index."""
    every = [frameworks.load(name) for name in frameworks.ids()]
    pages = {f"docs/reference/frameworks/{f.id}.md": _page(f) for f in every}
    rows = [f"| [{f.id}]({f.id}.md) | {f.title} | {f.version} |" for f in every]
    index = "\n".join(
        [
            "# Frameworks",
            "",
            "| Framework | Title | Version |",
            "|---|---|---|",
            *rows,
            "",
            "```{toctree}",
            ":hidden:",
            *(f.id for f in every),
            "```",
            "",
        ]
    )
    return pages | {"docs/reference/frameworks/index.md": index}


def _page(framework: frameworks.Framework) -> str:
    return "\n".join(
        [
            f"# {framework.title}",
            "",
            framework.description.strip(),
            "",
            f"Id `{framework.id}`, version {framework.version}.",
            f"Source: <{framework.source}>, read {framework.read}.",
            "",
            "## Coverage",
            "",
            "| Level | Criterion | Decided by | Checks |",
            "|---|---|---|---|",
            *(_row(rung.title, rule) for rung in framework.rungs for rule in rung.rules),
            *(f"| | {title} | not observable | {why} |" for title, why in framework.beyond),
            "",
        ]
    )


def _row(level: str, rule: frameworks.Rule) -> str:
    ids = sorted(criteria.checks(rule.demands))
    known = [checks.find(one) for one in ids]
    deciders = " and ".join(sorted({str(check.decided_by) for check in known}))
    links = ", ".join(
        f"[{one}](../checks/{check.id}.md)" for one, check in zip(ids, known, strict=True)
    )
    return f"| {level} | {rule.title} | {deciders} | {links} |"
