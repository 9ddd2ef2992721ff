"""Whether a bill is as its format's schema has it, asked of the standards' own validators."""

from collections.abc import Mapping
from typing import Any

INSTALL = "Install it: pip install 'weighbridge[bom]'."
_MOST = 50
"""Defects that are told."""


class NoValidatorError(Exception):
    """Nothing here can validate the bill: the cause, then the remedy."""


def cyclonedx_defects(text: str, version: str) -> tuple[str, ...]:
    """What the strict JSON schema of a version says is wrong.

    Raises:
        NoValidatorError: the validator is not installed, or does not know the version.
    """
    try:
        from cyclonedx.schema import SchemaVersion  # noqa: PLC0415  # an extra
        from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  # as above
    except ImportError as error:
        raise NoValidatorError(f"The CycloneDX validator is not installed. {INSTALL}") from error
    known = {one.to_version(): one for one in SchemaVersion}
    if version not in known or version < "1.2":
        raise NoValidatorError(f"There is no JSON schema of CycloneDX {version!r}. Use 1.6 or 1.7.")
    try:
        found = JsonStrictValidator(known[version]).validate_str(text, all_errors=True)
    except Exception as error:  # noqa: BLE001  # a defect of the library on a stranger's file
        return (f"the validator failed on it: {type(error).__name__}: {_short(error)}",)
    return tuple(_short(one.data) for _, one in zip(range(_MOST), found or (), strict=False))


def cyclonedx_xml_defects(text: str, version: str) -> tuple[str, ...]:
    """What the XML schema of a version says is wrong; documents with a DTD are refused unread.

    Raises:
        NoValidatorError: as `cyclonedx_defects`.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return ("it declares a document type: no bill of materials needs one",)
    try:
        from cyclonedx.exception import MissingOptionalDependencyException  # noqa: PLC0415  # extra
        from cyclonedx.schema import SchemaVersion  # noqa: PLC0415  # as above
        from cyclonedx.validation.xml import XmlValidator  # noqa: PLC0415  # as above
    except ImportError as error:
        raise NoValidatorError(f"The CycloneDX validator is not installed. {INSTALL}") from error
    known = {one.to_version(): one for one in SchemaVersion}
    if version not in known:
        raise NoValidatorError(f"There is no XML schema of CycloneDX {version!r}. Use 1.6 or 1.7.")
    try:
        found = XmlValidator(known[version]).validate_str(text, all_errors=True)
    except MissingOptionalDependencyException as error:
        remedy = "Install it: pip install 'cyclonedx-python-lib[xml-validation]'."
        raise NoValidatorError(
            f"The validator of CycloneDX XML lacks a library. {remedy}"
        ) from error
    except Exception as error:  # noqa: BLE001  # as above
        return (f"the validator failed on it: {type(error).__name__}: {_short(error)}",)
    return tuple(_short(one.data) for _, one in zip(range(_MOST), found or (), strict=False))


def spdx_defects(value: Mapping[str, Any]) -> tuple[str, ...]:
    """What keeps the SPDX 3 model from holding a document, at the first place.

    Raises:
        NoValidatorError: the model is not installed.
    """
    try:
        import spdx_python_model  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise NoValidatorError(f"The SPDX 3 model is not installed. {INSTALL}") from error
    try:
        model, loaded = spdx_python_model.load_data(dict(value))
        broken = sorted(map(str, getattr(loaded, "missing_ids", ())))
        _serialized(model, loaded)
    except Exception as error:  # noqa: BLE001  # the library raises whatever it meets
        return (_short(error),)
    outside = [name for name in broken if not name.startswith("https://spdx.org/")]
    return tuple(f"{name} is referred to and not there" for name in outside[:_MOST])


def _serialized(model: Any, loaded: Any) -> None:
    """Write it once: minimum counts are looked at then, and not while it is loaded."""
    from io import BytesIO  # noqa: PLC0415  # only here

    model.JSONLDSerializer().write(loaded, BytesIO())


def _short(error: Any) -> str:
    """One line of what a validator says, with the place where it has one."""
    path = getattr(error, "json_path", "")
    message = str(getattr(error, "message", "") or error)
    words = " ".join(message.split())[:240]
    return f"{path}: {words}" if path and path != "$" else words
