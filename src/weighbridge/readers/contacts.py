"""Where people can be reached, as the documents say that are there to tell it."""

from collections.abc import Iterator

from weighbridge.facts.governance import Contact
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.governance_files import role_of
from weighbridge.readers.placeholders import says_nothing
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader

_TELLING = frozenset({"security", "conduct", "governance", "maintainers", "contributing",
                      "citation", "support"})  # fmt: skip
_MAIL = lazy(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_PAGE = lazy(
    r"https://[\w.-]{3,80}/[\w./-]{1,120}(?:/issues|/discussions|/security/advisories)(?:/new)?"
)
_EXAMPLES = (".example", "example.com", "example.org", "example.net", ".invalid", ".test",
             "noreply.github.com", "domain.com", "yourdomain")  # fmt: skip
_LONGEST = 128 << 10
_MOST = 20


@reader(
    names=("security*", "support*", "code*of*conduct*", "governance*", "maintainers*",
           "contribut*", "citation.cff"),
    gives=(Contact,),
    topic="governance",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read the addresses of one document, each once; those kept for examples are left out."""
    role = "support" if blob.name.lower().startswith("support") else role_of(blob.path)
    if role not in _TELLING or is_borrowed(blob.path) or b"\x00" in blob.head(512):
        return
    told: set[str] = set()
    for number, line in blob.lines():
        if number > 2_000 or len(told) >= _MOST:
            return
        text = line[:2_000]
        if says_nothing(text):
            continue
        for found in (*_MAIL.finditer(text), *_PAGE.finditer(text)):
            address = found[0].rstrip("./")
            if address.lower().endswith(_EXAMPLES) or address in told:
                continue
            told.add(address)
            yield Contact(blob.evidence(line=number), role, address)
