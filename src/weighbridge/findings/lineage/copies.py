"""What the licence of embedded code asks to keep beside it."""

from collections.abc import Iterator

from weighbridge.catalogs.licenses import expressions, terms
from weighbridge.findings.lineage.answers import Answer, Standing, conflict, fine
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent, same


def embedded_code_brings_its_license(held: tuple[Parent, ...], child: Child) -> Iterator[Answer]:
    """The text of its licence lies in the release, wherever that licence asks for it."""
    for one in held:
        if one.license:
            yield _kept(one, child)
    unknown = tuple(one for one in held if not one.license)
    if unknown:
        why = "no licence stands beside it or in it"
        yield Answer(Standing.UNDECIDED, unknown, why)


def _kept(one: Parent, child: Child) -> Answer:
    where = one.ancestor.at
    headers = (
        h for h in child.lineage.headers if (h.at.part, h.at.path) == (where.part, where.path)
    )
    if any(header.whole for header in headers):
        return fine(one, f"the text of {one.license} stands in it")
    absent = [each for each in expressions.ids(one.license) if not _lies_there(each, child)]
    if not absent or (len(absent) < len(expressions.ids(one.license)) and " OR " in one.license):
        return fine(one, f"the text of {one.license} lies in the release")
    asked = [each for each in absent if "license-copy" in terms.of(each).flow_down]
    if not asked and all(terms.of(each).flow_down for each in absent):
        return fine(one, f"{one.license} is named, and asks for no copy of its text")
    if not asked:
        why = f"it is under {one.license}, and whether that asks for its text is not recorded"
        return Answer(Standing.UNDECIDED, (one,), why)
    words = terms.of(asked[0]).grounded.get("flow-down", "")
    clause = f"{asked[0]} (“{words}”)" if words else asked[0]
    return conflict(one, f"{clause} asks for its text, which is not in the release")


def _lies_there(license_id: str, child: Child) -> bool:
    texts = child.licensing.texts
    held = (each for t in texts for each in (*t.named, *t.titled, *(t.identified or ())))
    return any(same(each, license_id) for each in held)
