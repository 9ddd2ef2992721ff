"""`weighbridge manifest`: a draft of the file that names the parts of a release."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from weighbridge.doors.cli.parameters import RolePlace


@click.group("manifest", short_help="Draft the file that names the parts of a release.")
def command() -> None:
    """Draft `weighbridge.toml`, the file that names the parts of a release.

    `weighbridge manifest draft RELEASE` writes one from what is found and linked there.
    """


@command.command(short_help="Write a draft from what is found and what cards link.")
@click.argument("release", metavar="[RELEASE]", required=False, type=click.Path())
@click.option(
    "parts",
    "--part",
    metavar="ROLE=LOCATION",
    type=RolePlace(),
    multiple=True,
    help="A place of the release: code, weights, data or documents. Several make one release.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a new file instead of stdout.")
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
def draft(
    *, release: str | None, parts: tuple[tuple[str, str], ...], output: str | None, offline: bool
) -> None:
    """Write the parts of RELEASE, each at the commit that was read, and what its cards link.

    What a person has to decide is commented out: links that name no revision, components and
    licences. Paths are relative to the folder of --output, or else to the one this runs in. A file
    that is there is never written over.
    """
    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.documents import manifest_draft  # noqa: PLC0415  # as above
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.facts.distribution import Part  # noqa: PLC0415  # as above
    from weighbridge.sources.pinning import pinned  # noqa: PLC0415  # as above

    named = () if release is None else (release,)
    places = [*named, *(Part("", role, location) for role, location in parts)]
    if not places:
        raise click.UsageError("Name a RELEASE, or its places with --part.")
    if output is not None and os.path.lexists(output):
        raise click.ClickException(f"{output}: it is there already. Choose another --output.")
    day = date.today()  # noqa: DTZ011  # no line of a draft depends on it
    found = open_release(*places, as_of=day, offline=offline)
    folder = str(Path(output or ".").parent) if output else "."
    text = manifest_draft.draft(
        found, [replace(part, location=pinned(part, folder)) for part in found.parts]
    )
    if output is not None:
        writing.to_file(output, text)
    else:
        writing.to_stdout(text, utf_8=True)
