"""The licence file: the full text of the one licence that is stated for everything."""

from weighbridge.catalogs.licenses import expressions, installed_texts
from weighbridge.documents import plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import OPEN
from weighbridge.documents.record import Record

NAME = "license-text"
TITLE = "Licence file (LICENSE), where one licence is stated and its text is missing"
DEFAULT = False

_HOLDER = "Who holds the copyright, and since which year?"
_ELSEWHERE = "Put the full text of {0} here: https://spdx.org/licenses/{0}.html"


def draft(record: Record) -> Draft | None:
    """Draft it; None where a text is there, or where not exactly one licence is stated."""
    stated = plain_licenses.stated(record)
    ids = {one for expression in stated for one in expressions.ids(expression)}
    if len(ids) != 1 or record.value("license.texts"):
        return None
    (license_id,) = ids
    text = installed_texts.text_of(license_id)
    if not text:
        asked = _ELSEWHERE.format(license_id)
        return Draft("LICENSE", f"{OPEN}\n\n{asked}\n", open=(asked,))
    if installed_texts.has_copyright_line(license_id):
        opening = "Copyright (c) [year] [copyright holder]"
        return Draft("LICENSE", f"{opening}\n\n{text}", open=(_HOLDER,))
    return Draft("LICENSE", text)
