"""Blocks → plain text: what "copy" copies and what `huikuan write --format text` prints, character for character.

The text has no trailing spaces and no final newline; the command line adds the newline of its `print`.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

from generator.layout import Block, Line, Stamp, Table, is_total
from generator.model import Channel, Language

_INDENT = "\u3000\u3000"
_HAN = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(\d{{1,2}}[.、．)）](?!\d)|[（(][\d{_HAN}]{{1,3}}[）)]|[{_HAN}]{{1,3}}、|[·•□☐-])")
# How wide a table may grow before its rows are written as lines of their own. Chat and SMS are read on a
# phone in a proportional face, where columns of spaces never meet.
_WIDEST: dict[Channel, int] = {"letter": 100, "email": 76, "call": 76, "wechat": 0, "sms": 0}
_SUBJECT = {"zh": "主题：", "en": "Subject: "}
_STAMP = {"zh": "（盖章）", "en": " (company stamp)"}
_STAMPED = re.compile(r"盖章|签章|stamp|seal|signature", re.IGNORECASE)
_BULLET = {"zh": "· ", "en": "- "}
_COLON = {"zh": "：", "en": ": "}
_NOTHING = frozenset({"", "-", "–", "—"})
_APART = frozenset({"subject", "title", "cut"})


def text(blocks: tuple[Block, ...], *, language: Language, channel: Channel) -> str:
    """Write blocks as text.

    Args:
        blocks: from `layout.parse`.
        language: decides indents, bullets and the width of ambiguous characters.
        channel: decides how wide a table may be and how a heading looks.

    Returns:
        Lines joined by newlines, at most one blank line between two, no newline at the end.
    """
    lines: list[str] = []
    last: Block | None = None
    for block in blocks:
        if last and (block.gap or _apart(last, block)):
            lines.append("")
        lines.extend(_lines(block, language, channel=channel))
        last = block
    return "\n".join(line.rstrip() for line in lines)


def stamp_label(name: str, language: Language) -> str:
    """The words beside the stamp space, unless the template wrote its own."""
    return "" if _STAMPED.search(name) else _STAMP[language]


def is_numbered(item: str) -> bool:
    """Whether a list item brings its own number or sign, so that it needs no bullet."""
    return bool(_NUMBERED.match(item))


def subject_in(line: str, language: Language) -> str:
    """The subject of an e-mail out of its line in the text; empty if the line is none."""
    label = _SUBJECT[language].rstrip()
    return line.removeprefix(label).strip() if line.startswith(label) else ""


def width(value: str, language: Language) -> int:
    """Columns a text takes in a fixed-width face: East Asian wide characters take two, combining marks none.

    Characters of ambiguous width (“ ” — □) are wide where the text is Chinese.
    """
    wide = "FWA" if language == "zh" else "FW"
    return sum(0 if combining(c) else 2 if east_asian_width(c) in wide else 1 for c in value)


def _apart(last: Block, block: Block) -> bool:
    """Whether a blank line belongs between two blocks even where the template left none."""
    if isinstance(block, Table | Stamp) or isinstance(last, Table | Stamp):
        return True
    return block.kind in ("h", "cut") or (last.kind in _APART)


def _lines(block: Block, language: Language, *, channel: Channel) -> list[str]:
    if isinstance(block, Table):
        return _table(block, language, widest=_WIDEST[channel])
    if isinstance(block, Stamp):
        return [f"{block.name}{stamp_label(block.name, language)}".strip(), *block.under]
    return _line(block, language, channel=channel).split("\n")


def _line(block: Line, language: Language, *, channel: Channel) -> str:
    match block.kind:
        case "subject":
            return _SUBJECT[language] + block.text
        case "paragraph" if language == "zh" and channel == "letter":
            return _INDENT + block.text.replace("\n", f"\n{_INDENT}")
        case "h" if channel != "letter":
            return f"【{block.text}】" if language == "zh" else f"-- {block.text} --"
        case "item":
            return block.text if is_numbered(block.text) else _BULLET[language] + block.text
        case "box":
            return "□ " + block.text.removeprefix("□").lstrip()
        case "cut":
            return f"✂ {'- ' * 12}{block.text} {'- ' * 12}".replace("  ", " ")
        case _:
            return block.text


def _table(table: Table, language: Language, *, widest: int) -> list[str]:
    """Columns where they fit, else one group of “label: value” lines a row."""
    rows = [tuple(c.label for c in table.columns), *table.rows]
    rows = [tuple(cell.replace("\n", " ") for cell in row) for row in rows]
    sizes = [max(width(row[i], language) for row in rows) for i in range(len(table.columns))]
    if sum(sizes) + 2 * (len(sizes) - 1) > widest:
        return _groups(table, language)
    lines = [_row(row, table, sizes=sizes, language=language) for row in rows]
    rule = "  ".join("-" * size for size in sizes)
    return [lines[0], rule, *lines[1:]]


def _row(row: tuple[str, ...], table: Table, *, sizes: list[int], language: Language) -> str:
    cells = []
    for cell, column, size in zip(row, table.columns, sizes, strict=True):
        pad = " " * (size - width(cell, language))
        cells.append(pad + cell if column.figures else cell + pad)
    return "  ".join(cells)


def _groups(table: Table, language: Language) -> list[str]:
    lines: list[str] = []
    for row in table.rows:
        filled = [(c.label, cell) for c, cell in zip(table.columns, row, strict=True) if cell not in _NOTHING]
        if is_total(row):
            named = filled[1:] if len(filled) > 2 else []
            first = row[0] if named else _COLON[language].join(cell for _, cell in filled)
            group = [first, *(_labelled(pair, language) for pair in named)]
        else:
            group = [_labelled(pair, language) for pair in filled]
        lines += ["", *group]
    return lines[1:]


def _labelled(pair: tuple[str, str], language: Language) -> str:
    label, cell = pair
    return f"{label}{_COLON[language]}{cell}" if label else cell
