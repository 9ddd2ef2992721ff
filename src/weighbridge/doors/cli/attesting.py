"""Writing a gate's decision as signed statements, or signing beside those who stated the same."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.signing import private_key, refusing

if TYPE_CHECKING:
    from weighbridge.gate import Gated
    from weighbridge.records.signatures.envelope import Envelope


def attest(place: str, gated: "Gated", key: str | None) -> int:
    """Write the statements about a decision; gives how many have signed them.

    A file that states the same, byte for byte, gets one more signature; any other file there is
    left alone.

    Raises:
        ClickException: the decision cannot be bound or signed, or the file states something else.
    """
    from weighbridge.records.signatures import envelope  # noqa: PLC0415  # help need not pay
    from weighbridge.targets import folder  # noqa: PLC0415  # as above
    from weighbridge.verdicts.attested import UnboundError, statements  # noqa: PLC0415  # as above

    try:
        fresh = [envelope.Envelope(one) for one in statements(gated.gate, gated.report)]
    except UnboundError as error:
        raise click.ClickException(f"{place}: not written. {error}") from error
    held = _there(place, fresh) or fresh
    if key is not None:
        with refusing():
            held = _signed(held, key)
    try:
        step = folder.plan(place, envelope.written(held))
        if step is not None:
            folder.apply(step)
    except OSError as error:
        raise click.ClickException(f"{place}: {error.strerror or error}.") from error
    return len(held[0].signatures)


def _there(place: str, fresh: "list[Envelope]") -> "list[Envelope]":
    """The envelopes that are there already; they have to state the same."""
    from weighbridge.records.signatures import SignatureError, envelope  # noqa: PLC0415  # as above

    try:
        held = envelope.parse(Path(place).read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, SignatureError) as error:
        raise click.ClickException(
            f"{place}: it holds something else than statements. Choose another --attest."
        ) from error
    if [one.payload for one in held] != [one.payload for one in fresh]:
        raise click.ClickException(
            f"{place}: it states something else than was decided now: other bytes, another policy, "
            "day or result. Choose another --attest, or decide --as-of the same day."
        )
    return held


def _signed(held: "list[Envelope]", key: str) -> "list[Envelope]":
    from weighbridge.targets.signing import keys  # noqa: PLC0415  # as above

    private = private_key(key)
    made = [keys.signed(one.payload, private) for one in held]
    return [one.signed(new.hint, new.signature) for one, new in zip(held, made, strict=True)]
