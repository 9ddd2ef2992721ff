"""Pickles written opcode by opcode: inert bytes that only a scanner ever reads."""

import struct


def text(value: str) -> bytes:
    """A text, as protocol 4 writes it."""
    raw = value.encode()
    if len(raw) < 256:
        return b"\x8c" + bytes([len(raw)]) + raw
    return b"X" + struct.pack("<I", len(raw)) + raw


def named(module: str, name: str) -> bytes:
    """A name asked for by two texts on the stack."""
    return text(module) + text(name) + b"\x93"


def by_line(module: str, name: str) -> bytes:
    """A name asked for by two lines."""
    return f"c{module}\n{name}\n".encode()


def call(function: bytes, *arguments: bytes) -> bytes:
    """A call of what was pushed with what is pushed."""
    return function + b"(" + b"".join(arguments) + b"tR"


def pickle(body: bytes, protocol: int = 4) -> bytes:
    """A whole pickle around what leaves one value."""
    return b"\x80" + bytes([protocol]) + body + b"."


def framed(body: bytes, length: int | None = None) -> bytes:
    """A whole pickle in one frame, whose length may lie."""
    stated = len(body) + 1 if length is None else length
    return b"\x80\x04\x95" + struct.pack("<Q", stated) + body + b"."


def attack(module: str = "os", name: str = "system", argument: str = "echo inert") -> bytes:
    """A call that a loader would make, as a value on the stack."""
    return call(named(module, name), text(argument))
