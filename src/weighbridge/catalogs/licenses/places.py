"""What stands for a licence without being its name: an address, or a classifier of a package."""

import re
from functools import cache

from weighbridge import catalogs
from weighbridge.catalogs import licenses
from weighbridge.patterns import lazy

_SCHEME = lazy(r"https?://(?:www\.)?", re.IGNORECASE)
_REST = lazy(r"(?:/(?:deed|legalcode)(?:[./][\w-]+)?)?/?(?:[#?].*)?$", re.IGNORECASE)
_DASHED = lazy(r"(\d)-(\d)$")
_LONGEST = 300
"""Characters of an address that is looked at."""
_CLASSIFIED = lazy(r"License :: (?:OSI Approved :: )?")


def at_address(text: str) -> str:
    """The licence id that an address stands for; empty for any other text, and none known.

    `https://creativecommons.org/licenses/by/4.0/deed.en` is CC-BY-4.0.
    """
    scheme = _SCHEME.match(text)
    if scheme is None or len(text) > _LONGEST:
        return ""
    bare = _REST.sub("", text[scheme.end() :])
    for pattern, expression in _addresses():
        found = pattern.fullmatch(bare) or pattern.fullmatch(f"{bare}/")
        if found is not None:
            groups = {name: value or "" for name, value in found.groupdict().items()}
            number = groups.get("v", "")
            groups["v"] = number.replace("-", ".") if number[:1].isdigit() else number
            named = expression.format(**groups)
            known = licenses.find(named) or licenses.find(_DASHED.sub(r"\1.\2", named))
            if known is not None and known.kind != "family":
                return known.id
    return ""


def classified(classifier: str) -> str:
    """The expression of a trove classifier; empty for one that names no licence.

    `License :: OSI Approved` alone names none; some name a family, as `BSD License` does.

    Source: PEP 639, "Deprecate license classifiers".
    """
    name = _CLASSIFIED.sub("", classifier).strip()
    stated: str = catalogs.entry("vocabularies", "license-classifiers")["licenses"].get(name, "")
    if stated:
        return stated
    known = licenses.find(classifier.strip())
    return known.id if known is not None else ""


@cache
def _addresses() -> tuple[tuple[re.Pattern[str], str], ...]:
    record = catalogs.entry("vocabularies", "license-addresses")
    return tuple(
        (re.compile(one["pattern"], re.IGNORECASE), one["expression"])
        for one in record["addresses"]
    )
