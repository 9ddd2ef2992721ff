from math import prod

import pytest

from weighbridge.facts.tensors import Tensor
from weighbridge.readers.weights_formats.packing import unpacked

Row = tuple[str, tuple[int, ...]]


def tensors(held: dict[str, Row]) -> tuple[Tensor, ...]:
    return tuple(
        Tensor(name, dtype, shape, prod(shape), prod(shape))
        for name, (dtype, shape) in held.items()
    )


GPTQ: dict[str, Row] = {
    "l.qweight": ("I32", (512, 4096)),
    "l.qzeros": ("I32", (32, 512)),
    "l.scales": ("F16", (32, 4096)),
    "l.g_idx": ("I32", (4096,)),
}
AWQ: dict[str, Row] = {
    "l.qweight": ("I32", (4096, 512)),
    "l.qzeros": ("I32", (32, 512)),
    "l.scales": ("F16", (32, 4096)),
}
NF4: dict[str, Row] = {
    "l.weight": ("U8", (8_388_608, 1)),
    "l.weight.absmax": ("U8", (262_144,)),
    "l.weight.quant_map": ("F32", (16,)),
    "l.weight.nested_absmax": ("F32", (1024,)),
    "l.weight.nested_quant_map": ("F32", (256,)),
    "l.weight.quant_state.bitsandbytes__nf4": ("U8", (97,)),
}
MXFP4: dict[str, Row] = {
    "mlp.experts.up_blocks": ("U8", (2, 64, 2, 16)),
    "mlp.experts.up_scales": ("U8", (2, 64, 2)),
}
FP8: dict[str, Row] = {
    "l.weight": ("F8_E4M3", (4096, 4096)),
    "l.weight_scale_inv": ("F32", (32, 32)),
}
INT8: dict[str, Row] = {
    "l.weight": ("I8", (4096, 4096)),
    "l.SCB": ("F32", (4096,)),
    "l.weight_format": ("U8", ()),
}
COMPRESSED: dict[str, Row] = {
    "l.weight_packed": ("I32", (4096, 512)),
    "l.weight_scale": ("BF16", (4096, 32)),
    "l.weight_shape": ("I64", (2,)),
}
NVFP4: dict[str, Row] = {
    "l.weight_packed": ("U8", (4096, 2048)),
    "l.weight_scale": ("F8_E4M3", (4096, 256)),
    "l.weight_global_scale": ("F32", (1,)),
}
MLX: dict[str, Row] = {
    "l.weight": ("U32", (4096, 512)),
    "l.scales": ("F16", (4096, 64)),
    "l.biases": ("F16", (4096, 64)),
}


@pytest.mark.parametrize(
    ("held", "scheme", "count"),
    [
        (GPTQ, "gptq", 4096 * 4096),
        (AWQ, "awq", 4096 * 4096),
        (NF4, "bitsandbytes", 4096 * 4096),
        (MXFP4, "mxfp4", 2 * 64 * 64),
        (FP8, "fp8", 4096 * 4096),
        (INT8, "bitsandbytes", 4096 * 4096),
        (COMPRESSED, "compressed-tensors", 4096 * 4096),
        (NVFP4, "compressed-tensors", 4096 * 4096),
        (MLX, "mlx", 4096 * 4096),
    ],
)
def test_packed_weights_count_what_they_unpack_to(
    held: dict[str, Row], scheme: str, count: int
) -> None:
    found = unpacked(tensors(held | {"norm.weight": ("F32", (64,))}))

    assert sum(one.parameters for one in found.tensors) == count + 64
    assert found.scheme == scheme


def test_three_bits_are_told_by_the_index_of_inputs() -> None:
    held = GPTQ | {"l.qweight": ("I32", (384, 4096))}

    assert sum(one.parameters for one in unpacked(tensors(held)).tensors) == 4096 * 4096


def test_bits_that_a_configuration_states_decide() -> None:
    held = MLX | {"l.weight": ("U32", (4096, 1024))}

    assert unpacked(tensors(held), 8).tensors[0].parameters == 4096 * 4096
    assert unpacked(tensors(held), 4).tensors[0].parameters == 2 * 4096 * 4096


def test_plain_weights_stay_as_they_are() -> None:
    held = tensors({"scale.weight": ("F32", (4,)), "l.scales": ("F32", (4,))})

    assert unpacked(held).tensors == held


def test_scales_of_nothing_packed_are_parameters() -> None:
    held = tensors({"layer_scales": ("F32", (4,)), "l.weight": ("F32", (8,))})

    assert sum(one.parameters for one in unpacked(held).tensors) == 12
