"""`weighbridge explain`: what an id in a report means, and how to mend it."""

from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Known

if TYPE_CHECKING:
    from weighbridge.verdicts.manual import Page


@click.command(short_help="Say what a check, licence, component, framework or criterion is.")
@click.argument("subject", metavar="ID", type=Known())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the page.",
)
def command(*, subject: str, form: str) -> None:
    """Say what ID means: a check (weights-load-safely), a licence (Apache-2.0), a component
    (model-card), a framework (mof-1.0), one criterion of it (mof-1.0:data-card) or a rule of a scan
    (pickle-runs-code). `weighbridge policy explain` says what a policy is.
    """
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.verdicts import manual  # noqa: PLC0415  # 60 ms help need not pay

    try:
        page = manual.find(subject)
    except manual.UnknownIdError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None
    if form == "json":
        to_stdout(_json(page), utf_8=True)
    else:
        to_stdout(_text(page))


def _text(page: "Page") -> str:
    width = max((len(label) for label, _ in page.facts), default=0) + 2
    facts = [f"{label + ':':<{width}}{value}" for label, value in page.facts]
    related = [f"- {one}" for one in page.related]
    blocks = [
        [f"{page.id} ({page.kind.replace('license', 'licence')})"],
        [page.title],
        facts,
        [page.text] if page.text else [],
        ["## See also", "", *related] if related else [],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _json(page: "Page") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay
    from dataclasses import asdict  # noqa: PLC0415  # as above

    value = asdict(page) | {"facts": dict(page.facts)}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
