"""Blocks → HTML: a fragment for the preview, and a self-contained file that can run nothing and fetch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from generator.layout import Block, Line, Stamp, Table, is_total
from generator.model import Channel, Language
from generator.plain import is_numbered, stamp_label, width

# First in every exported file: whatever came into the text, a browser that opens the file runs none of it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
# Half-width characters that fit between the margins of A4, in the usual and in the smaller size of tables.
_WIDE, _WIDEST = 80, 104
LANG = {"zh": "zh-CN", "en": "en"}
_TAGS = {
    "title": "<h1>{}</h1>",
    "h": "<h2>{}</h2>",
    "subject": '<p class="subject">{}</p>',
    "right": '<p class="right">{}</p>',
    "flush": "<p>{}</p>",
    "paragraph": '<p class="body">{}</p>',
    "item": '<p class="item">{}</p>',
    "box": '<p class="box">□ {}</p>',
    "cut": '<p class="cut">✂ {}</p>',
}


def fragment(blocks: tuple[Block, ...], *, language: Language, channel: Channel = "letter") -> str:
    """The blocks as HTML elements with class names and no style, one a line; every text escaped.

    Args:
        blocks: from `layout.parse`.
        language: sets the `lang` attribute.
        channel: becomes the class of the enclosing element.

    Returns:
        One `<article>`; safe to stand in a page, holds no script, style or address.
    """
    runs = groupby(blocks, _is_bullet)
    body = "\n".join(element for bullets, run in runs for element in _run(bullets, run, language))
    slip = " slip" if any(isinstance(b, Line) and b.kind == "cut" for b in blocks) else ""
    return f'<article class="{channel}{slip}" lang="{LANG[language]}">\n{body}\n</article>'


def html(
    blocks: tuple[Block, ...],
    *,
    language: Language,
    title: str,
    style: str,
    channel: Channel = "letter",
    note: str = "",
) -> str:
    """A whole file that opens anywhere without a network.

    Args:
        blocks: from `layout.parse`.
        language: language of the text.
        title: what the browser shows as the name of the page.
        style: the style sheet to put into it (`data/letter.css`).
        channel: e-mails and chats are set without indents.
        note: what the file says of itself, unseen.

    Returns:
        HTML text whose first element after the charset is a policy that allows inline style and nothing else.
    """
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{LANG[language]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            *([f'<meta name="description" content="{escape(note)}">'] if note else []),
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            fragment(blocks, language=language, channel=channel),
            "</body>",
            "</html>\n",
        )
    )


def _is_bullet(block: Block) -> bool:
    return isinstance(block, Line) and block.kind == "item" and not is_numbered(block.text)


def _run(bullets: bool, blocks: Iterator[Block], language: Language) -> Iterator[str]:
    """Neighbouring bullets share one list; everything else stands for itself."""
    if bullets:
        items = "".join(f"<li>{_escape(b.text)}</li>" for b in blocks if isinstance(b, Line))
        yield f"<ul>{items}</ul>"
        return
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block)
        elif isinstance(block, Stamp):
            yield _stamp(block, language)
        else:
            text = block.text.removeprefix("□").lstrip() if block.kind == "box" else block.text
            yield _TAGS[block.kind].format(_escape(text))


def _table(table: Table) -> str:
    classes = [' class="figures"' if c.figures else "" for c in table.columns]
    head = "".join(f'<th scope="col"{k}>{_escape(c.label)}</th>' for c, k in zip(table.columns, classes, strict=True))
    rows = []
    for row in table.rows:
        cells = "".join(f"<td{k}>{_escape(cell)}</td>" for cell, k in zip(row, classes, strict=True))
        rows.append(f'<tr class="total">{cells}</tr>' if is_total(row) else f"<tr>{cells}</tr>")
    return f"<table{_fit(table)}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"


def _fit(table: Table) -> str:
    """The class that decides how a table is set: `small` where it is wide, `fit` where no text need be broken."""
    columns = [[c.label, *(row[i] for row in table.rows)] for i, c in enumerate(table.columns)]
    units = sum(max(width(text, "zh") for text in column) + 2 for column in columns)
    classes = [name for name, holds in (("small", units > _WIDE), ("fit", units <= _WIDEST)) if holds]
    return f' class="{" ".join(classes)}"' if classes else ""


def _stamp(stamp: Stamp, language: Language) -> str:
    label = stamp_label(stamp.name, language).strip()
    name = _escape(stamp.name) + (f' <span class="label">{label}</span>' if label else "")
    under = "".join(f"<p>{_escape(line)}</p>" for line in stamp.under)
    return f'<div class="stamp"><p>{name.strip()}</p>{under}</div>'


def _escape(text: str) -> str:
    return escape(text).replace("\n", "<br>")
