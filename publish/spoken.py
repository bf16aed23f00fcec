"""Records of the engine as one language says them: the text of that language, dates and numbers written its way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

LANGUAGES = {"zh", "en"}


def spoken(value: Any, language: str) -> Any:
    """The value with every `{zh, en}` pair inside it replaced by its text in one language."""
    if isinstance(value, Mapping):
        if set(value) == LANGUAGES:
            return value[language]
        return {key: spoken(part, language) for key, part in value.items()}
    return [spoken(part, language) for part in value] if isinstance(value, (list, tuple)) else value


def written(value: Any, language: str) -> str:
    """One date, number or text as a reader expects it.

    Raises:
        TypeError: the value is not one figure but, say, a table of them.
    """
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else f"{value.day} {value:%B %Y}"
    if isinstance(value, (int, Decimal, str)):
        return str(value)
    raise TypeError(f"not one figure but {type(value).__name__}: {value!r}")


def joined(cite: str) -> str:
    """A citation that no line divides between “art.” and its number."""
    return re.sub(r"\b(arts?\.) (?=\d)", "\\1\u00a0", cite)


def filled(text: str, blanks: Mapping[str, str]) -> Markup:
    """A sentence with its places, `{open}`, shown as blanks to be filled by the reader.

    Raises:
        KeyError: the sentence has a place that nobody knows.
    """
    box = Markup('<span class="hk-blank">{}</span>')
    return escape(text).format(**{name: box.format(words) for name, words in blanks.items()})


def tight(html: str) -> str:
    """Without indentation and runs of blank lines, so that Markdown takes blocks of HTML as they are."""
    lines = [line.strip() for line in html.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n" + "\n".join(kept) + "\n"
