"""The release does with what it was made from only what the terms of that allow.

A fine-tune, an adapter, a merge or a quantised copy carries the terms of its base model; a model
that learned from another's outputs carries what that one's terms say of outputs; and data brings
duties of its own. Base models, teachers and datasets are taken from cards, configurations,
adapters and prose; their licences from the release itself, or from a short catalogue of well-known
ones. Every answer quotes the words it rests on. Where no text was read, where a licence is not
known, or where lawyers disagree (whether weights are bound by the terms of their data), the answer
is `unknown` and says why. Where they disagree, a decision in `governance/decisions/` settles it,
and is quoted.

Source: the licence texts that the catalogue quotes.

## How to fix

Name every base model, teacher and dataset with its licence; take over the base model's licence,
notice and use policy; and record the decisions that only you can take, each with the subject that
the finding names (`dataset:…`, `model:…`), in `governance/decisions/`.
"""

from collections.abc import Iterator

from weighbridge.facts.card import Cards
from weighbridge.facts.components import Components
from weighbridge.facts.distribution import Inventory
from weighbridge.facts.licensing import Licensing
from weighbridge.facts.lineage import Lineage
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.lineage import judging, rules
from weighbridge.findings.lineage.child import child


@check(severity=Severity.HIGH, since="0.1", over=rules.every)
def lineage_keeps_the_terms(  # noqa: PLR0913, PLR0917  # a topic each
    rule: rules.Rule,
    lineage: Lineage,
    seen: Components,
    licensing: Licensing,
    cards: Cards,
    inventory: Inventory,
) -> Iterator[Finding]:
    """Judge one rule, over every ancestor it looks at."""
    yield from judging.judge(rule, child(lineage, seen, licensing, cards, inventory))
