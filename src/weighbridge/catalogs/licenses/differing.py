"""Two licences side by side: what each says where they differ."""

from dataclasses import dataclass

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import plain, terms

_SAID = {True: "yes", False: "no", None: "not known"}
_NOTHING = "not recorded"


@dataclass(frozen=True, slots=True)
class Difference:
    """One term in which two licences differ.

    Attributes:
        term: its name.
        left: what the first says.
        right: what the second says.
        grounds: the words behind each.
    """

    term: str
    left: str
    right: str
    grounds: tuple[str, str] = ("", "")


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """All in which two licences differ, as far as it is recorded.

    Raises:
        KeyError: one of them is not known.
    """
    facts = (_facts(left), _facts(right))
    told = (_told(left), _told(right))
    found = [Difference(key, facts[0][key], facts[1][key]) for key in facts[0]]
    for key in {**told[0], **told[1]}:
        (one, ground), (other, reason) = (side.get(key, (_NOTHING, "")) for side in told)
        found.append(Difference(key, one, other, (ground, reason)))
    return tuple(one for one in found if one.left != one.right)


def _facts(license_id: str) -> dict[str, str]:
    known = licenses.find(license_id)
    if known is None:
        raise KeyError(license_id)
    return {
        "Name": known.name,
        "Kind": known.kind or _SAID[None],
        "Open": _SAID[known.open],
        "Approved by the Open Source Initiative": _SAID[known.osi],
        "Made for": ", ".join(known.suits) or _SAID[None],
    }


def _told(license_id: str) -> dict[str, tuple[str, str]]:
    return {term: (said, why) for term, said, why in plain.sentences(terms.of(license_id))}
