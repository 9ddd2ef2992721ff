"""What a licence lets people do and makes them do: typed terms, and the words that ground them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs import licenses


@dataclass(frozen=True, slots=True)
class Cap:
    """The size up to which commercial use is allowed.

    Attributes:
        kind: what is counted, for instance `monthly-active-users`.
        value: how many.
        unit: of what; empty when `kind` says it.
        window: the time over which it is counted; empty when the licence does not say.
    """

    kind: str
    value: int
    unit: str = ""
    window: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a model made from the licensed one has to be called, and has to say.

    Attributes:
        prefix: the word its name begins with; empty when there is no such duty.
        display: phrases of which one is shown.
        above: the size from which the duty holds; empty when it always does.
    """

    prefix: str = ""
    display: tuple[str, ...] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one licence; empty where nothing is recorded, which is never a permission.

    Attributes:
        commercial: `yes`, `no`, `capped` or `registration`.
        use_restrictions: what it may not be used for, one short phrase each.
        policy: where the policy it refers to lies.
        policy_can_change: whether its steward may change the policy or the terms; None when not
            recorded.
        outputs: whether what it gives may train other models: see the vocabulary.
        notice_text: first words of the notice that copies carry.
        flow_down: what recipients get along with it.
        relicensing: whether a changed version may be under other terms: see the vocabulary.
        share_alike: how far its own terms reach.
        derivatives: whether changed versions may be shared: `yes` or `no`.
        patent: what becomes of patents.
        termination: what ends it.
        dated: the day, month or year that the licence gives as its own, as in ISO 8601.
        grounded: term → the licence's own words.
        unverified: terms whose words were not read: known from descriptions, or not at all.
        silent: terms that the text, read as a whole, says nothing of; a value that one has is what
            follows from the silence.
    """

    commercial: str = ""
    cap: Cap | None = None
    use_restrictions: tuple[str, ...] = ()
    policy: str = ""
    policy_can_change: bool | None = None
    outputs: str = ""
    naming: Naming = Naming()
    notice_text: str = ""
    flow_down: tuple[str, ...] = ()
    relicensing: str = ""
    share_alike: str = ""
    derivatives: str = ""
    territory_excluded: tuple[str, ...] = ()
    patent: str = ""
    termination: tuple[str, ...] = ()
    dated: str = ""
    grounded: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unverified: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@cache
def of(license_id: str) -> Terms:
    """The terms of a licence; empty ones for a licence that nobody recorded.

    Another version or national port of a Creative Commons licence has the terms of the one whose
    record speaks for it, and not its words.
    """
    name = licenses.spoken_for_by(license_id)
    if name is None:
        return Terms()
    record = catalogs.entry("licenses", name)
    known = licenses.find(license_id)
    terms = _terms(record.get("terms", {}))
    if known and known.id != record["id"] and record["id"].startswith("CC-"):
        unread = (*terms.unverified, *terms.grounded, *terms.silent)
        return replace(terms, grounded=MappingProxyType({}), unverified=unread, silent=())
    return terms


def _terms(record: Mapping[str, Any]) -> Terms:
    policy = record.get("policy", {})
    naming = record.get("naming", {})
    return Terms(
        commercial=record.get("commercial", ""),
        cap=Cap(**record["cap"]) if "cap" in record else None,
        use_restrictions=tuple(record.get("use-restrictions", ())),
        policy=policy.get("reference", ""),
        policy_can_change=policy.get("can-change"),
        outputs=record.get("outputs", ""),
        naming=Naming(
            naming.get("prefix", ""), tuple(naming.get("display", ())), naming.get("above", "")
        ),
        notice_text=record.get("notice-text", ""),
        flow_down=tuple(record.get("flow-down", ())),
        relicensing=record.get("relicensing", ""),
        share_alike=record.get("share-alike", ""),
        derivatives=record.get("derivatives", ""),
        territory_excluded=tuple(record.get("territory-excluded", ())),
        patent=record.get("patent", ""),
        termination=tuple(record.get("termination", ())),
        dated=record.get("dated", ""),
        grounded=MappingProxyType(dict(record.get("grounded", {}))),
        unverified=tuple(record.get("unverified", ())),
        silent=tuple(record.get("silent", ())),
    )
