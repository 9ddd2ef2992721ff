"""`weighbridge verify`: hold a release against its signature, file by file."""

import os
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit
from weighbridge.doors.cli.remembering import remembering
from weighbridge.doors.cli.signing import read, refusing

if TYPE_CHECKING:
    from weighbridge.records.signatures.bundle import Bundle
    from weighbridge.sign import Trust, Verification


@click.command(short_help="Hold every file of a release against its signature.")
@click.argument("path", metavar="PATH", type=click.Path())
@click.option("--key", metavar="FILE", help="The public key of the signer, in PEM.")
@click.option(
    "--root",
    metavar="FILE",
    multiple=True,
    help="Certificates that are trusted, in PEM: roots, and any between them and the signer.",
)
@click.option("--identity", metavar="NAME", help="Who must have signed it, for a keyless one.")
@click.option("--issuer", metavar="ADDRESS", help="Who vouches for the identity.")
@click.option(
    "--signature",
    metavar="FILE",
    help="The signature.  [default: PATH/model.sig, or PATH.sig for a file]",
)
@click.option(
    "--only",
    metavar="PATTERN",
    multiple=True,
    help="Verify files whose path matches this alone; * crosses folders.",
)
@click.option("--ignore-unsigned-files", is_flag=True, help="Let files pass that were not signed.")
@click.option("--ignore", metavar="PATH", multiple=True, help="Leave this out, relative to PATH.")
@click.option("--allow-symlinks", is_flag=True, help="Verify what links lead to.")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
@click.option("--no-cache", is_flag=True, help="Read every byte, even of unchanged files.")
def command(  # noqa: PLR0913  # an option each
    *,
    path: str,
    key: str | None,
    root: tuple[str, ...],
    identity: str | None,
    issuer: str | None,
    signature: str | None,
    only: tuple[str, ...],
    ignore_unsigned_files: bool,
    ignore: tuple[str, ...],
    allow_symlinks: bool,
    form: str,
    no_cache: bool,
) -> int:
    """Hold every file of PATH, a folder or a file, against its signature.

    Say whom you trust: a --key, a --root, or an --identity and its --issuer. Each file that was
    changed, added, removed, renamed or replaced by a link is named in a line. The exit code is 0
    when all is as it was signed, and 1 when it is not.
    """
    from weighbridge import sign  # noqa: PLC0415  # 30 ms help need not pay
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    scope = sign.Scope(ignore, allow_symlinks, only, ignore_unsigned_files)
    with refusing(), remembering(kept=not no_cache) as memory:
        trust = _trust(key, root, identity, issuer)
        if not os.path.lexists(path):
            raise click.ClickException(f"{path}: there is nothing. Check the path.")
        place = signature or sign.place_of(path)
        done = sign.verify(path, place, trust, scope, memory=memory)
    to_stdout(_json(done) if form == "json" else _text(done), utf_8=form == "json")
    return Exit.DONE if done.verified else Exit.GATE_CLOSED


def _trust(
    key: str | None, root: tuple[str, ...], identity: str | None, issuer: str | None
) -> "Trust":
    """What asks whether a signature is to be trusted.

    Raises:
        UsageError: nobody is named, or several are.
    """
    if (identity is None) != (issuer is None):
        raise click.UsageError("An --identity needs its --issuer, and the other way round.")
    if sum(map(bool, (key, root, identity))) != 1:
        raise click.UsageError("Say whom you trust: --key, --root, or --identity with --issuer.")
    if key is not None:
        return _by_key(key)
    if identity is not None and issuer is not None:
        return _by_identity(identity, issuer)
    return _by_roots(root)


def _by_key(place: str) -> "Trust":
    from weighbridge.readers.signing import keys  # noqa: PLC0415  # help need not pay

    public = read(place, keys.public_key)

    def trust(bundle: "Bundle", data: bytes) -> tuple[bytes, str]:  # noqa: ARG001  # a port
        keys.trust(bundle, public)
        return bundle.payload, f"key {keys.hint(public)}"

    return trust


def _by_roots(places: tuple[str, ...]) -> "Trust":
    from weighbridge.readers.signing import certificates  # noqa: PLC0415  # help need not pay

    trusted = [one for place in places for one in read(place, certificates.certificates)]

    def trust(bundle: "Bundle", data: bytes) -> tuple[bytes, str]:  # noqa: ARG001  # a port
        return bundle.payload, certificates.trust(bundle, trusted)

    return trust


def _by_identity(identity: str, issuer: str) -> "Trust":
    from weighbridge.readers.signing import keyless  # noqa: PLC0415  # help need not pay

    def trust(bundle: "Bundle", data: bytes) -> tuple[bytes, str]:  # noqa: ARG001  # a port
        return keyless.trust(data, identity, issuer), identity

    return trust


def _text(done: "Verification") -> str:
    lines = [one.message for one in done.differences]
    lines += [f"Note: {note}" for note in done.notes]
    if done.verified:
        files = f"{done.files:,} {'file is' if done.files == 1 else 'files are'}"
        known = f" {done.recalled:,} unchanged since they were last read;" if done.recalled else ""
        how = f" ({known.strip()} --no-cache reads them again)" if known else ""
        lines.append(f"Verified: {files} as signed by {done.signer}{how}.")
    else:
        count = len(done.differences)
        lines.append(f"Not verified: {count:,} {'difference' if count == 1 else 'differences'}.")
    return "".join(f"{_printable(line)}\n" for line in lines)


def _json(done: "Verification") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    value = {
        "verified": done.verified,
        "signature": done.signature,
        "signer": done.signer,
        "files": done.files,
        "recalled": done.recalled,
        "differences": [
            {"path": one.path, "change": one.change.value, "message": one.message}
            for one in done.differences
        ],
        "notes": list(done.notes),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _printable(text: str) -> str:
    """A sentence that cannot move a terminal's cursor: files choose their names."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
