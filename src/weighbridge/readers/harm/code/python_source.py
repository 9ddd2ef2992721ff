"""Python code: what a loader would run of it by itself, and the attacks in it.

A file that only a person starts is looked at as a tree where its words make an attack possible;
one that a loader runs by itself, wherever it reaches beyond computing.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import normalize

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.code.acting import Moment, acts_in, laid_out, moments_of
from weighbridge.readers.harm.code.attacks import attacks_in
from weighbridge.readers.harm.code.flowing import flow_of
from weighbridge.readers.harm.code.naming import names_in
from weighbridge.readers.harm.code.python_tree import UnreadableSourceError, parsed
from weighbridge.readers.harm.code.shapes import Read, Shape
from weighbridge.readers.harm.code.vocabulary import vocabulary
from weighbridge.readers.harm.piece import Piece

_ACTING = (
    "starts programs",
    "reaches the network",
    "runs code that it puts together",
    "loads native code",
    "loads files that can run code",
    "deletes files",
)
_ENOUGH = (
    {"starts programs", "reaches the network"}, {"starts programs", "decodes text"},
    {"runs code that it puts together", "decodes text"},
    {"runs code that it puts together", "reaches the network"},
    {"reaches the network", "reads credentials"}, {"deletes files", "reads credentials"},
    {"loads files that can run code", "reaches the network"}, {"loads native code", "decodes text"},
    {"loads native code", "reaches the network"},
)  # fmt: skip
_CODING = lazy(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_USUAL = {
    b"utf-8",
    b"utf8",
    b"ascii",
    b"latin-1",
    b"iso-8859-1",
    b"us-ascii",
    b"cp1252",
    b"utf-8-sig",
    b"gbk",
    b"euc-jp",
    b"shift-jis",
    b"koi8-r",
}
_TOGETHER = "runs code that it puts together"
_RUNS = lazy(
    rb"(?<![\w.])(?:exec|eval|compile|execfile)[ \t\\\r\n]{0,20}\("
    rb"|[=(\[,][ \t]{0,8}(?:exec|eval)[ \t]{0,8}[)\],;\r\n]"
)
"""The functions that do so; `model.eval()` and `re.compile()` are others."""
_STYLED = lazy(rb"\xef[\xbc\xbd]|\xf0\x9d[\x90-\x9f]")
_BUILT = lazy(rb"getattr\(\s*\w+\s*,\s*(?:[^)\n]{0,40}['\"]\s*\+|['\"]{2}\.join|\w+\()")
"""A name that is put together."""
_SUSPECT = lazy(
    rb"://\d|webhook|requestbin|pipedream|beeceptor|interact\.sh|oast|burp|canarytokens|dnslog|ceye"
    rb"|ngrok|trycloudflare|serveo|loca\.lt|telegram|paste|bin\.com|rentry|transfer\.sh|0x0\.st"
    rb"|termbin|gofile|temp\.sh|bit\.ly|tinyurl|is\.gd|cutt\.ly|file\.io|requestrepo|catcher"
)
"""Pieces of the hosts that the vocabulary lists as drops, and bare numbers."""
_CLASS = lazy(rb"^class[ \t]+(\w+)[ \t]*\(([^)]{0,300})", re.MULTILINE)
_INSTALLING = frozenset(("setup.py", "conftest.py", "noxfile.py", "hubconf.py"))
_NAMED = 12
_TOO_MANY_STEPS = "It puts its names and values together in more steps than are followed."


def reasons(piece: Piece, data: bytes, *, cell: bool = False) -> Iterator[Reason]:
    """What running some source would do.

    Args:
        cell: whether it is the code of a notebook, which a person starts.
    """
    groups = words(data)
    loaded = () if cell else loaded_classes(piece, data)
    loader = not cell and (bool(loaded) or is_loaded(piece.name))
    if not (_worth_a_look(data, groups) or (loader and groups)):
        yield from _by_words(piece, groups, loaded, loader=loader)
        return
    try:
        yield from _by_tree(piece, data, loaded, groups, loader=loader)
    except UnreadableSourceError as error:
        yield from _by_words(piece, groups, loaded, loader=loader)
        if groups:
            yield Reason(_unread_harm(error), error.rule, str(error), piece.where())


def _unread_harm(error: UnreadableSourceError) -> Harm:
    hidden = error.rule == "code-hidden-by-encoding"
    return Harm.DANGEROUS if hidden else Harm.INCOMPLETE


def is_loaded(name: str) -> bool:
    """Whether loaders of models, datasets and packages run a file by itself, by its name."""
    known = vocabulary()
    return name in known.loaded or name.startswith(known.loaded_beginnings)


def loaded_classes(piece: Piece, data: bytes) -> tuple[str, ...]:
    """Classes that a library's loader makes objects of."""
    if not piece.name.endswith((".py", ".pyw")) or b"class " not in data:
        return ()
    parents = vocabulary().parents
    return tuple(
        found[1].decode()
        for found in _CLASS.finditer(data)
        if found[1] == b"EndpointHandler" or parents & _bases(found[2])
    )


