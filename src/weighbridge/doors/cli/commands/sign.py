"""`weighbridge sign`: bind every file of a release to its publisher's key."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.problems import Exit
from weighbridge.doors.cli.remembering import remembering
from weighbridge.doors.cli.signing import PASSWORD, private_key, read, refusing

if TYPE_CHECKING:
    from weighbridge.records.signatures.statement import Statement

_CURVES = ("P-256", "P-384", "P-521")


@click.command(short_help="Sign every file of a release.")
@click.argument("path", metavar="[PATH]", required=False, type=click.Path())
@click.option("--key", metavar="FILE", help="The private key, in PEM.")
@click.option("--certificate", metavar="FILE", help="The certificate of that key, in PEM.")
@click.option(
    "--chain", metavar="FILE", multiple=True, help="Certificates between it and a root, in PEM."
)
@click.option("--keyless", is_flag=True, help="Sign as an identity, with Sigstore's services.")
@click.option("--identity-token", metavar="TOKEN", help="The identity to sign as, for --keyless.")
@click.option(
    "--signature",
    metavar="FILE",
    help="Where to write it.  [default: PATH/model.sig, or PATH.sig for a file]",
)
@click.option("--replace", is_flag=True, help="Replace a signature that is there.")
@click.option("--ignore", metavar="PATH", multiple=True, help="Leave this out, relative to PATH.")
@click.option("--include-git", is_flag=True, help="Sign what stands there for git alone, too.")
@click.option("--allow-symlinks", is_flag=True, help="Sign what links lead to.")
@click.option(
    "--algorithm",
    type=click.Choice(["sha256", "blake3"]),
    default="sha256",
    show_default=True,
    help="The digest of each file.",
)
@click.option(
    "--generate-key", metavar="FILE", help="Make a key: FILE, and its public half FILE.pub."
)
@click.option(
    "--curve",
    type=click.Choice(_CURVES),
    default=_CURVES[0],
    show_default=True,
    help="The curve of the key that is made.",
)
@click.option("--no-cache", is_flag=True, help="Read every byte, even of unchanged files.")
def command(  # noqa: PLR0913  # an option each
    *,
    path: str | None,
    key: str | None,
    certificate: str | None,
    chain: tuple[str, ...],
    keyless: bool,
    identity_token: str | None,
    signature: str | None,
    replace: bool,
    ignore: tuple[str, ...],
    include_git: bool,
    allow_symlinks: bool,
    algorithm: str,
    generate_key: str | None,
    curve: str,
    no_cache: bool,
) -> int:
    """Sign every file of PATH, a folder or a file, as OpenSSF model signing does.

    The signature names each file and its digest; `weighbridge verify` and `model_signing verify`
    read it. Files for git and the signature itself are left out. An encrypted key's password is
    taken from WEIGHBRIDGE_KEY_PASSWORD, or asked for.
    """
    from weighbridge import sign  # noqa: PLC0415  # 30 ms help need not pay

    with refusing():
        if generate_key is not None:
            _generate(generate_key, curve)
            if path is None:
                return Exit.DONE
        if path is None:
            raise click.UsageError("Name the PATH to sign.")
        if (key is None) == (not keyless):
            raise click.UsageError("Sign with either --key FILE or --keyless.")
        if certificate is None and chain:
            raise click.UsageError("A --chain belongs to a --certificate.")
        if certificate is not None and keyless:
            raise click.UsageError("A --certificate belongs to a --key.")
        if identity_token is not None and not keyless:
            raise click.UsageError("An --identity-token belongs to --keyless.")
        place = signature or sign.place_of(path)
        scope = sign.Scope(ignored=ignore, symlinks=allow_symlinks, git=include_git)
        holder = _Signer(key, certificate, chain, identity_token)
        holder.load()
        with remembering(kept=not no_cache) as memory:
            stated = sign.state(path, place, scope, algorithm=algorithm, memory=memory)
        _write(place, holder.text(stated), replace=replace)
    count = len(stated.resources)
    told = f"{place}: {count:,} {'file' if count == 1 else 'files'} signed, sha256:{stated.root}."
    click.echo(told, err=True)
    return Exit.DONE


class _Signer:
    """Whoever signs: a key, with a certificate or without, or an identity."""

    def __init__(
        self, key: str | None, certificate: str | None, chain: tuple[str, ...], token: str | None
    ) -> None:
        self.place, self.token = key, token
        self.files = (certificate, *chain) if certificate else ()

    def load(self) -> None:
        """Read the key before anything is hashed, so that a wrong one costs nothing."""
        self.key = private_key(self.place) if self.place else None
        self.chain = b"\n".join(read(one, _certificates) for one in self.files)

    def text(self, stated: "Statement") -> str:
        """A statement, signed, as the text of its file."""
        from weighbridge.records.signatures import bundle, statement  # noqa: PLC0415  # as above
        from weighbridge.targets.signing import keyless, keys  # noqa: PLC0415  # as above

        payload = statement.written(stated)
        if self.key is None:
            return keyless.signed(payload, self.token)
        return bundle.written(keys.signed(payload, self.key, self.chain))


def _certificates(pem: bytes) -> bytes:
    """The same bytes, which hold certificates.

    Raises:
        RefusedError: they hold none.
    """
    from weighbridge.readers.signing import certificates  # noqa: PLC0415  # as above

    certificates.certificates(pem)
    return pem


def _generate(path: str, curve: str) -> None:
    from weighbridge.targets.signing.keys import generate  # noqa: PLC0415  # help need not pay

    private, public = generate(path, curve, os.environ.get(PASSWORD))
    click.echo(f"{private}: keep it secret. {public}: publish it.", err=True)


def _write(place: str, text: str, *, replace: bool) -> None:
    from weighbridge.targets import folder  # noqa: PLC0415  # help need not pay

    if not replace and os.path.lexists(place):
        raise click.UsageError(f"{place}: it exists already. Sign with --replace.")
    try:
        step = folder.plan(str(Path(place)), text)
        if step is not None:
            folder.apply(step)
    except OSError as error:
        cause = f"{place}: {error.strerror}. Choose another --signature."
        raise click.ClickException(cause if error.strerror else str(error)) from error
