from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bill_samples import MODEL_CARD
from weighbridge.records.bills.model_card import Energy, Metric, ModelCard, composed, parse


def test_a_card_with_every_field_survives_reading_and_writing() -> None:
    assert composed(parse(MODEL_CARD)) == MODEL_CARD


def test_metrics_keep_their_slices_and_intervals() -> None:
    card = parse(MODEL_CARD)

    assert card.metrics == (
        Metric("accuracy", "0.93", "night", "0.91", "0.95"),
        Metric("recall"),
    )
    assert card.task == "image-classification"
    assert card.use_cases == ("sorting",)


def test_energy_is_read_with_its_emissions() -> None:
    card = ModelCard(energy=(Energy("training", 3.5, 0.001),))

    assert parse(composed(card)) == card


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)
NAMES = st.sampled_from(
    ["modelParameters", "task", "approach", "type", "datasets", "ref", "inputs", "format",
     "quantitativeAnalysis", "performanceMetrics", "value", "slice", "confidenceInterval",
     "considerations", "users", "environmentalConsiderations", "energyConsumptions"]
)  # fmt: skip
CARDS = st.dictionaries(
    NAMES,
    st.recursive(JSON, lambda inner: st.dictionaries(NAMES, inner) | st.lists(inner), max_leaves=8),
)


@given(CARDS)
def test_whatever_a_card_holds_survives(value: dict[str, Any]) -> None:
    assert composed(parse(value)) == value
