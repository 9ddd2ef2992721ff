"""Locations as a manifest in some folder names them, at the commit that was read."""

import os

from weighbridge.facts.distribution import Part
from weighbridge.sources import git, hub_address, remote_git


def pinned(part: Part, folder: str) -> str:
    """The location of a part that was read, at the very commit that was read.

    Args:
        folder: where the manifest will lie; paths are relative to it.

    Raises:
        SourceError: what was read is no longer there.
    """
    location = part.location
    if part.source == "hub" and part.revision:
        return hub_address.parse(location).at(part.revision)
    if part.source == "git" and remote_git.accepts(location):
        return f"git+{remote_git.split(location)[0]}@{part.revision}"
    if part.source == "git":
        return f"git+{_relative(git.split(location)[0], folder)}@{part.revision}"
    return _relative(location, folder)


def _relative(path: str, folder: str) -> str:
    """The path from the folder; one that was absolute stays so, unless it leads into the folder."""
    found = os.path.relpath(path, folder).replace(os.sep, "/")
    leaves = found == ".." or found.startswith("../")
    return path if leaves and os.path.isabs(path) else found  # noqa: PTH117  # as it was written
