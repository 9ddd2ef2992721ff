"""Whether a bill is as its format's schema has it, asked of the standards' own validators."""

from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from weighbridge.patterns import lazy

INSTALL = "Install it: pip install 'weighbridge[bom]'."
_MOST = 50
"""Defects that are told."""
_TOGETHER = 250
"""Components that are validated at once."""
_NUMBER = lazy(r"^\$\.components\[(\d+)\]")


class NoValidatorError(Exception):
    """Nothing here can validate the bill: the cause, then the remedy."""


def cyclonedx_defects(value: Mapping[str, Any], version: str) -> tuple[str, ...]:
    """What the strict JSON schema of a version says is wrong.

    Long lists of components are validated piece by piece: the validator compares each with every
    other to see that none stands there twice, which takes minutes for ten thousand.

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
    validator = JsonStrictValidator(known[version])
    told: list[str] = list(_twice(value))
    for start, piece in _pieces(value):
        try:
            found = validator.validate_str(dumps(piece), all_errors=True)
        except Exception as error:  # noqa: BLE001  # a defect of the library on a stranger's file
            return (f"the validator failed on it: {type(error).__name__}: {_short(error)}",)
        told += (_moved(_short(one.data), start) for one in found or ())
        if len(told) >= _MOST:
            break
    return tuple(told[:_MOST])


def _pieces(value: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The bill with its first components, then the others with what every bill needs."""
    listed = value.get("components")
    if not isinstance(listed, list) or len(listed) <= _TOGETHER:
        yield 0, dict(value)
        return
    yield 0, {**value, "components": listed[:_TOGETHER]}
    head = {key: value[key] for key in ("bomFormat", "specVersion", "version") if key in value}
    for start in range(_TOGETHER, len(listed), _TOGETHER):
        yield start, {**head, "components": listed[start : start + _TOGETHER]}


def _twice(value: Mapping[str, Any]) -> Iterator[str]:
    """Components that stand in a long list twice: the pieces do not show it."""
    listed = value.get("components")
    if isinstance(listed, list) and len(listed) > _TOGETHER:
        met: set[str] = set()
        for number, one in enumerate(listed):
            said = dumps(one, sort_keys=True)
            if said in met:
                yield f"$.components[{number}]: it has non-unique elements"
            met.add(said)


def _moved(words: str, start: int) -> str:
    """A defect under the number that the component has in the whole bill."""
    return _NUMBER.sub(lambda found: f"$.components[{int(found[1]) + start}]", words, count=1)


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
