"""The decision log as one Markdown text, with the headings of MADR 4.0."""

from collections.abc import Iterable, Iterator

from weighbridge.records.governance import Decision


def draft(decisions: Iterable[tuple[str, Decision]], *, title: str = "Decisions") -> str:
    """The log, oldest decision first; one without a date comes last.

    Args:
        decisions: each with its id.

    Source: Markdown Architectural Decision Records 4.0.0, https://adr.github.io/madr/.
    """
    ordered = sorted(decisions, key=lambda one: (str(one[1].date or "9999"), one[0]))
    parts = [f"# {title}", *("\n\n".join(_decision(*one)) for one in ordered)]
    if not ordered:
        parts.append("No decision is recorded.")
    return "\n\n".join(parts) + "\n"


def _decision(ident: str, one: Decision) -> Iterator[str]:
    yield f"## {ident}: {_line(one.title) or 'a decision without a title'}"
    deciders = ", ".join(_person(d.name, d.role) for d in one.deciders) or "nobody is named"
    lines = [f"- status: {one.status}", f"- date: {one.date or 'not stated'}"]
    lines += [f"- decision-makers: {deciders}"]
    lines += [f"- supersedes: {', '.join(one.supersedes)}"] if one.supersedes else []
    yield "\n".join(lines)
    yield f"### Context and Problem Statement\n\n{_text(one.context)}"
    if one.options:
        yield "### Considered Options\n\n" + "\n".join(f"- {_line(o)}" for o in one.options)
    yield f"### Decision Outcome\n\n{_text(one.decision)}"
    if one.consequences.strip():
        yield f"#### Consequences\n\n{_text(one.consequences)}"
    evidence = "\n".join(f"- {_line(e)}" for e in one.evidence) or "No evidence is named."
    yield f"#### Confirmation\n\n{evidence}"


def _person(name: str, role: str) -> str:
    named = " ".join(filter(None, (_line(name), f"({_line(role)})" if role.strip() else "")))
    return named or "somebody who is not named"


def _text(text: str) -> str:
    """Words of a person, that open no heading and no HTML of their own."""
    lines = (line.strip() for line in text.strip().splitlines())
    return "\n".join(_plain(line) for line in lines) or "Not stated."


def _line(text: str) -> str:
    return _plain(" ".join(text.split()))


def _plain(line: str) -> str:
    safe = line.replace("&", "&amp;").replace("<", "&lt;")
    return f"\\{safe}" if safe.startswith(("#", "=", "---", "```", "~~~", ">")) else safe
