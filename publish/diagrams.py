"""Diagrams as SVG inside the page: boxes on a grid and arrows between them, told again in words below.

Colours come from classes (overrides/assets/stylesheets/training.css), so that light, dark and paper each get theirs;
nothing carries a style of its own. Figures of law stand in the texts as `{limitation.general.years}`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

import generator
from publish.spoken import spoken, written

SIZE = 15  # px of type, as drawn; the page scales the whole
LINE = 21
PAD = 11
GAP = 40  # between rows
KINDS = ("start", "ask", "do", "end", "warn", "quiet")
FIGURE = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)+)\}")
CLOSING = "，。；：！？、）”》」"
TEXT = {"zh": ("文字版", "：", "；"), "en": ("In words", ": ", "; ")}


class DiagramError(Exception):
    """A diagram names a box that is not there, or puts two into one place."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box as it will be drawn, all measures in px."""

    id: str
    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where arrows from above arrive."""
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        """Where arrows from the side arrive."""
        return self.y + self.height / 2


def drawn(diagram: Mapping[str, Any], *, language: str) -> Markup:
    """The diagram as a figure: SVG with title and description, and the same in words behind a fold.

    Raises:
        DiagramError: an arrow leads nowhere or two boxes share a place.
    """
    told = _with_figures(spoken(diagram, language), language)
    boxes = laid_out(told)
    edges = told.get("edge", [])
    for end in (edge[key] for edge in edges for key in ("from", "to")):
        if end not in boxes:
            raise DiagramError(f"{told['id']}: no box {end}")
    width = max(box.x + box.width for box in boxes.values()) + 2
    height = max(box.y + box.height for box in boxes.values()) + 2
    name = f"diagram-{told['id']}"
    parts = [
        Markup('<figure class="hk-diagram"><div class="hk-scroll">'),
        Markup(
            '<svg viewBox="0 0 {0:g} {1:g}" width="{0:g}" height="{1:g}" role="img" aria-labelledby="{2}-t {2}-d">'
        ).format(width, height, name),
        Markup('<title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>').format(name, told["title"], told["desc"]),
        *(_arrow(boxes[edge["from"]], boxes[edge["to"]], edge) for edge in edges),
        *(_box(box) for box in boxes.values()),
        Markup("</svg></div>"),
        _in_words(told, language),
        Markup("</figure>"),
    ]
    return Markup("\n") + Markup("").join(parts) + Markup("\n")


def laid_out(diagram: Mapping[str, Any]) -> dict[str, Box]:
    """The boxes by id, each as high as the fullest of its row.

    Args:
        diagram: in one language; `box` and `pitch` are the width of a box and the way from column to column in px.

    Raises:
        DiagramError: two boxes stand in one place.
    """
    wide, pitch = diagram["box"], diagram["pitch"]
    rows: dict[int, float] = {}
    for node in diagram["node"]:
        lines = wrapped(node["text"], wide - 2 * PAD)
        rows[node["at"][1]] = max(rows.get(node["at"][1], 0), len(lines) * LINE + 2 * PAD - 4)
    tops, top = {}, 2.0
    for row in sorted(rows):
        tops[row] = top
        top += rows[row] + diagram.get("gap", GAP)
    boxes: dict[str, Box] = {}
    for node in diagram["node"]:
        column, row = node["at"]
        lines = tuple(wrapped(node["text"], wide - 2 * PAD))
        boxes[node["id"]] = Box(node["id"], node["kind"], lines, 2 + column * pitch, tops[row], wide, rows[row])
    if len({(box.x, box.y) for box in boxes.values()}) < len(diagram["node"]):
        raise DiagramError(f"{diagram['id']}: two boxes in one place, or with one id")
    return boxes


def measured(text: str) -> float:
    """About how wide a text is, in px: a Chinese character is a square, a Latin letter a little over half of one."""
    return sum(SIZE if unicodedata.east_asian_width(sign) in "WFA" else SIZE * 0.56 for sign in text)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` px; Latin words stay whole, closing marks stay with what they close."""
    lines = [""]
    for piece in re.findall(r"[ -~’–]+?(?: |$|(?=[^ -~’–]))|.", text):
        while piece:
            if measured((lines[-1] + piece).rstrip()) <= width or piece[0] in CLOSING or not lines[-1]:
                lines[-1] += piece
            else:
                lines.append(piece)
            piece = ""
    return [line.strip() for line in lines]


