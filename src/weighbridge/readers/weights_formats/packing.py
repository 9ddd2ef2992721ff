"""Packed weights: how many parameters stand behind integers that hold several each.

Source: GPTQ `QuantLinear` of AutoGPTQ 0.7, AWQ `WQLinear_GEMM` of AutoAWQ 0.2, bitsandbytes 0.45
`Params4bit` and `Int8Params`, the MXFP4 checkpoint of gpt-oss, compressed-tensors 0.9
`pack_quantized`, MLX `nn.quantize`, and the FP8 checkpoint of DeepSeek-V3, read 2026-11-20.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from weighbridge.facts.tensors import Tensor

_SCALES = (
    ".scales", ".qzeros", ".g_idx", ".weight_scale", ".weight_scale_inv", ".input_scale",
    ".weight_zero_point", ".weight_g_idx", ".weight_shape", ".weight_global_scale",
    ".input_global_scale", ".activation_scale", ".SCB", ".weight_format", "_scales",
    ".k_scale", ".v_scale", ".input_zero_point", ".weight_scale_2",
)  # fmt: skip
"""Ends of names of what unpacks weights beside it."""
_STATE = (".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map")
_STATES = ".quant_state.bitsandbytes__"
_SIGNS = (*_SCALES, *_STATE)
_FP8 = ("F8_E4M3", "F8_E5M2")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Tensors with the parameters they stand for, and the scheme that packs them."""

    tensors: tuple[Tensor, ...]
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside a tensor, and the bits of a packed weight where they are stated."""

    tensors: Mapping[str, Tensor]
    bits: int | None

    def get(self, name: str) -> Tensor | None:
        return self.tensors.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.tensors


Known = _Around
Rule = Callable[[Tensor, Known], tuple[str, str, int] | None]
"""Scheme, type and parameters of a packed tensor; None where it is not packed so."""


def unpacked(tensors: tuple[Tensor, ...], bits: int | None = None) -> Unpacked:
    """The tensors with their true numbers of parameters.

    Names and shapes decide: a scheme is taken only where everything it needs stands beside a
    packed tensor, and what only unpacks another counts as none.

    Args:
        bits: of one packed weight, as the model's configuration states it; None where it does not.
    """
    if not any(one.name.endswith(_SIGNS) for one in tensors):
        return Unpacked(tensors)
    known = _Around({one.name: one for one in tensors}, bits)
    found: dict[str, tuple[str, str, int]] = {}
    for one in tensors:
        told = next((told for rule in _RULES if (told := rule(one, known))), None)
        if told:
            found[one.name] = told
    if not found:
        return Unpacked(tensors)
    beside = frozenset(_beside(found, known.tensors))
    counted = tuple(_counted(one, found, beside) for one in tensors)
    schemes = sorted({scheme for scheme, _, _ in found.values()})
    return Unpacked(counted, ", ".join(schemes))


def _counted(
    one: Tensor, found: Mapping[str, tuple[str, str, int]], beside: frozenset[str]
) -> Tensor:
    if one.name in found:
        _, dtype, count = found[one.name]
        return one._replace(dtype=dtype, parameters=count)
    return one._replace(parameters=0) if one.name in beside else one


def _beside(found: Iterable[str], known: Iterable[str]) -> Iterable[str]:
    """The tensors that unpack the ones found."""
    stems = {_stem(name) for name in found}
    for name in known:
        end = next((sign for sign in _SIGNS if name.endswith(sign)), "")
        if (
            (end and name.removesuffix(end).removesuffix(".weight") in stems)
            or (_STATES in name and name.partition(_STATES)[0].removesuffix(".weight") in stems)
            or (name.endswith(".biases") and name.removesuffix(".biases") in stems)
        ):
            yield name


def _stem(name: str) -> str:
    for end in (".qweight", ".weight_packed", ".weight", "_blocks"):
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def _gptq_or_awq(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    """GPTQ packs along the inputs, so that scales are as wide as it; AWQ along the outputs."""
    stem = one.name.removesuffix(".qweight")
    scales = known.get(f"{stem}.scales")
    if stem == one.name or scales is None or len(one.shape) != 2 or len(scales.shape) != 2:
        return None
    rows, columns = one.shape
    if scales.shape[1] == columns:
        index = known.get(f"{stem}.g_idx")
        zeros = known.get(f"{stem}.qzeros")
        inputs = index.shape[0] if index and index.shape else 0
        if inputs and not rows * 32 % inputs:
            bits = rows * 32 // inputs
        elif zeros and columns:
            bits = zeros.shape[-1] * 32 // columns
        else:
            bits = 4
        return _integers("gptq", one, bits)
    return _integers("awq", one, columns * 32 // max(scales.shape[1], 1))


def _four_bits(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    """Two parameters in a byte, by bitsandbytes."""
    if one.dtype != "U8" or f"{one.name}.absmax" not in known:
        return None
    for kind in ("nf4", "fp4"):
        if f"{one.name}{_STATES}{kind}" in known:
            return "bitsandbytes", kind.upper(), 2 * one.parameters
    return "bitsandbytes", "4-bit", 2 * one.parameters


def _eight_bits(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    stem = one.name.removesuffix(".weight")
    if one.dtype == "I8" and stem != one.name and f"{stem}.SCB" in known:
        return "bitsandbytes", "I8", one.parameters
    return None


def _microscaling(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    stem = one.name.removesuffix("_blocks")
    if stem != one.name and one.dtype == "U8" and f"{stem}_scales" in known:
        return "mxfp4", "MXFP4", 2 * one.parameters
    return None


def _compressed(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    """Packed by compressed-tensors: integers in words, or two 4-bit floats in a byte."""
    stem = one.name.removesuffix(".weight_packed")
    scale = known.get(f"{stem}.weight_scale")
    if stem == one.name or scale is None:
        return None
    if one.dtype == "U8":
        return "compressed-tensors", "F4", 2 * one.parameters
    return _integers(
        "compressed-tensors", one, known.bits or _bits_by_groups(one, scale, (128, 64, 32))
    )


def _mlx(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    stem = one.name.removesuffix(".weight")
    scales = known.get(f"{stem}.scales")
    if stem == one.name or one.dtype != "U32" or scales is None or f"{stem}.biases" not in known:
        return None
    return _integers("mlx", one, known.bits or _bits_by_groups(one, scales, (64, 128, 32)))


def _scaled(one: Tensor, known: Known) -> tuple[str, str, int] | None:
    """Eight bits with scales beside them: as many parameters as elements."""
    stem = one.name.removesuffix(".weight")
    ends = (".weight_scale", ".weight_scale_inv", ".scale_weight")
    if stem == one.name or not any(stem + end in known for end in ends):
        return None
    if one.dtype in _FP8:
        return "fp8", one.dtype, one.parameters
    return ("int8", "I8", one.parameters) if one.dtype == "I8" else None


def _bits_by_groups(one: Tensor, scales: Tensor, usual: tuple[int, ...]) -> int:
    """Bits by the usual sizes of groups that share a scale, the commonest first; else 4."""
    if one.shape and scales.shape and scales.shape[-1] > 1:
        for group in usual:
            inputs = scales.shape[-1] * group
            bits, rest = divmod(one.shape[-1] * 32, inputs)
            if not rest and bits in {2, 3, 4, 6, 8}:
                return bits
    return 4


def _integers(scheme: str, one: Tensor, bits: int) -> tuple[str, str, int] | None:
    return (scheme, f"{bits}-bit", one.parameters * 32 // bits) if 2 <= bits <= 8 else None


_RULES: tuple[Rule, ...] = (
    _gptq_or_awq, _four_bits, _eight_bits, _microscaling, _compressed, _mlx, _scaled,
)  # fmt: skip
