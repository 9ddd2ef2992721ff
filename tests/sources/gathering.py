"""What a location gives, opened and read, for tests to look at."""

from dataclasses import dataclass

from weighbridge.sources import Limits, Obstacle, SourceFile, open_source


@dataclass(frozen=True)
class Gathered:
    """Everything a source gave, in its order."""

    files: dict[str, SourceFile]
    contents: dict[str, bytes]
    obstacles: list[Obstacle]

    def reason(self, path: str) -> str:
        """Why a path was not given."""
        (found,) = (one.reason for one in self.obstacles if one.path == path)
        return found


def gather(location: object, limits: Limits | None = None) -> Gathered:
    """Read all that a location gives."""
    files, contents, obstacles = {}, {}, []
    for item in open_source(str(location)).files(limits or Limits()):
        if isinstance(item, Obstacle):
            obstacles.append(item)
            continue
        assert item.path not in files
        files[item.path] = item
        with item.open() as stream:
            contents[item.path] = stream.read()
    return Gathered(files, contents, obstacles)
