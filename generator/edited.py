"""A text edited by hand → blocks again: what was left alone keeps its layout, what was changed becomes plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator import layout, plain
from generator.layout import Block, Column, Kind, Line, Stamp, Table
from generator.letters import Letter
from generator.model import Language

_INDENT = "\u3000\u3000"
_BULLET = re.compile(r"[·-] +(?=\S)")
_RULE = re.compile(r"-+(  -+)+")
_CELLS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class _Row:
    """One line that is not empty; `block` is the one of the old text that it stands for, −1 for none."""

    text: str
    gap: bool
    block: int = -1
    same: bool = False


def letter(old: Letter, text: str) -> Letter:
    """The letter with its text replaced.

    Args:
        old: the letter as it was written.
        text: its text as edited, any line breaks.

    Returns:
        A letter whose `text` is the edited one, without blanks at the ends of lines.
    """
    lines = [line.rstrip() for line in text.splitlines()]
    text = "\n".join(lines).strip("\n")
    if text == old.text:
        return old
    blocks = tuple(_blocks(_matched(old, text.split("\n")), old))
    subject = layout.subject(blocks)
    return replace(old, text=text, blocks=blocks, subject=subject, sms=None)


def _matched(old: Letter, lines: list[str]) -> list[_Row]:
    """The new lines, each with the block that it stood in or replaces."""
    known = [(line, i) for i, block in enumerate(old.blocks) for line in _lines_of(block, old) if line]
    rows = [_Row(line, gap=n > 0 and not lines[n - 1]) for n, line in enumerate(lines) if line]
    compared = SequenceMatcher(None, [line for line, _ in known], [row.text for row in rows], autojunk=False)
    for what, a, b, c, d in compared.get_opcodes():
        if what == "equal" or (what == "replace" and b - a == d - c):
            for offset in range(d - c):
                rows[c + offset] = replace(rows[c + offset], block=known[a + offset][1], same=what == "equal")
    return rows


def _blocks(rows: list[_Row], old: Letter) -> Iterator[Block]:
    """Whole blocks where all their lines stand as they were, in a row; tables read anew; single lines otherwise."""
    at = 0
    while at < len(rows):
        size = _whole(rows, at, old)
        if size:
            yield replace(old.blocks[rows[at].block], gap=rows[at].gap)
            at += size
            continue
        table = _table(rows, at, old)
        if table:
            yield table
            at += len(table.rows) + 2
        else:
            yield _line(rows[at], old)
            at += 1


def _whole(rows: list[_Row], at: int, old: Letter) -> int:
    """How many lines an unchanged block takes that begins here; 0 where none does."""
    block = rows[at].block
    if block < 0 or not rows[at].same or (at and rows[at - 1].block == block):
        return 0
    wanted = [line for line in _lines_of(old.blocks[block], old) if line]
    found = rows[at : at + len(wanted)]
    return len(wanted) if [row.text for row in found] == wanted and all(row.block == block for row in found) else 0


def _table(rows: list[_Row], at: int, old: Letter) -> Table | None:
    """A table whose cells were edited: heads, a rule of dashes, rows that keep to the columns of the rule."""
    if at + 2 >= len(rows) or not _RULE.fullmatch(rows[at + 1].text):
        return None
    spans = [found.span() for found in re.finditer("-+", rows[at + 1].text)]
    heads = _cells(rows[at].text, spans, old.language)
    found: list[tuple[str, ...]] = []
    for row in rows[at + 2 :]:
        cells = _cells(row.text, spans, old.language)
        if row.gap or not cells:
            break
        found.append(cells)
    if not found or not heads:
        return None
    known = {column.label: column for b in old.blocks if isinstance(b, Table) for column in b.columns}
    columns = tuple(known.get(head) or Column(head) for head in heads)
    return Table(columns, tuple(found), gap=rows[at].gap)


def _cells(text: str, spans: list[tuple[int, int]], language: Language) -> tuple[str, ...]:
    """What stands under each stretch of the rule; else what wide gaps part, if that gives as many; else nothing."""
    cells = [""] * len(spans)
    place = 0
    for character in text:
        column = next((i for i, (start, end) in enumerate(spans) if start <= place < end), None)
        if column is not None:
            cells[column] += character
        elif character != " ":
            parted = tuple(_CELLS.split(text.strip()))
            return parted if len(parted) == len(spans) else ()
        place += plain.width(character, language)
    return tuple(cell.strip() for cell in cells)


def _line(row: _Row, old: Letter) -> Line:
    """One line by itself: of the kind of the line that it replaces, else of the kind that it looks like."""
    was = old.blocks[row.block] if row.block >= 0 else None
    if isinstance(was, Stamp):
        return Line("right", row.text, gap=row.gap)
    kind: Kind = was.kind if isinstance(was, Line) and was.kind not in ("paragraph", "item", "box", "cut") else "flush"
    if kind == "subject" and (named := plain.subject_in(row.text, old.language)):
        return Line(kind, named, gap=row.gap)
    if kind not in ("flush", "subject"):
        return Line(kind, row.text.strip(), gap=row.gap)
    return replace(_guessed(row.text, old), gap=row.gap)


def _guessed(text: str, old: Letter) -> Line:
    if text.startswith("□"):
        return Line("box", text)
    bullet = _BULLET.match(text)
    if bullet:
        return Line("item", text[bullet.end() :])
    if plain.is_numbered(text):
        return Line("item", text)
    if old.language == "zh" and old.channel == "letter":
        return Line("paragraph", text[len(_INDENT) :]) if text.startswith(_INDENT) else Line("flush", text)
    return Line("paragraph", text)


def _lines_of(block: Block, old: Letter) -> list[str]:
    return plain.text((block,), language=old.language, channel=old.channel).split("\n")
