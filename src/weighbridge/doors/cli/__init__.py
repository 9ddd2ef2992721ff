"""The command line: arguments in, a report on stdout, messages on stderr; this room decides
nothing about a release.
"""

from weighbridge.doors.cli.program import main

__all__ = ["main"]
