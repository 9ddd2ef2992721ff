"""`weighbridge bom`: write a release's bill of materials, and judge anyone's."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day

if TYPE_CHECKING:
    from weighbridge.bom import JudgedBill
    from weighbridge.facts.release import Release

_FORMATS = ("cyclonedx-1.6", "cyclonedx-1.7", "spdx-3.0.1")
_SHOWN = 20
"""Claims of one standing that are listed one by one."""


@click.group(short_help="Write bills of materials, and judge anyone's.")
def command() -> None:
    """Write a release's bill of materials, and judge anyone's."""


@command.command(short_help="Write a release's bill of materials.")
@click.argument("release", metavar="RELEASE", type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(_FORMATS),
    default="cyclonedx-1.7",
    show_default=True,
    help="The format, with its version.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option("hashed", "--hash", is_flag=True, help="Hash every file, however large.")
@click.option("--supplier", metavar="NAME", default="", help="Who supplies the release.")
@click.option("--originator", metavar="NAME", default="", help="Who made its data, if others did.")
@click.option("--download", metavar="URL", default="", help="Where the release is fetched from.")
@click.option("--released", metavar="DATE", type=Day(), help="Day the release came out.")
@click.option("--built", metavar="DATE", type=Day(), help="Day its data were put together.")
@click.option("--as-of", metavar="DATE", type=Day(), help="Write as on this day.  [default: today]")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def write(  # noqa: PLR0913  # an option each
    *,
    release: str,
    form: str,
    output: str | None,
    hashed: bool,
    supplier: str,
    originator: str,
    download: str,
    released: date | None,
    built: date | None,
    as_of: date | None,
    quiet: bool,
) -> None:
    """Write the bill of materials of RELEASE: what its bytes and documents show, each claim with
    where it was read.

    What nothing shows is left out and said on stderr. The options for it are the word of whoever
    runs this, and stand in the bill as such.
    """
    from weighbridge.bom import Answers, write_bill  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli.writing import to_file, to_stdout  # noqa: PLC0415  # as above

    opened = _opened(release, as_of, hashed=hashed, quiet=quiet)
    answers = Answers(
        supplier=supplier,
        originator=originator,
        location=download,
        released=released.isoformat() if released else "",
        built=built.isoformat() if built else "",
    )
    own = [os.path.relpath(output, release).replace(os.sep, "/")] if output else []
    written = write_bill(opened, form, answers, left_out=own)
    for line in written.open:
        click.echo(line, err=True)
    if output:
        to_file(output, written.text)
    else:
        to_stdout(written.text, utf_8=True)


@command.command(short_help="Say whether a bill is valid, complete and true.")
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False))
@click.option("--release", metavar="RELEASE", help="Hold its claims against this release.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def check(*, file: str, release: str | None, form: str, as_of: date | None, quiet: bool) -> None:
    """Judge FILE, a bill of materials in CycloneDX or SPDX: its schema, what the SPDX profiles
    require, and the minimum elements the G7 name for AI. A placeholder never counts.

    With --release every digest, the licence, the parameters and the base models it claims are held
    against the release itself. The exit code is 0 whatever is found; `gate` decides.
    """
    from weighbridge.bom import (  # noqa: PLC0415  # 80 ms help need not pay
        LARGEST,
        BillError,
        judge_bill,
    )
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    try:
        with Path(file).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}. Name a bill to check.") from error
    opened = _opened(release, as_of, hashed=True, quiet=quiet) if release else None
    try:
        bill = judge_bill(data, opened)
    except BillError as error:
        raise click.ClickException(f"{file}: {error}") from error
    to_stdout(_json(file, bill) if form == "json" else _text(file, bill), utf_8=form == "json")


def _opened(release: str, as_of: date | None, *, hashed: bool, quiet: bool) -> "Release":
    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above

    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    with counting(release, quiet=quiet) as told:
        return open_release(release, as_of=day, hashed=hashed, progress=told)


def _json(file: str, bill: "JudgedBill") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.bom import rows  # noqa: PLC0415  # as above

    value = {
        "path": file,
        "form": bill.form,
        "version": bill.version,
        "valid": bill.valid,
        "schema": list(bill.schema),
        "profile": list(bill.profile),
        "elements": list(rows(bill)),
        "claims": [
            {"subject": one.subject, "standing": str(one.standing), "message": one.message}
            for one in bill.claims
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(file: str, bill: "JudgedBill") -> str:
    said = {True: "valid", False: "not valid", None: "not validated"}[bill.valid]
    lines = [f"{file}: {bill.form} {bill.version}, {said}".replace(" ,", ",")]
    lines += [f"  ! {one}" for one in (*bill.schema, *bill.profile)]
    lines += ["", "Minimum elements for AI (G7, May 2026):", *_clusters(bill)]
    if bill.claims:
        lines += ["", "Beside the release:", *_claims(bill)]
    return "\n".join(lines) + "\n"


def _clusters(bill: "JudgedBill") -> list[str]:
    lines = []
    for cluster in dict.fromkeys(one.element.cluster for one in bill.elements):
        inside = [one for one in bill.elements if one.element.cluster == cluster]
        present = sum(one.presence == "present" for one in inside)
        lines.append(f"  {cluster}: {present} of {len(inside)}")
        lines += [
            f"    {one.presence}: {one.element.title}"
            for one in inside
            if one.presence != "present"
        ]
    return lines


def _claims(bill: "JudgedBill") -> list[str]:
    lines = []
    for standing in ("contradicted", "unknown", "holds"):
        found = [one.message for one in bill.claims if one.standing == standing]
        shown = found if standing == "contradicted" else found[:_SHOWN]
        lines += [f"  {standing}: {message}" for message in shown]
        if len(found) > len(shown):
            lines.append(f"  {standing}: {len(found) - len(shown)} more")
    return lines
