"""Memory that a model needs to run and to be fine-tuned: estimates from counts, never measured."""

from dataclasses import dataclass

from weighbridge.facts.weights import ModelSettings

OVERHEAD = 0.2
"""Memory beside weights and cache while running, as a part of the weights.
Source: EleutherAI, "Transformer Math 101", "Total Inference Memory" (read 2026-11-20).
"""
HALF = 2
"""Bytes of a 16-bit number."""
TRAINED = 16
"""Bytes for each parameter trained with Adam in mixed precision: 2 for the parameter, 2 for its
gradient, 12 for its copy, momentum and variance in 32 bits.
Source: ZeRO, arXiv:1910.02054, section 3.1.
"""
QUANTISED = 4 + 0.127
"""Bits for each parameter in NF4 with its constants quantised twice.
Source: QLoRA, arXiv:2305.14314, section 3 ("Double Quantization").
"""
RANK = 16
"""Rank that estimates for adapters assume."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of memory.

    Attributes:
        what: what the memory is for.
        weights: bytes.
        cache: bytes of keys and values; None where they are not known.
        states: bytes of gradients and optimiser states.
        overhead: bytes for everything else that is estimated.
        unknown: why there is no total, as a sentence; empty where there is one.
    """

    what: str
    weights: int | None = None
    cache: int | None = 0
    states: int = 0
    overhead: int = 0
    unknown: str = ""

    @property
    def total(self) -> int | None:
        """Bytes in all; None where a part is not known."""
        if self.weights is None or self.cache is None:
            return None
        return self.weights + self.cache + self.states + self.overhead


def cache_bytes(settings: ModelSettings | None, context: int, width: int = HALF) -> int | None:
    """Bytes of the keys and values of one sequence; None where the configuration lacks sizes.

    2 · layers · heads of keys and values · width of a head · context · bytes of a number; with
    compressed keys and values, layers · latent numbers · context · bytes of a number. Windows that
    slide over the context make it smaller, which is left out.

    Source: Pope et al., "Efficiently Scaling Transformer Inference", arXiv:2211.05102, section 3.3;
    DeepSeek-V2, arXiv:2405.04434, section 2.1.3.

    Args:
        context: tokens.
        width: bytes of one number.
    """
    if settings is None or settings.layers is None:
        return None
    if settings.latent is not None:
        return settings.layers * settings.latent * context * width
    if settings.kv_heads is None or settings.head_dim is None:
        return None
    return 2 * settings.layers * settings.kv_heads * settings.head_dim * context * width


def to_run(what: str, weights: int, settings: ModelSettings | None, context: int) -> Estimate:
    """Memory to run a model on one sequence.

    Args:
        weights: bytes.
        context: tokens of the sequence.
    """
    overhead = round(weights * OVERHEAD)
    if settings is not None and settings.generates is False:
        return Estimate(what, weights, 0, 0, overhead)
    cache = cache_bytes(settings, context)
    lacks = "The configuration lacks the layers or heads that the key-value cache depends on."
    return Estimate(what, weights, cache, 0, overhead, "" if cache is not None else lacks)


def weights_bytes(parameters: int, bits: float) -> int:
    """Bytes of some parameters at a width, rounded up."""
    return -int(-parameters * bits // 8)


def to_train(parameters: int) -> Estimate:
    """Memory to train every parameter with AdamW in mixed precision, activations left out."""
    states = parameters * (TRAINED - HALF)
    return Estimate("full, AdamW, mixed precision", parameters * HALF, 0, states)


def adapter_parameters(settings: ModelSettings | None, rank: int = RANK) -> int | None:
    """Parameters of a low-rank adapter on the query and value projections of every layer.

    A pair of matrices of a rank adds rank · (inputs + outputs) parameters to each projection.

    Source: LoRA, arXiv:2106.09685, sections 4.1 and 4.2.
    """
    match settings:
        case ModelSettings(
            layers=int(layers), hidden_size=int(width), heads=int(heads), kv_heads=int(kept),
            head_dim=int(head),
        ):  # fmt: skip
            return layers * rank * (2 * width + (heads + kept) * head)
    return None


def to_adapt(
    parameters: int, settings: ModelSettings | None, *, quantised: bool = False, rank: int = RANK
) -> Estimate:
    """Memory to train a low-rank adapter over frozen weights, activations left out.

    Args:
        quantised: whether the frozen weights are held in four bits (QLoRA) instead of sixteen.
    """
    what = f"{'QLoRA' if quantised else 'LoRA'}, rank {rank}"
    added = adapter_parameters(settings, rank)
    weights = weights_bytes(parameters, QUANTISED if quantised else 8 * HALF)
    if added is None:
        lacks = "The configuration lacks the layers or heads that an adapter's size depends on."
        return Estimate(what, None, unknown=lacks)
    return Estimate(what, weights, 0, added * TRAINED)
