"""What the licence of a base model asks a release to carry: a name, words, and copies."""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import FileEntry
from weighbridge.findings.finding import Finding
from weighbridge.findings.lineage.child import Child
from weighbridge.findings.lineage.parents import Parent, same
from weighbridge.findings.lineage.rules import Rule

_POLICY = re.compile(r"(?:use|usage)[-_ ]?policy|prohibited[-_ ]?uses?", re.IGNORECASE)


def naming_duty_is_met(rule: Rule, parent: Parent, child: Child) -> Iterator[Finding]:
    """The model's name begins as asked, and a document shows the words asked for."""
    if not parent.license:
        why = "its licence is stated nowhere and it is not well known"
        yield rule.open(parent, why, child)
        return
    naming, clause = parent.terms.naming, parent.clause("naming")
    if not parent.terms.grounded:
        yield rule.open(parent, f"the text of {parent.license} was not read for that", child)
    elif naming.above:
        yield rule.open(parent, f"{clause} binds only above {naming.above}", child)
    elif not naming.prefix and not naming.display:
        yield rule.fine(parent, f"the text of {parent.license} asks for no name", child)
    else:
        yield from _prefix(rule, parent, child, clause)
        yield from _display(rule, parent, child, clause)


def _prefix(rule: Rule, parent: Parent, child: Child, clause: str) -> Iterator[Finding]:
    prefix = parent.terms.naming.prefix
    named = child.is_named(prefix) if prefix else None
    if named:
        yield rule.fine(parent, f"the model's name begins with “{prefix}”, as {clause} asks", child)
    elif named is False:
        why = f"the model's name does not begin with “{prefix}”, as {clause} asks"
        yield rule.conflict(parent, why, child)
    elif prefix:
        yield rule.open(parent, f"no model card says what the model is called ({clause})", child)


def _display(rule: Rule, parent: Parent, child: Child, clause: str) -> Iterator[Finding]:
    phrases = parent.terms.naming.display
    asked = " or ".join(f"“{one}”" for one in phrases)
    if any(child.shown(one) for one in phrases):
        yield rule.fine(parent, f"{asked} is shown, as {clause} asks", child)
    elif phrases and child.cards.cards:
        yield rule.conflict(parent, f"no document shows {asked}, as {clause} asks", child)
    elif phrases:
        yield rule.open(parent, f"no card was found that could show {asked} ({clause})", child)


def base_notices_are_kept(rule: Rule, parent: Parent, child: Child) -> Iterator[Finding]:
    """Licence, notice and policy lie in the release, as far as the licence asks for them."""
    if not parent.license:
        why = "its licence is stated nowhere and it is not well known"
        yield rule.open(parent, why, child)
    elif not parent.grounded("flow-down"):
        why = f"what {parent.license} asks to pass on was not read"
        yield rule.open(parent, why, child)
    else:
        yield _license_copy(rule, parent, child)
        yield from _notice(rule, parent, child)
        yield from _policy(rule, parent, child)


def _license_copy(rule: Rule, parent: Parent, child: Child) -> Finding:
    clause = parent.clause("flow-down")
    texts = child.licensing.texts
    if any(same(one, parent.license) for t in texts for one in (*t.named, *t.titled)):
        return rule.fine(parent, f"the text of {parent.license} lies in the release", child)
    if any(same(one, parent.license) for t in texts for one in t.identified or ()):
        return rule.fine(parent, f"the text of {parent.license} lies in the release", child)
    if "license-reference" in parent.terms.flow_down and child.keeps(parent.license):
        return rule.fine(parent, f"the release names {parent.license}", child)
    if "license-copy" not in parent.terms.flow_down:
        return rule.open(parent, f"where {clause} is met cannot be told", child)
    if child.licensing.gaps or any(not (t.named or t.titled or t.identified) for t in texts):
        return rule.open(parent, f"a text was not recognised, and {clause} asks for a copy", child)
    return rule.conflict(parent, f"{clause} asks for its text, which is not in the release", child)


def _notice(rule: Rule, parent: Parent, child: Child) -> Iterator[Finding]:
    words = parent.terms.notice_text
    if words and child.shown(words):
        yield rule.fine(parent, f"the notice “{words}” is there", child)
    elif words and child.lineage.gaps:
        yield rule.open(parent, f"not every document could be read for “{words}”", child)
    elif words:
        yield rule.conflict(parent, f"the notice “{words}” is not in the release", child)


def _policy(rule: Rule, parent: Parent, child: Child) -> Iterator[Finding]:
    if "use-policy" not in parent.terms.flow_down:
        return
    if any(_is_policy(file) for file in child.inventory.files):
        yield rule.fine(parent, "a use policy lies in the release", child)
    else:
        clause = parent.grounded("policy") or parent.license
        why = f"no file is named as a use policy, and it may be part of the licence text ({clause})"
        yield rule.open(parent, why, child)


def _is_policy(file: FileEntry) -> bool:
    return bool(_POLICY.search(file.at.path.rpartition("/")[2]))
