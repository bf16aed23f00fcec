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
_LONGEST = 40  # Latin letters; longer texts are broken inside their cell
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can name


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself; `written` is the day the letter is dated, never a clock."""

    title: str
    author: str
    written: date


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


# A letter with a reply slip is set closer, so that the slip stays on the sheet of the claim it confirms.
_LOOKS: dict[tuple[Language, bool], Look] = {
    ("zh", False): Look(24, 36, 21, 420, "exact", 40, 160, 1304, 1417),
    ("zh", True): Look(21, 32, 18, 320, "exact", 20, 80, 850, 1247),
    ("en", False): Look(22, 30, 20, 264, "auto", 120, 160, 1304, 1417),
    ("en", True): Look(20, 26, 18, 245, "auto", 60, 80, 850, 1247),
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
    look = _LOOKS[language, any(isinstance(b, Line) and b.kind == "cut" for b in blocks)]
    context = {
        "zh": language == "zh",
        "indents": channel == "letter",
        "tag": LANG[language],
        "title": _clean(meta.title),
        "author": _clean(meta.author),
        "written": meta.written.isoformat(),
        "look": {**asdict(look), "width": look.width},
        "blocks": [_block(block, look, language=language) for block in blocks],
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for place, template in PARTS.items():
            entry = zipfile.ZipInfo(place, date_time=_EARLIEST)
            entry.create_system = 0
            archive.writestr(entry, render(template, context).encode("utf-8"))
    return target.getvalue()


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
    """Columns as wide as their longest text asks; where that is too much, the table is set smaller."""
    units = [min(_LONGEST, max(width(text, "zh") for text in column)) + 2 for column in _columns(table)]
    widths = [look.width * unit // sum(units) for unit in units]
    size = max(_SMALLEST, min(look.cell, look.width // (5 * sum(units))))  # a unit is a quarter of the size wide
    columns = [
        {"label": _lines(c.label), "figures": c.figures, "width": w} for c, w in zip(table.columns, widths, strict=True)
    ]
    rows = [{"total": is_total(row), "cells": [_lines(cell) for cell in row]} for row in table.rows]
    return {"kind": "table", "size": size, "columns": columns, "rows": rows}


def _columns(table: Table) -> list[list[str]]:
    """The texts of each column, its head included."""
    return [[c.label, *(row[i] for row in table.rows)] for i, c in enumerate(table.columns)]


def _lines(text: str) -> list[str]:
    return _clean(text).split("\n")


def _clean(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold, each shown as a replacement mark."""
    return _NOT_XML.sub("\ufffd", text)
