"""Model and data cards: front matter as written, and sections under normalised names."""

from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.distribution import Gap
from weighbridge.facts.provenance import Evidence


class Substance(StrEnum):
    """How much a section says."""

    SUBSTANTIAL = "substantial"
    PLACEHOLDER = "placeholder"


class CardKind(StrEnum):
    """What a card describes."""

    MODEL = "model"
    DATA = "data"
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class Field:
    """One front matter field.

    Attributes:
        name: key, dotted for nested ones: `base_model`.
        value: JSON text of the value.
    """

    at: Evidence
    card: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a card.

    Attributes:
        card: path of the card inside its part.
        topic: id in the vocabulary of card sections; empty when the heading is not known.
        heading: as written.
        substance: whether anything is left once template text, comments and placeholders go.
        words: number of words that are left.
    """

    at: Evidence
    card: str
    topic: str
    heading: str
    substance: Substance
    words: int


@dataclass(frozen=True, slots=True)
class SectionWords:
    """What one section of a card says, with the sections below it, in its writer's words.

    Attributes:
        topic: as in `Section`.
        words: Markdown, one line a paragraph, cut where it is long.
    """

    at: Evidence
    card: str
    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class StatedSize:
    """How many parameters a card says the model has.

    Attributes:
        count: parameters.
        words: as written: `7B`, `18,556 parameters`.
        named: whether it is a part of the model's name, where numbers are rounded freely.
        exact: whether every digit is stated.
        copies: experts or models that the words multiply: 8 in `8x7B`; 1 for none.
    """

    at: Evidence
    card: str
    count: int
    words: str
    named: bool = False
    exact: bool = False
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One card as a whole.

    Attributes:
        words: words left once template text, comments and placeholders go.
        has_front_matter: whether it opens with a block of metadata.
        placeholders: where a placeholder stands, the first ones, with its words.
        defects: what is wrong with its front matter, one sentence each.
        template: whether more of its places are open than filled: a template left as it was.
    """

    at: Evidence
    kind: CardKind
    title: str
    words: int
    has_front_matter: bool
    placeholders: tuple[Evidence, ...] = ()
    defects: tuple[str, ...] = ()
    template: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards of a release."""

    cards: tuple[Card, ...] = ()
    sections: tuple[Section, ...] = ()
    fields: tuple[Field, ...] = ()
    words: tuple[SectionWords, ...] = ()
    sizes: tuple[StatedSize, ...] = ()
    gaps: tuple[Gap, ...] = ()
