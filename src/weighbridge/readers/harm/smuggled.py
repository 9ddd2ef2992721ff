"""Pickles inside files of other formats: plain among binary data, and as base64 in texts."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm import pickle_globals
from weighbridge.readers.harm.found import Look
from weighbridge.readers.harm.piece import Piece

_SEARCHED = 1 << 20
_AT_END = 1 << 16
_MOST = 16
_CALL = lazy(
    rb"(?:c|i|\x8c.|X.\0\0\0)"
    rb"(os|posix|nt|subprocess|builtins|__builtin__|sys|socket|runpy|commands|importlib|pty|ctypes"
    rb"|webbrowser|urllib2|urllib\.request|requests|shutil|marshal|_pickle|pickle|cPickle|code)"
    rb"(?:\n|\x94?\x8c.|(?:q.)?X.\0\0\0)([A-Za-z_][\w.]{1,40})(?=\n|\x94|\x93|q)",
    re.DOTALL,
)
"""A module and a name as pickles ask for them."""
_BASE64 = lazy(rb"gA[JMSU][A-Za-z0-9+/]{21,}={0,2}")
"""Base64 of the first bytes of a pickle of protocol 2 to 5."""


def in_data(piece: Piece) -> Iterator[Reason]:
    """Calls that a pickle would make, in the first and last bytes of a file of another format."""
    for start in {0, max(0, piece.size - _AT_END)}:
        data = piece.at(start, _SEARCHED if not start else _AT_END)
        for found in list(_CALL.finditer(data))[:_MOST]:
            module, name = found[1].decode(), found[2].decode()
            judged = pickle_globals.judge(module, name)
            if judged.kind is pickle_globals.Kind.DANGER:
                message = f"It hides a pickle that asks for {module}.{name}, which {judged.does}."
                where = piece.where(start + found.start())
                yield Reason(Harm.DANGEROUS, "smuggled-pickle", message, where)


def in_text(piece: Piece, data: bytes, look: Look) -> Iterator[Reason]:
    """Pickles that a text holds as base64."""
    if piece.too_deep:
        return
    for found in list(_BASE64.finditer(data))[:_MOST]:
        text = found[0].rstrip(b"=")
        try:
            raw = b64decode(text + b"=" * (-len(text) % 4))
        except (ValueError, Error):
            continue
        inner = look(piece.member(f"base64 at byte {found.start()}", raw))
        worth = inner.form in {"pickle", "joblib"} and inner.harm is not Harm.INCOMPLETE
        yield from (one for one in inner.reasons if worth or one.harm is Harm.DANGEROUS)
