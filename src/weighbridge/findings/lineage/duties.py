"""What the licence of a base model asks a release to carry: a name, words, and copies."""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import FileEntry
from weighbridge.findings.lineage.answers import Answer, conflict, fine, undecided
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import UNLICENSED, Parent, same
from weighbridge.patterns import lazy

_POLICY = lazy(r"(?:use|usage)[-_ ]?policy|prohibited[-_ ]?uses?", re.IGNORECASE)


def naming_duty_is_met(parent: Parent, child: Child) -> Iterator[Answer]:
    """The model's name begins as asked, and a document shows the words asked for."""
    if not parent.license:
        yield undecided(parent, UNLICENSED)
        return
    naming, clause = parent.terms.naming, parent.clause("naming")
    if not parent.terms.grounded:
        yield undecided(parent, f"the text of {parent.license} was not read for that")
    elif naming.above:
        yield undecided(parent, f"{clause} binds only above {naming.above}")
    elif not naming.prefix and not naming.display:
        yield fine(parent, f"the text of {parent.license} asks for no name")
    else:
        yield from _prefix(parent, child, clause)
        yield from _display(parent, child, clause)


def _prefix(parent: Parent, child: Child, clause: str) -> Iterator[Answer]:
    prefix = parent.terms.naming.prefix
    named = child.is_named(prefix) if prefix else None
    if named:
        yield fine(parent, f"the model's name begins with “{prefix}”, as {clause} asks")
    elif named is False:
        why = f"the model's name does not begin with “{prefix}”, as {clause} asks"
        yield conflict(parent, why)
    elif prefix:
        yield undecided(parent, f"no model card says what the model is called ({clause})")


def _display(parent: Parent, child: Child, clause: str) -> Iterator[Answer]:
    phrases = parent.terms.naming.display
    asked = " or ".join(f"“{one}”" for one in phrases)
    if any(child.shown(one) for one in phrases):
        yield fine(parent, f"{asked} is shown, as {clause} asks")
    elif phrases and child.cards.cards:
        yield conflict(parent, f"no document shows {asked}, as {clause} asks")
    elif phrases:
        yield undecided(parent, f"no card was found that could show {asked} ({clause})")


def base_notices_are_kept(parent: Parent, child: Child) -> Iterator[Answer]:
    """Licence, notice and policy lie in the release, as far as the licence asks for them."""
    if not parent.license:
        yield undecided(parent, UNLICENSED)
    elif not parent.grounded("flow-down"):
        why = f"what {parent.license} asks to pass on was not read"
        yield undecided(parent, why)
    else:
        yield _license_copy(parent, child)
        yield from _notice(parent, child)
        yield from _policy(parent, child)


def _license_copy(parent: Parent, child: Child) -> Answer:
    clause = parent.clause("flow-down")
    texts = child.licensing.texts
    if any(same(one, parent.license) for t in texts for one in (*t.named, *t.titled)):
        return fine(parent, f"the text of {parent.license} lies in the release")
    if any(same(one, parent.license) for t in texts for one in t.identified or ()):
        return fine(parent, f"the text of {parent.license} lies in the release")
    if "license-reference" in parent.terms.flow_down and child.keeps(parent.license):
        return fine(parent, f"the release names {parent.license}")
    if "license-copy" not in parent.terms.flow_down:
        return undecided(parent, f"where {clause} is met cannot be told")
    if child.licensing.gaps or any(not (t.named or t.titled or t.identified) for t in texts):
        return undecided(parent, f"a text was not recognised, and {clause} asks for a copy")
    return conflict(parent, f"{clause} asks for its text, which is not in the release")


def _notice(parent: Parent, child: Child) -> Iterator[Answer]:
    words = parent.terms.notice_text
    if words and child.shown(words):
        yield fine(parent, f"the notice “{words}” is there")
    elif words and child.lineage.gaps:
        yield undecided(parent, f"not every document could be read for “{words}”")
    elif words:
        yield conflict(parent, f"the notice “{words}” is not in the release")


def _policy(parent: Parent, child: Child) -> Iterator[Answer]:
    if "use-policy" not in parent.terms.flow_down:
        return
    if any(_is_policy(file) for file in child.inventory.files):
        yield fine(parent, "a use policy lies in the release")
    else:
        clause = parent.grounded("policy") or parent.license
        why = f"no file is named as a use policy, and it may be part of the licence text ({clause})"
        yield undecided(parent, why)


def _is_policy(file: FileEntry) -> bool:
    return bool(_POLICY.search(file.at.path.rpartition("/")[2]))
