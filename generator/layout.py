"""The letter markup, read: marked text out of a template → blocks that text, HTML and Word are made of.

A template writes one block a line; a mark in ⟦ ⟧ at the start says what the line is, no mark means a paragraph:

    ⟦subject⟧ ⟦title⟧ ⟦right⟧ ⟦flush⟧ ⟦stamp⟧ ⟦h⟧ ⟦cut⟧ ⟦item⟧ ⟦box⟧
    ⟦table⟧ Invoice ⟦|⟧ >Amount      one line of column names (">" = figures, set flush right)
    0001 ⟦|⟧ 1,000.00                one line a row
    ⟦end⟧

Values of users pass through `protect` before they reach a template, so nothing a user types can be a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from generator.errors import Problem, TemplateError

Kind = Literal["subject", "title", "right", "flush", "h", "cut", "item", "box", "paragraph"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of some kind. `gap`: the template left a blank line before it."""

    kind: Kind
    text: str
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who signs, with blank space for a seal; `under` holds the ⟦right⟧ lines below it (the date), which it covers."""

    name: str
    under: tuple[str, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table column; `figures` are set flush right."""

    label: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Column heads and rows; every row has one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    gap: bool = False


Block = Line | Stamp | Table

_MAY_BE_EMPTY = frozenset({"cut"})
_MARKED = re.compile(r"⟦([^⟦⟧]*)⟧(.*)", re.DOTALL)
_CELL = "⟦|⟧"
_TOTALS = ("合计", "总计", "Total", "Grand total")
# Private-use characters stand for the brackets (and a line break) inside values while the template is rendered.
_PROTECT = str.maketrans({"⟦": "\ue000", "⟧": "\ue001", "\n": "\ue002", "\r": None})
_RESTORE = str.maketrans({"\ue000": "⟦", "\ue001": "⟧", "\ue002": "\n"})


def protect(value: str) -> str:
    """A user's text made safe to stand in a template: its brackets are no marks, its line breaks start no block.

    Belongs on every string of a template's context before rendering (not into jinja's `finalize`, which also sees
    what macros return, marks and all). `parse` undoes it.
    """
    return value.translate(_PROTECT)


def restore(value: str) -> str:
    """What the user typed, from its protected form."""
    return value.translate(_RESTORE)


def parse(marked: str) -> tuple[Block, ...]:
    """Read a rendered template.

    Args:
        marked: what the template gave, one block a line; lines may be indented, blank lines may repeat.

    Returns:
        The blocks in order; lines whose text came out empty are left out.

    Raises:
        TemplateError: a mark that does not exist or stands inside a line, a table without end or with an odd row.
    """
    lines = enumerate((raw.strip() for raw in marked.split("\n")), start=1)
    blocks: list[Block] = []
    gap = False
    for number, line in lines:
        block = _block(line, number, lines)
        if block is None:
            gap = gap or not line
            continue
        _append(blocks, replace(block, gap=gap and bool(blocks)))
        gap = False
    return tuple(blocks)


def subject(blocks: tuple[Block, ...]) -> str:
    """The subject line of an e-mail, or an empty string."""
    return next((b.text for b in blocks if isinstance(b, Line) and b.kind == "subject"), "")


def without_subject(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of the message itself: what stands in the body of an e-mail."""
    body = [b for b in blocks if not (isinstance(b, Line) and b.kind == "subject")]
    return (replace(body[0], gap=False), *body[1:]) if body else ()


def is_total(row: tuple[str, ...]) -> bool:
    """Whether a table row sums up the others: it is set bold."""
    return row[0].startswith(_TOTALS)


def _append(blocks: list[Block], block: Block) -> None:
    """Add a block; a ⟦right⟧ line directly under a stamp belongs to the stamp (the seal covers name and date)."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Stamp) and isinstance(block, Line) and block.kind == "right" and not block.gap:
        blocks[-1] = replace(last, under=(*last.under, block.text))
    else:
        blocks.append(block)


def _block(line: str, number: int, lines: Iterator[tuple[int, str]]) -> Block | None:
    """One block, or None where the line holds nothing; a table takes its rows from `lines`."""
    found = _MARKED.fullmatch(line)
    mark, text = (found[1], found[2]) if found else ("paragraph", line)
    if mark == "table":
        return _table(text, number, lines)
    text = _text(text, number)
    if mark == "stamp":
        return Stamp(text)
    for kind in get_args(Kind):
        if kind == mark:
            return Line(kind, text) if text or kind in _MAY_BE_EMPTY else None
    raise _error(number, "unknown-mark", mark=f"⟦{mark}⟧")


def _table(head: str, number: int, lines: Iterator[tuple[int, str]]) -> Table:
    """The table that begins at line `number`."""
    cells = [_text(cell, number) for cell in head.split(_CELL)]
    columns = tuple(Column(c.removeprefix(">").strip(), c.startswith(">")) for c in cells)
    rows: list[tuple[str, ...]] = []
    for at, line in lines:
        if line == "⟦end⟧":
            return Table(columns, tuple(rows))
        if not line:
            continue
        row = tuple(_text(cell, at) for cell in line.split(_CELL))
        if len(row) != len(columns):
            raise _error(at, "table-row", cells=str(len(row)), columns=str(len(columns)))
        rows.append(row)
    raise _error(number, "table-without-end")


def _text(text: str, number: int) -> str:
    """Text with the user's own brackets back in place; a mark of ours left inside is a slip of the template."""
    misplaced = re.search(r"⟦[^⟧]*⟧?|⟧", text)
    if misplaced:
        raise _error(number, "unknown-mark", mark=misplaced[0])
    return restore(text.strip())


def _error(number: int, code: str, **args: str) -> TemplateError:
    return TemplateError([Problem(f"line {number}", code, args)])