def _with_figures(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return FIGURE.sub(lambda match: written(generator.figure(match[1]), language), value)
    if isinstance(value, Mapping):
        return {key: _with_figures(part, language) for key, part in value.items()}
    return [_with_figures(part, language) for part in value] if isinstance(value, list) else value


def _box(box: Box) -> Markup:
    shape = Markup('<rect class="hk-d-{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="6"/>').format(
        box.kind, box.x, box.y, box.width, box.height
    )
    first = box.centre - (len(box.lines) - 1) * LINE / 2 + SIZE * 0.36
    lines = Markup("").join(
        Markup('<tspan x="{:g}" y="{:g}">{}</tspan>').format(box.middle, first + number * LINE, line)
        for number, line in enumerate(box.lines)
    )
    return shape + Markup('<text class="hk-d-text hk-d-on-{}">{}</text>').format(box.kind, lines)


def _arrow(start: Box, end: Box, edge: Mapping[str, Any]) -> Markup:
    points = list(_way(start, end, edge.get("way", "")))
    path = "M" + " L".join(f"{x:g} {y:g}" for x, y in points)
    (x1, y1), (x2, y2) = points[-2:]
    across, down = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    head = [
        (x2, y2),
        (x2 - 8 * across - 5 * down, y2 - 8 * down - 5 * across),
        (x2 - 8 * across + 5 * down, y2 - 8 * down + 5 * across),
    ]
    drawing = Markup('<path class="hk-d-line" d="{}"/><polygon class="hk-d-head" points="{}"/>').format(
        path, " ".join(f"{x:g},{y:g}" for x, y in head)
    )
    return drawing + (_label(points, edge["label"]) if edge.get("label") else Markup(""))


def _way(start: Box, end: Box, way: str) -> Iterator[tuple[float, float]]:
    """The corners of an arrow: sideways in one row, straight down in one column, otherwise down, across and down."""
    if way == "up":  # a step of a staircase: out at the right, up into the next
        yield from (
            (start.x + start.width, start.centre),
            (end.middle + 20, start.centre),
            (end.middle + 20, end.y + end.height),
        )
    elif start.y == end.y:
        left = start.x < end.x
        yield (start.x + start.width if left else start.x, start.centre)
        yield (end.x if left else end.x + end.width, end.centre)
    elif start.x == end.x:
        yield from ((start.middle, start.y + start.height), (end.middle, end.y))
    else:
        turn = end.y - GAP / 2
        yield from (
            (start.middle, start.y + start.height),
            (start.middle, turn),
            (end.middle, turn),
            (end.middle, end.y),
        )


def _label(points: list[tuple[float, float]], text: str) -> Markup:
    longest = max(pairwise(points), key=lambda pair: abs(pair[0][0] - pair[1][0]))
    (x1, y1), (x2, y2) = longest
    if x1 == x2:
        return Markup('<text class="hk-d-label" x="{:g}" y="{:g}">{}</text>').format(x1 + 8, (y1 + y2) / 2 + 5, text)
    return Markup('<text class="hk-d-label hk-d-label--across" x="{:g}" y="{:g}">{}</text>').format(
        (x1 + x2) / 2, y1 - 7, text
    )


def _in_words(told: Mapping[str, Any], language: str) -> Markup:
    summary, colon, semicolon = TEXT[language]
    texts = {node["id"]: node["text"] for node in told["node"]}
    items = []
    for node in told["node"]:
        ways = [edge for edge in told.get("edge", []) if edge["from"] == node["id"]]
        said = semicolon.join(
            (f"{edge['label']} → " if edge.get("label") else "→ ") + texts[edge["to"]] for edge in ways
        )
        if said:
            items.append(Markup("<li>{}</li>").format(escape(node["text"] + colon + said)))
    listed = Markup("").join(items)
    return Markup('<details class="hk-diagram__words"><summary>{}</summary><ol>{}</ol></details>').format(
        summary, listed
    )
