"""What a document says around the places of weights that it names: whether it offers them as its
own, as weights saved on the way, or speaks of what others made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Chapter, Line
from weighbridge.readers.weights_places import WeightsAddress, addresses, is_file

_NEAR = 120
"""Characters before a link that speak of it."""
_OFFERING = lazy(
    r"\b(?:download|checkpoints?|weights|releas(?:e|es|ed|ing)|open[- ]?sourc(?:e|ed|ing)"
    r"|available (?:on|at|from|models)|hosted on|(?:pre-?)?trained models?"
    r"|our (?:[\w-]+ ){0,3}models?|model (?:zoo|list|family|hub|index)|open[- ]weights?)\b"
    r"|发布|开源|开放|下载|权重|公開",
    re.IGNORECASE,
)
"""Words of someone who gives their own models away."""
_WEIGHTS = lazy(r"\b(?:checkpoints?|weights|ckpt)\b|权重", re.IGNORECASE)
_HEADED = lazy(
    r"^\W*(?:\d[\d.]*\W+)?(?:[\w.-]+ )?(?:models?|model (?:zoo|cards?|details|overview|series)"
    r"|(?:latest )?news|updates?|what'?s new|quick ?start|getting started|模型(?:下载)?)\W*$",
    re.IGNORECASE,
)
_OTHERS = lazy(
    r"acknowledg|related (?:work|project)|\bcitation|\bcommunity|third[- ]part(?:y|ies)|\becosystem"
    r"|\bderivative|\bsupported (?:models|arch)|\bcompar|\bbaselines?\b|\bcredits?\b|\bthanks\b"
    r"|\bprojects? (?:using|based|built)|\bbuilt (?:with|on)\b|\bdatasets?\b"
    r"|致谢|第三方|社区|生态|对比",
    re.IGNORECASE,
)
"""Headings over what others made."""
_FROM = lazy(
    r"\b(?:based on|built (?:up)?on|fine-?tun\w* (?:from|version of|of|on)|version of|backbone"
    r"|(?:initiali[sz]ed|derived|distilled|adapted|trained|starting|continued?) (?:from|with)"
    r"|inspired by|thanks to|compar(?:ed|able) (?:to|with)|prior|predecessor|base model|teacher"
    r"|prerequisite|access to(?: the following)?|on top of|datasets?|corpus|tokenizer|text encoder"
    r"|vae)\b[^.;|]{0,50}$",
    re.IGNORECASE,
)
"""Words right before a model that is another's, or an ingredient."""
_NOT_YET = lazy(r"coming soon|to be released|will be released|\btbd\b|即将", re.IGNORECASE)
_UNDERWAY = lazy(
    r"\bintermediate (?:[\w-]+ ){0,2}(?:checkpoints?|weights|models?|stages?|phases?)"
    r"|\bcheckpoints? (?:from|of|during|throughout|before) (?:the )?(?:course of )?(?:training"
    r"|pre-?train|anneal)|中间(?:阶段)?(?:检查点|权重|模型|ckpt)",
    re.IGNORECASE,
)
_STEP = lazy(
    r"[-_.](?:step[-_]?\d|checkpoint[-_]?\d|ckpt[-_]?\d|intermediate|before[-_]anneal)",
    re.IGNORECASE,
)
"""Names of weights saved on the way."""


@dataclass(frozen=True, slots=True)
class WeightsLink:
    """A place of weights, with what its document says around it.

    Attributes:
        line: number of its line.
        offered: whether words around it give weights away.
        headed: whether its heading does, and its own line speaks of weights or names a file.
        underway: whether they are said to be saved while training went on.
        others: whether what it leads to is another's, an ingredient, or still to come.
    """

    place: WeightsAddress
    line: int
    offered: bool
    headed: bool
    underway: bool
    others: bool


def weights_links(body: Sequence[Chapter]) -> Iterator[WeightsLink]:
    """Every place of weights in a document, in order."""
    path: list[tuple[int, str]] = []
    for chapter in body:
        path = [*(one for one in path if one[0] < chapter.level), (chapter.level, chapter.heading)]
        headings = " / ".join(heading for _, heading in path[-3:])
        headed = bool(_HEADED.search(chapter.heading) or _OFFERING.search(headings))
        others = bool(_OTHERS.search(chapter.heading))
        underway = bool(_UNDERWAY.search(headings))
        for line in chapter.lines:
            underway = underway or ("<summary" in line.text and bool(_UNDERWAY.search(line.text)))
            underway = underway and "</details" not in line.text
            for place in addresses(line.text):
                yield _seen(place, line, headed=headed, others=others, underway=underway)


def _seen(
    place: WeightsAddress, line: Line, *, headed: bool, others: bool, underway: bool
) -> WeightsLink:
    start, end = place.span
    before, after = line.text[max(0, start - _NEAR) : start], line.text[end : end + 40]
    return WeightsLink(
        place,
        line.number,
        headed=headed and (is_file(place) or bool(_WEIGHTS.search(before))),
        offered=headed or bool(_OFFERING.search(before) or _OFFERING.search(after)),
        underway=underway or bool(_UNDERWAY.search(before) or _STEP.search(place.name)),
        others=others or bool(_FROM.search(before) or _NOT_YET.search(before[-40:] + after)),
    )
