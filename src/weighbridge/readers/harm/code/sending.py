"""Attacks that send what the user holds, or talk to places where anybody collects things.

Source: MITRE ATT&CK T1059.006, T1027, T1105, T1485, T1552, T1041 (v17), and the published
post-mortems of malicious packages, in words of our own.
"""

import ast
from collections.abc import Iterator

from weighbridge.readers.harm.code import flowing
from weighbridge.readers.harm.code.acting import Act, Scope, moment_of
from weighbridge.readers.harm.code.shapes import SOON, Read, Shape, constants_in, say
from weighbridge.readers.harm.code.vocabulary import suspect_address, vocabulary

_SENT_BY = {
    "post", "put", "patch", "send", "sendall", "sendto", "request", "sendmail", "storbinary",
    "urlopen", "get", "Request", "gethostbyname", "getaddrinfo", "resolve", "stream", "connect",
}  # fmt: skip
_UNREAD = {
    "headers",
    "auth",
    "cookies",
    "timeout",
    "verify",
    "cert",
    "token",
    "proxies",
    "use_auth_token",
}
"""What a request says about itself rather than what it sends."""


def to_a_drop(act: Act, read: Read) -> Iterator[Shape]:
    """An address where anybody can leave or collect things."""
    if act.kind not in {"fetch", "socket"} or act.moment not in SOON:
        return
    for value in act.call.args[:3]:
        text = read.names.text(value)
        if text and (address := suspect_address(text.text)):
            yield say(
                act,
                "code-calls-a-drop",
                f"talks to {address[:120]}, where anybody can leave or collect things",
            )


def sends(call: ast.Call, scope: Scope, read: Read) -> Iterator[Shape]:
    """Credentials that leave the machine."""
    name = read.names.dotted(call.func)
    attr = call.func.attr if isinstance(call.func, ast.Attribute) else name.rpartition(".")[2]
    if attr not in _SENT_BY:
        return
    if vocabulary().kind(name) != "fetch":
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        if not read.flow.origins(owner, scope) & {flowing.NETWORK, flowing.SOCKET}:
            return
    values = [*call.args, *(one.value for one in call.keywords if one.arg not in _UNREAD)]
    given = frozenset[str]().union(*(read.flow.origins(one, scope) for one in values))
    act = Act("fetch", read.names.of(call.func), call, scope, moment_of(scope, read.moments))
    if flowing.ENVIRONMENT in given:
        yield say(
            act,
            "code-sends-credentials",
            "sends the user's environment, with the credentials in it, to another machine",
        )
    elif flowing.SECRET in given and not _is_secret_address(call, read):
        yield say(
            act, "code-sends-credentials", "sends a file that holds credentials to another machine"
        )
    elif act.moment in SOON and (held := _variables(given)) and not _is_their_own(held, call, read):
        yield say(
            act,
            "code-sends-credentials",
            f"sends {held[0]} from the user's environment to another machine",
        )
    elif act.moment in SOON and flowing.IDENTITY in given:
        yield say(act, "code-sends-identity", "tells another machine who and where the user is")


def _is_secret_address(call: ast.Call, read: Read) -> bool:
    """An address that only looks like the path of a credential file."""
    text = read.names.text(call.args[0]) if call.args else None
    return len(call.args) == 1 and not call.keywords and text is not None and "://" in text.text


def _variables(given: frozenset[str]) -> list[str]:
    named = sorted(one.removeprefix("variable:") for one in given if one.startswith("variable:"))
    return [one for one in named if one in vocabulary().variables]


def _is_their_own(held: list[str], call: ast.Call, read: Read) -> bool:
    """Whether a credential goes to the service that gave it, or nobody can tell where."""
    places = (*call.args[:2], *(one.value for one in call.keywords if one.arg == "url"))
    texts = (text.lower() for place in places for text in constants_in(place, read))
    addresses = [text for text in texts if "://" in text]
    if not addresses:
        return True
    services = {word for one in held for word in one.lower().split("_")} | {
        "huggingface" if one.startswith("HF") else "" for one in held
    }
    return any(
        word and word in addresses[0]
        for word in services - {"token", "key", "secret", "api", "access", "id"}
    )
