"""Licences of a release's components, as a bill states them."""

from weighbridge.documents.record import Record, State


def stated(record: Record, component: str) -> tuple[str, ...]:
    """The licences stated for a component, or else for the release; all that are stated hold."""
    for name in (f"license.{component}", "license.release"):
        held = record[name]
        if held.state.is_known and held.value:
            others = (other.value for other in held.alternatives if name != "license.release")
            return tuple(dict.fromkeys((str(held.value), *map(str, others))))
    return ()


def concluded(record: Record, component: str) -> str:
    """The licence whose text is in the release and that nothing contradicts; empty for none."""
    held = record[f"license.{component}"]
    verified = held.state is State.VERIFIED and not held.alternatives
    return str(held.value) if verified else ""
