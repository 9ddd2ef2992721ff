"""What loading one file would do, as a fact about it."""

from weighbridge.facts.safety import FileVerdict, Harm, Reason
from weighbridge.readers.blob import Blob
from weighbridge.readers.harm import piece
from weighbridge.readers.harm.looking import look

_MOST_REASONS, _MOST_NAMES = 100, 200


def judged(blob: Blob) -> FileVerdict:
    """Look into one file; a limit that is reached is named, and never a pass."""
    try:
        found = look(piece.of_blob(blob))
    except Exception as error:  # noqa: BLE001  # one file must not end the scan of others
        message = f"It could not be looked at whole: {type(error).__name__}."
        reason = Reason(Harm.INCOMPLETE, "limit-reached", message)
        return FileVerdict(blob.evidence(), "unknown", Harm.INCOMPLETE, (reason,))
    reasons, names = found.reasons[:_MOST_REASONS], found.names[:_MOST_NAMES]
    return FileVerdict(blob.evidence(), found.form, found.harm, reasons, names)
