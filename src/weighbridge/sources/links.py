"""Where links among named files lead, without asking a disk."""

from collections.abc import Mapping

_HOPS = 40
"""Links followed for one path. Source: Linux `path_resolution(7)`, "at most 40"."""


class AstrayError(Exception):
    """A link that leads nowhere inside: how, as the end of a sentence."""


def resolve(path: str, links: Mapping[str, str]) -> str:
    """The path that a path comes to once every link on the way is followed.

    Args:
        path: relative, forward slashes.
        links: what each link says, by its path.

    Raises:
        AstrayError: it leads out or round in circles.

    Source: POSIX.1-2024, Base Definitions, 4.16 "Pathname Resolution".
    """
    done = [""]
    left = path.split("/")[::-1]
    hops = 0
    while left:
        step = left.pop()
        if step == "..":
            if len(done) == 1:
                raise AstrayError("leads out")
            done.pop()
        elif step not in {"", "."}:
            done.append(f"{done[-1]}/{step}")
            target = links.get(done[-1][1:])
            if target is None:
                continue
            hops += 1
            if hops > _HOPS:
                raise AstrayError("leads in a circle")
            if target.startswith("/"):
                raise AstrayError("leads out")
            done.pop()
            left.extend(target.split("/")[::-1])
    return done[-1][1:]
