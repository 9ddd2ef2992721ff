"""Any bill's JSON as a bill in words of its own; what is not as its format says is passed over."""

from collections.abc import Mapping
from typing import Any

from weighbridge.records.bills import cyclonedx, spdx_2, spdx_3
from weighbridge.records.bills.bill import Bill


def form_of(value: Mapping[str, Any]) -> tuple[str, str]:
    """The format and its version; two empty texts where it is none that is known.

    Source: CycloneDX, `bomFormat` and `specVersion`; SPDX 2.3, `spdxVersion`; SPDX 3.0.1 JSON-LD,
    `@context` and `specVersion` of the creation information.
    """
    if value.get("bomFormat") == "CycloneDX":
        return "cyclonedx", str(value.get("specVersion", ""))[:10]
    stated = value.get("spdxVersion")
    if isinstance(stated, str):
        return "spdx-2", stated.removeprefix("SPDX-")[:10]
    if isinstance(value.get("@graph"), list) and "spdx.org/rdf/3" in str(value.get("@context")):
        return "spdx-3", spdx_3.version(value)
    return "", ""


def bill_of(value: Mapping[str, Any]) -> Bill | None:
    """The bill that a JSON object holds; None where it is none."""
    form, version = form_of(value)
    match form:
        case "cyclonedx":
            return cyclonedx.bill(value, version)
        case "spdx-3":
            return spdx_3.bill(value, version)
        case "spdx-2":
            return spdx_2.bill(value, version)
    return None
