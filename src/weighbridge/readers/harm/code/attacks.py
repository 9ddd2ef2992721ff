"""Every attack in a file of Python code, whatever it is after."""

from collections.abc import Iterator

from weighbridge.readers.harm.code import sending, starting, touching
from weighbridge.readers.harm.code.shapes import Read, Shape, given_to


def attacks_in(read: Read) -> Iterator[Shape]:
    """Every attack in a file, in the order of what is looked for."""
    for act in read.acts:
        given = given_to(act, read.flow)
        yield from starting.runs_hidden(act, given)
        yield from starting.runs_fetched(act, given, read)
        yield from starting.runs_commands(act, read)
        yield from starting.hides_names(act)
        yield from starting.hands_over(act, given, read)
        yield from touching.deletes(act, read)
        yield from sending.to_a_drop(act, read)
    for call, scope in read.laid.calls:
        yield from sending.sends(call, scope, read)
        yield from touching.stays(call, scope, read)
        yield from starting.reaches_behind(call)
    yield from starting.runs_machine_code(read)
