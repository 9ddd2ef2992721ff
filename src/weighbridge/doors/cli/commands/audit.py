"""`weighbridge audit`: read releases and say what can be concluded about each."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli import changed
from weighbridge.doors.cli.parameters import Day, Name, RolePlace, format_names, framework_ids
from weighbridge.doors.cli.problems import DEBUG, Exit, report
from weighbridge.doors.cli.remembering import remembering

if TYPE_CHECKING:
    from weighbridge.facts.distribution import Part
    from weighbridge.formats import Look
    from weighbridge.verdicts.report import Report

_MANY = 24
"""Releases from which on starting more processes costs less than it saves."""
_TOGETHER = 8
"""Releases handed to a process at a time."""
_PERSONAS = ("regular", "pedantic", "auditor")


@click.command(short_help="Read releases and say how open each is, with the evidence.")
@click.argument("releases", metavar="[RELEASE]...", nargs=-1, type=click.Path())
@click.option(
    "parts",
    "--part",
    metavar="ROLE=LOCATION",
    type=RolePlace(),
    multiple=True,
    help="A place of the release: code, weights, data or documents. Several make one release.",
)
@click.option(
    "frameworks",
    "--framework",
    metavar="ID",
    type=Name(framework_ids, "framework"),
    multiple=True,
    help="Conclude under this framework only. Repeat it for several.",
)
@click.option(
    "form",
    "--format",
    metavar="NAME",
    type=Name(format_names, "format"),
    default="text",
    show_default=True,
    help="How to write the report; `weighbridge list formats` names them.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@click.option(
    "--persona",
    type=click.Choice(_PERSONAS),
    default=_PERSONAS[0],
    show_default=True,
    help="Whose findings to list.",
)
@click.option(
    "--since", metavar="REPORT", help="Say what changed since a saved JSON report, and why."
)
@click.option(
    "--hash", "hashed", is_flag=True, help="Put the digest of every file in the JSON report."
)
@click.option("--no-cache", is_flag=True, help="Hash unchanged files again.")
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913  # an option each
    *,
    releases: tuple[str, ...],
    parts: tuple[tuple[str, str], ...],
    frameworks: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: date | None,
    persona: str,
    since: str | None,
    hashed: bool,
    no_cache: bool,
    offline: bool,
    quiet: bool,
) -> int:
    """Read each RELEASE and say what can be concluded about it.

    A RELEASE is a folder, an archive (zip, wheel, tar), git+PATH@REVISION or git+https://…, a Hub
    repository (hf://OWNER/NAME), a Model Openness Tool record, or a weighbridge.toml that names the
    parts of one. Several releases give one report each, in order; a release in
    several places is named by --part, once for each place.
    """
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    wish = Wish(frameworks, day, persona, offline, quiet, hashed, cached=not no_cache)
    asked = _releases(releases, parts)
    if len(asked) >= _MANY and output is None and since is None and _streams(form):
        return _side_by_side(wish, asked, form)
    earlier = _earlier(since)
    written = [_judge(wish, places, form, to_stdout=output is None) for places in asked]
    reports = [one for one in written if not isinstance(one, Exit)]
    if reports and output is not None:
        _write(form, reports, output)
    elif reports and not _streams(form):
        _write(form, reports)
    if since is not None:
        changed.tell(earlier, reports, to_stdout=form == "text" and output is None)
    return max((one for one in written if isinstance(one, Exit)), default=Exit.DONE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of every release alike."""

    frameworks: tuple[str, ...]
    as_of: date
    persona: str
    offline: bool
    quiet: bool
    hashed: bool
    cached: bool


def _releases(
    releases: tuple[str, ...], parts: tuple[tuple[str, str], ...]
) -> list[tuple["str | Part", ...]]:
    """The places of each release.

    Raises:
        UsageError: none is named, or parts and several releases.
    """
    from weighbridge.facts.distribution import Part  # noqa: PLC0415  # 30 ms help need not pay

    if not releases and not parts:
        raise click.UsageError("Name a RELEASE, or its places with --part.", _context())
    if parts and len(releases) > 1:
        raise click.UsageError("With --part there is one RELEASE at most.", _context())
    if not parts:
        return [(release,) for release in releases]
    return [(*releases, *(Part("", role, location) for role, location in parts))]


def _judge(
    wish: Wish, places: tuple["str | Part", ...], form: str, *, to_stdout: bool
) -> "Report | Exit":
    """The report on one release, written at once where the format streams; else what went wrong."""
    try:
        judged = _audit(wish, places)
    except click.ClickException:
        raise
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return report(error)
    if to_stdout and _streams(form):
        _write(form, [judged])
    return judged


def _side_by_side(wish: Wish, asked: list[tuple["str | Part", ...]], form: str) -> int:
    """Judge many releases in as many processes as there are cores, and write them in order."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # 20 ms one need not pay

    from weighbridge.doors.cli import writing  # noqa: PLC0415  # as above

    worst = int(Exit.DONE)
    rendering = partial(_rendered, replace(wish, quiet=True), form, writing.look())
    with ProcessPoolExecutor() as pool:
        for text, code in pool.map(rendering, asked, chunksize=_TOGETHER):
            worst = max(worst, code)
            if text:
                writing.to_stdout(text, utf_8=_is_utf_8(form))
    return worst


def _rendered(
    wish: Wish, form: str, look: "Look", places: tuple["str | Part", ...]
) -> tuple[str, int]:
    from weighbridge import formats  # noqa: PLC0415  # 30 ms help need not pay

    judged = _judge(wish, places, form, to_stdout=False)
    if isinstance(judged, Exit):
        return "", judged
    return formats.find(form).render([judged], look), Exit.DONE


def _audit(wish: Wish, places: tuple["str | Part", ...]) -> "Report":
    from weighbridge.audit import audit, open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above
    from weighbridge.findings import Persona  # noqa: PLC0415  # as above
    from weighbridge.verdicts import frameworks  # noqa: PLC0415  # as above

    first = places[0] if isinstance(places[0], str) else places[0].location
    with counting(first, quiet=wish.quiet) as told, remembering(kept=wish.cached) as memory:
        release = open_release(
            *places,
            as_of=wish.as_of,
            offline=wish.offline,
            hashed=wish.hashed,
            memory=memory,
            progress=told,
        )
    named = [frameworks.load(name) for name in dict.fromkeys(wish.frameworks)]
    return audit(
        release,
        frameworks_applied=named or None,
        persona=Persona(wish.persona),
        digests=wish.hashed,
    )


def _earlier(since: str | None) -> "list[Report]":
    from weighbridge.doors.cli import saved  # noqa: PLC0415  # 20 ms help need not pay

    return saved.load(since) if since is not None else []


def _streams(form: str) -> bool:
    from weighbridge import formats  # noqa: PLC0415  # 30 ms help need not pay

    return formats.find(form).STREAMS


def _write(form: str, reports: Sequence["Report"], output: str | None = None) -> None:
    from weighbridge import formats  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # as above

    chosen = formats.find(form)
    if output is not None:
        writing.to_file(output, chosen.render(reports))
    else:
        writing.to_stdout(chosen.render(reports, writing.look()), utf_8=_is_utf_8(form))


def _is_utf_8(form: str) -> bool:
    from weighbridge import formats  # noqa: PLC0415  # 30 ms help need not pay

    return formats.find(form).MEDIA_TYPE != "text/plain"


def _context() -> click.Context:
    return click.get_current_context()
