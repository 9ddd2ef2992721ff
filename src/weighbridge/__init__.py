"""Weighbridge: from weights on a disk to an open release that anyone can check; the public API,
which never prints.
"""

from weighbridge._version import __version__

__all__ = ["__version__"]
