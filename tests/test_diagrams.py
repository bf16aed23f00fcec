"""The diagrams: text in its box, arrows that arrive, days and figures of the engine, words for those who cannot see them."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

import generator
from publish import diagrams
from publish.spoken import spoken

DIAGRAMS = generator.diagrams()
BOTH = [(name, language) for name in DIAGRAMS for language in ("zh", "en")]
SMALL = {
    "id": "small",
    "box": 100,
    "pitch": 140,
    "title": "t",
    "desc": "d",
    "node": [
        {"id": "a", "at": [0, 0], "kind": "ask", "text": "a"},
        {"id": "b", "at": [1, 0], "kind": "do", "text": "b"},
    ],
    "edge": [{"from": "a", "to": "b"}],
}


def svg(name: str, language: str) -> ElementTree.Element:
    whole = str(diagrams.drawn(DIAGRAMS[name], language=language))
    return ElementTree.fromstring(re.search(r"<svg.*?</svg>", whole, re.S)[0])  # type: ignore[index]


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_each_line_of_text_fits_its_box(name: str, language: str) -> None:
    told = diagrams._with_figures(spoken(DIAGRAMS[name], language), language)
    for box in diagrams.laid_out(told).values():
        assert all(diagrams.measured(line) <= box.width - diagrams.PAD for line in box.lines), box.lines
        assert len(box.lines) * diagrams.LINE <= box.height


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_no_two_boxes_touch(name: str, language: str) -> None:
    boxes = diagrams.laid_out(diagrams._with_figures(spoken(DIAGRAMS[name], language), language)).values()
    for one, other in combinations(boxes, 2):
        apart_across = one.x + one.width < other.x or other.x + other.width < one.x
        apart_down = one.y + one.height < other.y or other.y + other.height < one.y
        assert apart_across or apart_down, (one.id, other.id)


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_a_diagram_has_title_and_description_and_no_style_of_its_own(name: str, language: str) -> None:
    drawing = svg(name, language)
    assert drawing.get("role") == "img"
    ids = (drawing.get("aria-labelledby") or "").split()
    named = {part.get("id"): part.text for part in drawing if part.tag in ("title", "desc")}
    assert [bool(named[name]) for name in ids] == [True, True]
    for part in drawing.iter():
        assert not {"style", "fill", "stroke", "onclick"} & set(part.attrib), part.tag


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_everything_drawn_lies_inside_the_drawing(name: str, language: str) -> None:
    drawing = svg(name, language)
    _, _, width, height = map(float, (drawing.get("viewBox") or "").split())
    for rect in drawing.iter("rect"):
        assert float(rect.get("x", "-1")) >= 0
        assert float(rect.get("x", "0")) + float(rect.get("width", "0")) <= width
        assert float(rect.get("y", "0")) + float(rect.get("height", "0")) <= height


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_every_box_is_also_told_in_words(name: str, language: str) -> None:
    whole = str(diagrams.drawn(DIAGRAMS[name], language=language))
    words = whole.partition("<details")[2]
    told = diagrams._with_figures(spoken(DIAGRAMS[name], language), language)
    for node in told["node"]:
        assert node["text"].replace("’", "’") in words


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_no_place_for_a_figure_is_left_open(name: str, language: str) -> None:
    assert "{" not in str(diagrams.drawn(DIAGRAMS[name], language=language))


def test_the_ladder_shows_the_days_of_the_engine() -> None:
    days = {row["id"]: abs(row["from_day"]) for row in generator.ladder()}
    for node in DIAGRAMS["ladder"]["node"]:
        for language in ("zh", "en"):
            assert int(re.search(r"\d+", node["text"][language])[0]) == days[node["id"]]  # type: ignore[index]


def test_the_groups_are_those_of_the_cards() -> None:
    titles = {row["id"]: row["title"] for row in generator.card_groups()}
    drawn = {node["id"]: node["text"] for node in DIAGRAMS["excuse-groups"]["node"] if node["id"] in titles}
    assert set(drawn) == set(titles)
    for name, text in drawn.items():
        for language in ("zh", "en"):
            assert f"{name.upper()} {titles[name][language]}" in text[language]


def test_the_last_days_are_those_that_the_engine_counts() -> None:
    case: dict[str, Any] = {
        "as_of": "2026-04-01",
        "language": "zh",
        "creditor": {"name": "甲"},
        "debtor": {"name": "乙"},
        "claims": [{"number": "1", "due_date": "2023-08-31", "currency": "CNY", "amount": "100.00"}],
        "events": [],
    }
    events = [
        {"date": "2024-05-14", "type": "demand", "provable": True},
        {"date": "2025-03-17", "type": "acknowledgement", "provable": True},
    ]
    shown = {node["id"]: node["text"]["zh"] for node in DIAGRAMS["restart"]["node"]}
    for count, name in enumerate(("due-last", "demand-last", "part-last")):
        found = generator.assessment_json(generator.assess(generator.build({**case, "events": events[:count]})))
        last = date.fromisoformat(found["claims"][0]["limitation"]["last_day"])
        assert f"{last.year}年{last.month}月{last.day}日" in shown[name]


def test_an_arrow_to_nowhere_stops_the_build() -> None:
    with pytest.raises(diagrams.DiagramError, match="no box c"):
        diagrams.drawn({**SMALL, "edge": [{"from": "a", "to": "c"}]}, language="en")


def test_two_boxes_in_one_place_stop_the_build() -> None:
    nodes = [{**node, "at": [0, 0]} for node in SMALL["node"]]  # type: ignore[attr-defined]
    with pytest.raises(diagrams.DiagramError, match="one place"):
        diagrams.drawn({**SMALL, "node": nodes}, language="en")


def test_a_closing_mark_never_begins_a_line() -> None:
    lines = diagrams.wrapped("一二三四五六七八九十，一二三四五六七八九十。", 10 * diagrams.SIZE)
    assert all(line[0] not in diagrams.CLOSING for line in lines)
    assert "".join(lines) == "一二三四五六七八九十，一二三四五六七八九十。"


def test_latin_words_stay_whole() -> None:
    lines = diagrams.wrapped("preservation before a suit", 12 * diagrams.SIZE * 0.56)
    assert " ".join(lines) == "preservation before a suit"
    assert lines[0] == "preservation"
