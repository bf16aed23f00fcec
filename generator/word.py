"""Blocks → a Word file: parts of a .docx rendered by the engine's own templates, the same bytes on every machine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from generator.layout import Block, Line, Stamp, Table, is_total
from generator.model import Channel, Language
from generator.page import LANG
from generator.plain import is_numbered, stamp_label, width

# Where each template of `data/word/` stands in the file; order as Word writes it, the content types first.
PARTS = {
    "[Content_Types].xml": "content_types.xml.j2",
    "_rels/.rels": "rels.xml.j2",
    "word/document.xml": "document.xml.j2",
    "word/_rels/document.xml.rels": "document_rels.xml.j2",
    "word/styles.xml": "styles.xml.j2",
    "word/settings.xml": "settings.xml.j2",
    "word/fontTable.xml": "fontTable.xml.j2",
    "word/numbering.xml": "numbering.xml.j2",
    "word/footer1.xml": "footer.xml.j2",
    "docProps/core.xml": "core.xml.j2",
    "docProps/app.xml": "app.xml.j2",
}
_STYLES = {
    "subject": "Subject",
    "title": "Title",
    "right": "Right",
    "flush": "Flush",
    "h": "Heading1",
    "paragraph": "BodyText",
    "box": "TickBox",
}
# A round company seal is up to 42 mm wide and covers name and date.
_SEAL = 2551  # 45 mm in twentieths of a point
_SMALLEST = 16  # half points, in tables
_PADDING = 190  # left and right of a cell's text, with its border
_SHORT = 17  # Latin letters
_BEFORE_STAMP = 2  # paragraphs
_MIXED = re.compile(r"[0-9A-Za-z](?=[\u3400-\u9fff])|[\u3400-\u9fff](?=[0-9A-Za-z])")
_WORD = re.compile(r"[!-~]+|\S")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can name


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself; `written` is the day the letter is dated, never a clock."""

    title: str
    author: str
    written: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Measures of one page style: sizes in half points, distances in twentieths of a point."""

    size: int
    title: int
    cell: int
    line: int
    rule: str
    after: int
    gap: int
    top: int
    side: int

    @property
    def width(self) -> int:
        """Width of the text on A4."""
        return 11906 - 2 * self.side


# A letter with a reply slip is set closer, so that the slip stays on the sheet of the claim it confirms; so is a
# call script, which is read from few sheets.
_LOOKS: dict[tuple[Language, bool], Look] = {
    ("zh", False): Look(24, 36, 21, 380, "exact", 20, 160, 1304, 1417),
    ("zh", True): Look(21, 32, 18, 320, "exact", 20, 80, 850, 1247),
    ("en", False): Look(23, 30, 20, 264, "auto", 120, 160, 1304, 1417),
    ("en", True): Look(21, 26, 18, 245, "auto", 60, 80, 850, 1247),
}


def docx(
    blocks: tuple[Block, ...],
    *,
    language: Language,
    meta: Meta,
    render: Callable[[str, dict[str, Any]], str],
    channel: Channel = "letter",
) -> bytes:
    """Write a Word file.

    Args:
        blocks: from `layout.parse`.
        language: decides faces, indents and language tags.
        meta: title, author and day for the file's properties.
        render: gives the text of a template of `data/word/` with a context, values escaped for XML.
        channel: only letters indent Chinese paragraphs.

    Returns:
        The bytes of a .docx: A4, the same for the same input on every machine. Stored, not compressed,
        because two versions of zlib need not agree on the compressed bytes.
    """
    close = channel == "call" or any(map(_is_cut, blocks))
    look = _LOOKS[language, close]
    context = {
        "zh": language == "zh",
        "indents": channel == "letter",
        "tag": LANG[language],
        "title": _clean(meta.title),
        "author": _clean(meta.author),
        "written": meta.written.isoformat(),
        "note": _clean(meta.note),
        "look": {**asdict(look), "width": look.width},
        "blocks": [
            {**_block(block, look, language=language), "keep": keep, "leads": isinstance(following, Table)}
            for block, keep, following in zip(blocks, _kept(blocks), (*blocks[1:], None), strict=True)
        ],
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for place, template in PARTS.items():
            entry = zipfile.ZipInfo(place, date_time=_EARLIEST)
            entry.create_system = 0
            archive.writestr(entry, render(template, context).encode("utf-8"))
    return target.getvalue()


def _is_cut(block: Block) -> bool:
    return isinstance(block, Line) and block.kind == "cut"


def _kept(blocks: tuple[Block, ...]) -> list[bool]:
    """Which blocks stay on the page of the next one: signatures stand together, none alone, and a slip is not torn."""
    kept = [False] * len(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, Stamp):
            continue
        cuts = [i for i, earlier in enumerate(blocks[:at]) if _is_cut(earlier)]
        first = cuts[-1] if cuts else max(0, at - _BEFORE_STAMP)
        kept[first:at] = [isinstance(b, (Line, Stamp)) for b in blocks[first:at]]
    return kept


def _block(block: Block, look: Look, *, language: Language) -> dict[str, Any]:
    """What the document template needs of one block."""
    if isinstance(block, Table):
        return _table(block, look)
    if isinstance(block, Stamp):
        return _stamp(block, look, language=language)
    text = block.text.removeprefix("□").lstrip() if block.kind == "box" else block.text
    style = ("Item" if is_numbered(text) else "ListBullet") if block.kind == "item" else _STYLES.get(block.kind, "")
    return {"kind": block.kind, "style": style, "lines": _lines("□ " + text if block.kind == "box" else text)}


def _stamp(stamp: Stamp, look: Look, *, language: Language) -> dict[str, Any]:
    texts = [stamp.name, *stamp.under]
    height = look.line if look.rule == "exact" else look.size * 13
    space = max(0, _SEAL - height * len(texts)) // 2
    label = stamp_label(stamp.name, language)
    return {"kind": "stamp", "label": label, "space": space, "lines": [_lines(text) for text in texts]}


def _table(table: Table, look: Look) -> dict[str, Any]:
    size, widths = _fit(table, look)
    columns = [
        {"label": _lines(c.label), "figures": c.figures, "width": w} for c, w in zip(table.columns, widths, strict=True)
    ]
    rows = [{"total": is_total(row), "cells": [_lines(cell) for cell in row]} for row in table.rows]
    return {"kind": "table", "size": size, "columns": columns, "rows": rows}


def _fit(table: Table, look: Look) -> tuple[int, list[int]]:
    """Size of the letters and widths of the columns: first every text on one line, then with broken headings, smaller
    if need be, then broken."""
    bodies = [[row[i] for row in table.rows] for i in range(len(table.columns))]
    texts = [[c.label, *body] for c, body in zip(table.columns, bodies, strict=True)]
    heads = [_in_two_lines(c.label) for c in table.columns]
    whole = [max(map(_width, column)) for column in texts]
    headed = [max(head, *map(_width, body), 0) for head, body in zip(heads, bodies, strict=True)]
    least = [max(map(_unbroken, column)) for column in texts]
    for size in range(look.cell, _SMALLEST - 1, -1):
        for units in (whole, headed):
            widths = [_PADDING + unit * size * 11 // 2 for unit in units]  # half an em a unit, a tenth for capitals
            if sum(widths) <= look.width:
                return size, _stretched(widths, units, look.width)
    bare = [_PADDING + unit * _SMALLEST * 5 for unit in headed]
    if sum(bare) <= look.width:
        return _SMALLEST, _stretched(bare, headed, look.width)
    narrow = [_PADDING + units * _SMALLEST * 11 // 2 for units in least]
    if sum(narrow) <= look.width:
        return _SMALLEST, _stretched(narrow, [w - u for w, u in zip(whole, least, strict=True)], look.width)
    return _SMALLEST, [look.width * width // sum(narrow) for width in narrow]


def _stretched(widths: list[int], shares: list[int], total: int) -> list[int]:
    """Widths that fill the line: what is left over goes to the columns in proportion to `shares`."""
    spare, parts = total - sum(widths), max(1, sum(shares))
    return [width + spare * share // parts for width, share in zip(widths, shares, strict=True)]


def _width(text: str) -> int:
    """Half-width characters that a text takes; Word sets a quarter of an em between Latin and Chinese characters."""
    return max(width(line, "zh") + (len(_MIXED.findall(line)) + 1) // 2 for line in text.split("\n"))


def _in_two_lines(label: str) -> int:
    """The width in which a heading takes two lines at most."""
    words = label.split()
    return min(max(_width(" ".join(words[:at])), _width(" ".join(words[at:]))) for at in range(len(words) + 1))


def _unbroken(text: str) -> int:
    """The widest piece of a text that should stay on one line: a short text (a date, an amount) whole, else a word."""
    return _width(text) if _width(text) <= _SHORT else max(map(_width, _WORD.findall(text)), default=0)


def _lines(text: str) -> list[str]:
    return _clean(text).split("\n")


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold, each shown as a replacement mark."""
    return _NOT_XML.sub("\ufffd", text)
