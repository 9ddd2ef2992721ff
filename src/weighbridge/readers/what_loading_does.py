"""Every file, looked into for what loading it would do, whatever it is called."""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.safety import FileVerdict, Harm, Reason
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_WORTH = 1 << 20
"""Bytes from which on remembering a verdict is quicker than finding it again."""


@reader(names=("*",), gives=(FileVerdict, Gap), topic="safety")
def read(blob: Blob) -> Iterator[Fact]:
    """Look into one file."""
    from weighbridge.readers.harm.remembering import remembered  # noqa: PLC0415  # 40 ms, as below
    from weighbridge.readers.harm.scanning import judged  # noqa: PLC0415  # 40 ms `list` need not pay

    if blob.costly and blob.cut:
        yield _not_fetched(blob)
    elif blob.size < _WORTH:
        yield judged(blob)
    else:
        yield remembered(blob, blob.memory)


def _not_fetched(blob: Blob) -> FileVerdict:
    """A large file behind a network: looking into it would fetch it whole."""
    message = "It lies behind a network and was not fetched; download it to look into it."
    reason = Reason(Harm.INCOMPLETE, "not-fetched", message)
    return FileVerdict(blob.evidence(), "unknown", Harm.INCOMPLETE, (reason,))
