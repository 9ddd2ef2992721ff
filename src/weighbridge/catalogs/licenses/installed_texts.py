"""Full texts of licences, taken from packages that are installed anyway; none is kept here.

The SPDX list that is installed holds names alone, so these are the copies that came with this
program and with what it needs.
"""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files

_WITH_PACKAGES = {
    "Apache-2.0": ("weighbridge", "licenses/LICENSE"),
    "MIT": ("rich", "licenses/LICENSE"),
    "BSD-3-Clause": ("click", "licenses/LICENSE.txt"),
}
"""Licence id → the distribution whose own licence it is, and where its text lies."""
_AS_DATA = {"CC-BY-4.0": ("license_expression", "data/cc-by-4.0.LICENSE")}


@cache
def text_of(license_id: str) -> str:
    """The text of a licence, without the copyright lines of whose package it came with.

    Empty where no installed package has it.
    """
    if license_id in _AS_DATA:
        package, path = _AS_DATA[license_id]
        return _resource(package, path).strip("\n") + "\n"
    found = _of_package(license_id)
    lines = found.strip("\n").splitlines()
    while lines and (not lines[0].strip() or lines[0].lstrip().lower().startswith("copyright")):
        lines = lines[1:]
    return "\n".join(lines) + "\n" if lines else ""


def has_copyright_line(license_id: str) -> bool:
    """Whether the text opens with the copyright line of whoever grants it."""
    return license_id in {"MIT", "BSD-3-Clause"}


def _of_package(license_id: str) -> str:
    name, path = _WITH_PACKAGES.get(license_id, ("", ""))
    try:
        return distribution(name).read_text(path) or "" if name else ""
    except PackageNotFoundError:
        return ""


def _resource(package: str, path: str) -> str:
    try:
        return files(package).joinpath(path).read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return ""
