"""Whatever JSON a stranger calls a bill of materials, judging it never breaks."""

import json
from contextlib import suppress
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bill_samples import ANSWERS, RECORD, STRANGERS
from weighbridge.bom import BillError, judge_bill
from weighbridge.documents import bom
from weighbridge.documents.bom.claims import held
from weighbridge.records.bills.reading import bill_of

_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)  # fmt: skip
JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=15,
)
MARKS = st.sampled_from(
    [
        {"bomFormat": "CycloneDX", "specVersion": "1.6"},
        {"bomFormat": "CycloneDX", "specVersion": "1.7"},
        {"spdxVersion": "SPDX-2.3"},
        {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []},
    ]
)
SAMPLES = [
    STRANGERS,
    *(json.loads(bom.write(RECORD, form, ANSWERS).text) for form in bom.FORMATS),
]
_QUIET = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _judged(value: Any) -> None:
    data = json.dumps(value).encode()
    with suppress(BillError):
        judge_bill(data)
    bill = bill_of(value) if isinstance(value, dict) else None
    if bill is not None:
        assert all(one.message.endswith(".") for one in held(bill, RECORD))


@_QUIET
@given(JSON)
def test_any_json_is_judged_or_refused(value: Any) -> None:
    _judged(value)


@_QUIET
@given(
    MARKS,
    st.dictionaries(
        st.sampled_from(["metadata", "components", "dependencies", "@graph", "packages", "files",
                         "relationships", "compositions", "documentDescribes"]),
        JSON,
    ),
)  # fmt: skip
def test_any_json_that_is_marked_as_a_bill_is_judged(
    mark: dict[str, Any], value: dict[str, Any]
) -> None:
    _judged({**mark, **value})


@_QUIET
@given(st.sampled_from(SAMPLES), st.data())
def test_a_bill_with_one_value_changed_is_judged(
    value: dict[str, Any], data: st.DataObject
) -> None:
    changed = deepcopy(value)
    here: Any = changed
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = data.draw(st.sampled_from(keys))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            here[key] = data.draw(JSON)
            break
        here = inner
    _judged(changed)


@_QUIET
@given(st.binary(max_size=200))
def test_any_bytes_are_judged_or_refused(data: bytes) -> None:
    with suppress(BillError):
        judge_bill(data)
