"""Tables for spreadsheets: what one would run as a formula is marked as text, and unmarked on the way back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What Excel, LibreOffice, WPS and Google Sheets take for the start of a formula, behind blanks too (OWASP, CWE-1236).
_LIVE = re.compile(r"'*\s*[=+\-@|%\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?", re.ASCII)
_QUOTED = re.compile(r'="([^"]*)"')


def defused(text: str) -> str:
    """The text for a cell: behind an apostrophe if it would run otherwise; a plain number stays one."""
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """The text of a cell as it was before `defused`, and out of the `="00123"` that keeps digits in Excel."""
    if text[:1] == "'" and _LIVE.match(text[1:]):
        return text[1:]
    quoted = _QUOTED.fullmatch(text) if text[:2] == '="' else None
    return quoted[1] if quoted else text


def csv_table(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a CSV file that Excel opens as it is meant: UTF-8 with its mark, every cell quoted and defused."""
    whole = io.StringIO(newline="")
    writer = csv.writer(whole, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return whole.getvalue().encode("utf-8-sig")
