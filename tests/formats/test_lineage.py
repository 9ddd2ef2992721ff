"""What a release was made from, in every format people read."""

import itertools
import re
from dataclasses import replace
from html import unescape

import pytest

from sample_reports import EVERY, claiming, descended
from weighbridge import formats
from weighbridge.formats import Look, _lineage
from weighbridge.formats._columns import cells
from weighbridge.verdicts.report import Lineage, LineageEdge, LineageNode
from weighbridge.verdicts.report_json import to_json

READ_BY_PEOPLE = ("html", "markdown", "text")


def many(count: int) -> Lineage:
    nodes = tuple(LineageNode(f"a{n}", f"lib-{n}", "code-dependency", "MIT") for n in range(count))
    edges = tuple(LineageEdge(n.id, "release", "depends-on", "fine", "It is.") for n in nodes)
    return Lineage((LineageNode("release", "r", "release"), *nodes), edges)


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_it_is_told_where_something_is_named_and_left_out_elsewhere(name: str) -> None:
    form = formats.find(name)

    assert "example/base-7b" in form.render([descended()]).replace("\\", "")
    assert "it was made from" not in form.render([claiming()])


def test_a_report_without_ancestors_has_no_such_field() -> None:
    assert "lineage" not in to_json(claiming())
    assert len(to_json(descended())["lineage"]["edges"]) == 6


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_every_limit_is_named_not_only_coloured(name: str) -> None:
    written = formats.find(name).render([descended()])

    assert "no commercial use" in " ".join(written.split())


def test_the_picture_has_a_title_a_description_and_every_outcome_in_words() -> None:
    page = formats.find("html").render([descended()])
    drawn = re.search(r'<svg class="lineage-picture".*?</svg>', page, re.DOTALL)

    assert drawn
    assert "<title id=" in drawn[0]
    assert "<desc id=" in drawn[0]
    for outcome in _lineage.OUTCOMES:
        assert f": {outcome}</text>" in drawn[0]


def test_the_table_says_all_that_the_picture_shows() -> None:
    page = unescape(formats.find("html").render([descended()]))
    table = page.split("Terms</th>", 1)[1].split("</table>", 1)[0]
    lineage = descended().lineage

    assert lineage
    for edge, node in zip(lineage.edges, lineage.nodes[1:], strict=True):
        assert {node.name in table, edge.outcome in table, edge.why in table} == {True}


def test_the_worst_comes_first_and_is_numbered_alike_in_picture_and_table() -> None:
    lineage = descended().lineage

    assert lineage
    assert [one.edge.outcome for one in _lineage.made(lineage)] == [
        *list(_lineage.OUTCOMES),
        "fine",
    ]
    numbers = [box.made.number for box in _lineage.picture(lineage).boxes if box.made]
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_boxes_do_not_overlap_and_no_line_leaves_its_box() -> None:
    lineage = descended().lineage

    assert lineage
    boxes = _lineage.picture(lineage).boxes
    assert all(a.y + a.height < b.y for a, b in itertools.pairwise(boxes))
    assert all(b.y < line.y < b.y + b.height for b in boxes for line in b.lines)
    assert max(cells(line.text) for b in boxes for line in b.lines) <= 44


def test_a_long_lineage_is_drawn_in_part_and_listed_whole() -> None:
    report = replace(claiming(), lineage=many(300))
    page = formats.find("html").render([report])

    assert page.count('<rect class="box') == 17
    assert "284 ancestors more: see the table." in page
    assert "lib-299" in page


def test_text_names_only_what_is_not_fine() -> None:
    written = formats.find("text").render([replace(claiming(), lineage=many(9))], Look(width=60))

    assert "9 ancestors: 9 fine" in written
    assert "lib-" not in written


@pytest.mark.parametrize("name", READ_BY_PEOPLE)
def test_hostile_names_stay_words(name: str) -> None:
    written = formats.find(name).render([EVERY["hostile"]()])

    assert not {"\x1b", "\u202e", "\ud800"} & set(written)
    assert name == "text" or "<script" not in written.replace("\\<", "")
