"""Every file of a release, looked into for what loading it would do."""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.safety import FileVerdict, Harm, Reason
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm import piece
from weighbridge.readers.port import reader


@reader(names=("*",), gives=(FileVerdict, Gap), topic="safety")
def read(blob: Blob) -> Iterator[Fact]:
    """Look into one file, whatever it is called."""
    yield judged(blob)


def judged(blob: Blob) -> FileVerdict:
    """What loading one file would do; a failure of ours is a limit, and never a pass."""
    from weighbridge.readers.harm.looking import look  # noqa: PLC0415  # 30 ms that other readers need not pay

    try:
        found = look(piece.of_blob(blob))
    except (RecursionError, MemoryError, OSError, OverflowError) as error:
        message = f"It could not be looked at whole: {type(error).__name__}."
        reason = Reason(Harm.INCOMPLETE, "limit-reached", message)
        return FileVerdict(blob.evidence(), "unknown", Harm.INCOMPLETE, (reason,))
    return FileVerdict(
        blob.evidence(), found.form, found.harm, found.reasons[:100], found.names[:200]
    )
