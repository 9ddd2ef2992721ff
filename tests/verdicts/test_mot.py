"""The arithmetic of the Model Openness Tool, against a second writing of it, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from weighbridge.verdicts.mot import progress

CLASS_III = [
    "model-architecture",
    "model-parameters-final",
    "evaluation-results",
    "model-card",
    "data-card",
    "technical-report",
]
CLASS_II = ["training-code", "inference-code", "evaluation-code", "evaluation-data"]
CLASS_I = [
    "datasets",
    "data-preprocessing-code",
    "model-parameters-intermediate",
    "research-paper",
]
CLASSES = [CLASS_III, CLASS_II, CLASS_I]
REQUIRED = [6, 4, 4]


def _included(components: set[str]) -> list[list[str]]:
    return [[c for c in of_class if c in components] for of_class in CLASSES]


def _as_the_tool_does(components: set[str]) -> list[int]:
    """The tool's loop, in its own order and with its own counters."""
    evaluated: dict[int, list[str]] = {}
    required: list[str] = []
    for number, of_class in zip((3, 2, 1), CLASSES, strict=True):
        required = [*required, *of_class]
        evaluated[number] = [c for c in required if c in components]

    def place(component: str, number: int) -> int:
        """0 stands for "first" and for "not found": the tool does not tell them apart."""
        included = evaluated[number]
        return included.index(component) if component in included else 0

    if not place("technical-report", 3) and "research-paper" in evaluated[1]:
        evaluated[3].append("research-paper")
        evaluated[2].append("research-paper")
    shares = []
    for wanted in (3, 2, 1):
        total, stopped = 0, wanted - 1
        for number in range(3, wanted - 1, -1):
            total += len(CLASSES[3 - number])
            if len(evaluated[number]) < total:
                stopped = number
                break
        if stopped > wanted:
            shares.append(0)
            continue
        if wanted == 1 and not place("technical-report", 1) and place("research-paper", 1):
            total -= 1
        percentage = min(100.0, len(evaluated[wanted]) / total * 100)
        shares.append(int(percentage + 0.5))
    return shares


@given(st.sets(st.sampled_from([c for of_class in CLASSES for c in of_class])))
def test_shares_equal_those_of_the_tool(components: set[str]) -> None:
    shares = progress(_included(components), REQUIRED)

    assert [round(share * 100) for share in shares] == _as_the_tool_does(components)


def test_a_paper_stands_in_for_the_report_up_to_class_i() -> None:
    everything = {c for of_class in CLASSES for c in of_class}

    assert progress(_included(everything - {"technical-report"}), REQUIRED) == [1.0, 1.0, 1.0]


def test_a_report_alone_in_its_class_counts_beside_the_paper() -> None:
    shares = progress(_included({"technical-report", "research-paper"}), REQUIRED)

    assert shares == [0.33, 0.0, 0.0]


def test_a_class_is_at_zero_while_the_one_below_is_incomplete() -> None:
    shares = progress(_included(set(CLASS_II)), REQUIRED)

    assert shares == [0.0, 0.0, 0.0]