def _bases(listed: bytes) -> set[str]:
    return {one.strip().rpartition(".")[2] for one in listed.decode("latin-1").split(",")}


def words(data: bytes) -> tuple[str, ...]:
    """What the words of some code say that it may do."""
    if _STYLED.search(data):  # Python reads letters of other styles as the plain ones
        data = normalize("NFKC", data.decode("utf-8", "replace")).encode("utf-8", "replace")
    groups = vocabulary().words.items()
    found = [does for does, some in groups if any(word in data for word in some)]
    if _TOGETHER not in found and _RUNS.search(data):
        found.append(_TOGETHER)
    return tuple(found)


def _worth_a_look(data: bytes, groups: tuple[str, ...]) -> bool:
    found = set(groups)
    if coding := _coding(data):
        return coding.lower().replace(b"_", b"-") not in _USUAL
    if b"\0" in data or any(pair <= found for pair in _ENOUGH):
        return True
    known = vocabulary()
    if any(word in data for word in known.sure) or _BUILT.search(data):
        return True
    if "reaches the network" in found and _SUSPECT.search(data):
        return True
    return bool(found & set(_ACTING)) and any(trick in data for trick in known.tricks)


def _coding(data: bytes) -> bytes:
    first, _, rest = data[:400].partition(b"\n")
    for line in (first, rest.partition(b"\n")[0]):
        found = _CODING.match(line)
        if found and found[1].lower().replace(b"_", b"-") not in _USUAL:
            return found[1]
    return b""


def _by_words(
    piece: Piece, groups: Iterable[str], loaded: tuple[str, ...], *, loader: bool
) -> Iterator[Reason]:
    acting = [one for one in groups if one not in {"decodes text", "reads credentials"}]
    if loader:
        yield _loader_reason(piece, loaded)
    if acting:
        rule = "loader-code-acts" if loader else "source-code"
        message = f"It is source code that, by its words, {_listed(acting)}."
        yield Reason(Harm.RUNS_CODE, rule, message, piece.where())


def _loader_reason(piece: Piece, loaded: tuple[str, ...]) -> Reason:
    named = f": {', '.join(loaded[:_NAMED])}" if loaded else ""
    message = f"Loaders or installers run its code by themselves{named}."
    return Reason(Harm.RUNS_CODE, "loader-code", message, piece.where())


def _by_tree(
    piece: Piece, data: bytes, loaded: tuple[str, ...], groups: tuple[str, ...], *, loader: bool
) -> Iterator[Reason]:
    read = _read(parsed(data), loader=loader, installs=piece.name in _INSTALLING)
    for shape in _attacks(read):
        yield Reason(Harm.DANGEROUS, shape.rule, shape.message, _line(piece, shape.line))
    if loader:
        yield _loader_reason(piece, loaded)
        yield from _acts(piece, read)
    else:
        yield from _by_words(piece, groups, (), loader=False)


def _attacks(read: Read) -> Iterator[Shape]:
    """Attacks, each once; those found before a limit is reached count too."""
    seen: set[Shape] = set()
    try:
        for shape in attacks_in(read):
            if shape not in seen:
                seen.add(shape)
                yield shape
    except RecursionError as error:
        raise UnreadableSourceError("code-too-complex", _TOO_MANY_STEPS) from error


def _read(tree: ast.Module, *, loader: bool, installs: bool) -> Read:
    try:
        laid, names = laid_out(tree), names_in(tree)
        moments = moments_of(laid, loader=loader)
        acts = acts_in(laid, names, moments)
        return Read(laid, names, flow_of(laid, names), acts, moments, loader, installs)
    except RecursionError as error:
        raise UnreadableSourceError("code-too-complex", _TOO_MANY_STEPS) from error


def _acts(piece: Piece, read: Read) -> Iterator[Reason]:
    """What loader code does beyond computing, each kind once with its soonest place."""
    does = vocabulary().does
    for kind in dict.fromkeys(act.kind for act in read.acts):
        acts = sorted((one for one in read.acts if one.kind == kind), key=lambda one: one.moment)
        named = ", ".join(dict.fromkeys(one.named.dotted for one in acts[:_NAMED]))
        when = _when(acts[0].moment)
        if kind in {"identity", "decoding"}:
            continue
        message = f"{when} it {does[kind]} ({named})."
        yield Reason(Harm.RUNS_CODE, f"code-{kind}", message, _line(piece, acts[0].line))


@cache
def _when(moment: Moment) -> str:
    return {Moment.IMPORTED: "On import", Moment.LOADED: "When loaded"}.get(moment, "When called")


def _line(piece: Piece, line: int) -> str:
    return ", ".join(one for one in (piece.where(), f"line {line}") if one)


def _listed(items: list[str]) -> str:
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
