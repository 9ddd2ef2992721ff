"""What signing and verifying share at the command line: files of keys, passwords, refusals."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

PASSWORD = "WEIGHBRIDGE_KEY_PASSWORD"  # noqa: S105  # the variable's name
"""Environment variable that holds the password of a key."""

Read = TypeVar("Read")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what cannot be done into wrong usage, in its own words."""
    from weighbridge.records.signatures import RefusedError  # noqa: PLC0415  # help need not pay
    from weighbridge.sources.digests import UnknownAlgorithmError  # noqa: PLC0415  # as above

    try:
        yield
    except (RefusedError, UnknownAlgorithmError) as error:
        raise click.ClickException(str(error)) from error


def read(path: str, parse: Callable[[bytes], Read]) -> Read:
    """What a file holds.

    Raises:
        RefusedError: it cannot be read, or holds something else; the path first.
    """
    from weighbridge.records.signatures import RefusedError  # noqa: PLC0415  # help need not pay

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise RefusedError(f"{path}: {error.strerror}. Check the path.") from error
    try:
        return parse(data)
    except RefusedError as error:
        raise type(error)(f"{path}: {error}") from error


def private_key(path: str) -> "EllipticCurvePrivateKey":
    """The key of a file, its password taken from the environment or asked for.

    Raises:
        RefusedError: there is none.
    """
    from weighbridge.targets.signing.keys import (  # noqa: PLC0415  # help need not pay
        PasswordNeededError,
        private_key,
    )

    given = os.environ.get(PASSWORD)
    try:
        return read(path, lambda pem: private_key(pem, given))
    except PasswordNeededError:
        if not sys.stdin.isatty():
            raise PasswordNeededError(
                f"{path}: it is encrypted. Put its password into {PASSWORD}."
            ) from None
        asked = click.prompt(f"Password of {path}", hide_input=True, err=True)
        return read(path, lambda pem: private_key(pem, asked))
