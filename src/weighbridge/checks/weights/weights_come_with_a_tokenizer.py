"""A model of text comes with the tokenizer it was trained with.

The numbers a model of text takes in and gives out mean nothing without the vocabulary that turns
text into them; another vocabulary gives nonsense without an error.

A model counts as one of text when its configuration states a `vocab_size`, names an architecture
that generates or classifies text, or its pipeline lists a tokenizer; as another kind when its
configuration states image or audio sizes, or an architecture for them, and no vocabulary.
Otherwise the question is left open.

## How to fix

Save the tokenizer beside the weights (`tokenizer.save_pretrained(folder)`), and upload its files.
"""

from collections.abc import Iterator

from weighbridge.facts.weights import Configuration, Weights
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.patterns import lazy

_REMEDY = "Save the tokenizer beside the weights, and upload its files."
_TEXT = lazy(
    r"(?:CausalLM|LMHeadModel|MaskedLM|Seq2SeqLM|ForSequenceClassification|ForTokenClassification"
    r"|ForQuestionAnswering|ForPreTraining|TextModel|ForCTC|SpeechSeq2Seq)$"
)
_OTHER = lazy(
    r"(?:Image|Object|Depth|Semantic|Instance|Universal|Video|Audio|Keypoint|XVector|Vision|Waveform"
    r"|UNet|Autoencoder)"
)
_OTHER_SETTINGS = {"image_size", "num_channels", "patch_size", "sampling_rate", "num_mel_bins"}


@check(severity=Severity.MEDIUM, since="0.1")
def weights_come_with_a_tokenizer(weights: Weights) -> Iterator[Finding]:
    """Look for a vocabulary, where the model is one of text."""
    found = [one for one in weights.tokenizers if one.role == "vocabulary"]
    configured = [c for c in weights.configurations if c.role in {"model", "pipeline"}]
    text = [one for one in configured if _takes_text(one)]
    other = [one for one in configured if _takes_other(one)]
    if not weights.released:
        yield unknown("No weights were found that a tokenizer could belong to.")
    elif found:
        counts = [one.tokens for one in found if one.tokens]
        size = f" ({counts[0]:,} tokens)" if counts else ""
        yield passed(
            f"{found[0].at.path} holds the vocabulary{size}.", *(one.at for one in found[:5])
        )
    elif text and weights.gaps:
        yield unknown(
            f"{text[0].at.path} configures a model of text; no tokenizer was found, and some files "
            "could not be read.",
            text[0].at,
            *(gap.at for gap in weights.gaps[:5]),
            remedy=_REMEDY,
        )
    elif text:
        yield failed(
            f"{text[0].at.path} configures a model of text, and no tokenizer was found.",
            text[0].at,
            remedy=_REMEDY,
        )
    elif other:
        yield not_applicable(
            f"{other[0].at.path} configures a model that takes no text.", other[0].at
        )
    else:
        yield unknown("Nothing says whether the model takes text, and no tokenizer was found.")


def _takes_text(one: Configuration) -> bool:
    stated = {key.rpartition(".")[2] for key, _ in one.settings}
    listed = one.role == "pipeline" and any(key.startswith("tokenizer") for key in stated)
    return listed or "vocab_size" in stated or any(_TEXT.search(c) for c in one.architectures)


def _takes_other(one: Configuration) -> bool:
    stated = {key.rpartition(".")[2] for key, _ in one.settings}
    vision = one.library == "timm" or any(_OTHER.search(name) for name in one.architectures)
    return not _takes_text(one) and (vision or bool(stated & _OTHER_SETTINGS))
