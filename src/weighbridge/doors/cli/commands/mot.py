"""`weighbridge mot`: records of the Model Openness Tool, linted and written."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day, RolePlace
from weighbridge.doors.cli.problems import Exit

if TYPE_CHECKING:
    from weighbridge.facts.release import Release
    from weighbridge.verdicts.openness_record import Defect

_LONGEST = 1 << 20
"""Bytes of one record that are read; the linter refuses long ones in its own words."""
_FORMS = ("record", "mof-configuration", "oci-annotations")
_CLASSES = {"class-iii": 3, "class-ii": 2, "class-i": 1}


@click.group("mot", short_help="Lint and write records of the Model Openness Tool.")
def command() -> None:
    """Lint and write records of the Model Openness Tool.

    `weighbridge mot lint FILE` names what is wrong in a record, line by line. `weighbridge mot
    write RELEASE` writes one from what a release shows. To judge a record, give it to
    `weighbridge audit`.
    """


@command.command(short_help="Name what is wrong in records, line by line.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the defects.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 when a record has a defect.")
def lint(*, files: tuple[str, ...], form: str, strict: bool) -> int:
    """Name what is wrong in each record FILE: names, licence ids, dates, addresses and layout.

    Several files are also compared: two records may not bear one release name.
    """
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.verdicts.openness_record import lint_all  # noqa: PLC0415  # as above

    found = lint_all({file: _text_of(file) for file in files})
    to_stdout(_json(found) if form == "json" else _lines(found), utf_8=form == "json")
    count = sum(map(len, found.values()))
    click.echo(
        f"{count} {'defect' if count == 1 else 'defects'} in {_records(len(found))}.", err=True
    )
    return Exit.GATE_CLOSED if strict and count else Exit.DONE


@command.command(short_help="Write a record, a MOF configuration or OCI annotations.")
@click.argument("release", metavar="[RELEASE]", required=False, type=click.Path())
@click.option(
    "parts",
    "--part",
    metavar="ROLE=LOCATION",
    type=RolePlace(),
    multiple=True,
    help="A place of the release: code, weights, data or documents. Several make one release.",
)
@click.option(
    "form",
    "--format",
    type=click.Choice(_FORMS),
    default=_FORMS[0],
    show_default=True,
    help="What to write.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option(
    "--as-of", metavar="DATE", type=Day(), help="The day to state and judge on.  [default: today]"
)
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
def write(  # noqa: PLR0913  # an option each
    *,
    release: str | None,
    parts: tuple[tuple[str, str], ...],
    form: str,
    output: str | None,
    as_of: date | None,
    offline: bool,
) -> None:
    """Write what RELEASE shows of each component, with its licence and where it is.

    Only components that are in the release, or that it points at, are listed. What no bytes tell
    (type, architecture, origin, producer, contact) stands empty, for a person to fill in.
    """
    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.facts.distribution import Part  # noqa: PLC0415  # as above

    places = [Part("", role, location) for role, location in parts]
    if release is None and not places:
        raise click.UsageError("Name a RELEASE, or its places with --part.")
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    named = () if release is None else (release,)
    text = _drafted(open_release(*named, *places, as_of=day, offline=offline), form)
    if output is not None:
        writing.to_file(output, text)
    else:
        writing.to_stdout(text, utf_8=True)


def _drafted(release: "Release", form: str) -> str:
    from weighbridge.documents import (  # noqa: PLC0415  # 30 ms help need not pay
        mof_configuration,
        mof_record,
        oci_annotations,
        openness_rows,
    )

    rows = openness_rows.rows(release)
    name, version = release.name, release.version
    if form == "oci-annotations":
        reached = _reached(release)
        return oci_annotations.draft(rows, name=name, version=version, reached=reached)
    write_one = mof_record.draft if form == "record" else mof_configuration.draft
    return write_one(rows, name=name, version=version, date=release.as_of.day.isoformat())


def _reached(release: "Release") -> int | None:
    """The class of the framework that the evidence reaches; None when it is none."""
    from weighbridge.audit import audit  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.verdicts import frameworks  # noqa: PLC0415  # as above

    report = audit(release, frameworks_applied=[frameworks.load("mof-1.0")])
    verdict = next(one for one in report.verdicts if one.reading == "evidence")
    reached = [level.id for level in verdict.levels if level.title == verdict.conclusion]
    return _CLASSES[reached[0]] if reached else None


def _text_of(file: str) -> str:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(_LONGEST).decode("utf-8-sig", "replace")
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise click.UsageError(f"{file}: {cause}. Check the path.") from error


def _lines(found: Mapping[str, list["Defect"]]) -> str:
    return "".join(
        f"{file}:{one.line}: {one.rule}: {one.message} {one.remedy}\n"
        for file, defects in found.items()
        for one in defects
    )


def _json(found: Mapping[str, list["Defect"]]) -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    listed = [{"file": f, "defects": [asdict(one) for one in ds]} for f, ds in found.items()]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _records(count: int) -> str:
    return f"{count} {'record' if count == 1 else 'records'}"
