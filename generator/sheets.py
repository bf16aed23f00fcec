"""A user's file → sheets of lines of texts. The only door for tables: what kind of file it is, is told by its bytes."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Context
from pathlib import PurePath
from typing import Any

from generator import archive, delimited
from generator.delimited import Score
from generator.errors import CaseError, Problem
from generator.imported import place

MAX_ROWS = 20_000  # of a workbook, all sheets together
MAX_COLUMNS = 500
_MAX_CELLS = 20_000_000  # blank ones too, which cost a few bytes of the file for each line
_LAST_ROW = 1_048_576  # of any sheet in Excel
# A formula that no program has counted yet; the data are stored as they are by now.
_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_EXCEL = Context(prec=15)  # Excel keeps and shows fifteen digits; the rest of a binary fraction is noise

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its lines, each with its number, read as they are asked for; days may be counted from 1904."""

    name: str
    lines: Iterator[Line]
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file of tables; `size` is about how many lines it has, `warnings` say how it had to be read."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    size: int = 0
    warnings: tuple[Problem, ...] = ()


def book(data: bytes, name: str, *, score: Score) -> Book:
    """The sheets of a file.

    Args:
        data: its bytes.
        name: its name; decides nothing, but is quoted.
        score: counts recognised headings in lines; decides between encodings.

    Raises:
        CaseError: not a table, not one that is read here, or a hostile one. The lines raise it too, at a limit.
    """
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:4] in (b"PK\3\4", b"PK\5\6"):
        return _workbook(archive.checked(data, name), name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise CaseError([Problem(name, "xlsx-encrypted" if locked else "xls-binary")])
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")):
        raise CaseError([Problem(name, "xls-is-html")])
    if start.startswith((b"<?xml", b"<workbook")):
        raise CaseError([Problem(name, "xls-is-html" if b"<html" in start else "xls-is-xml")])
    if not data.strip():
        raise CaseError([Problem(name, "table-empty")])
    return _text(data, name, score)


def _text(data: bytes, name: str, score: Score) -> Book:
    found = delimited.layout(data, name, score=score)
    stem = PurePath(name).stem or "Sheet1"
    notes = [Problem(name, "encoding-doubtful", {"encoding": found.encoding})] if found.doubtful else []
    if name.lower().endswith((".xls", ".xlsx", ".xlsm")):
        notes.append(Problem(name, "xls-is-text"))
    sheet = Sheet(stem, ((number, line) for number, line in delimited.lines(data, found, name)))
    return Book("csv", (sheet,), found.encoding, found.delimiter, data.count(b"\n"), tuple(notes))


def _workbook(data: bytes, name: str) -> Book:
    # openpyxl is large and not everyone needs it: it is loaded when the first workbook is opened.
    try:
        import openpyxl
    except ImportError as error:
        raise CaseError([Problem(name, "openpyxl-missing")]) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # whatever a broken part makes of a parser that expects sound ones
        raise CaseError([Problem(name, "xlsx-damaged")]) from None
    shown = [sheet for sheet in opened.worksheets if sheet.sheet_state == "visible"]
    notes = [Problem(place(s.title, 1), "sheet-hidden") for s in opened.worksheets if s not in shown]
    if _UNCOUNTED.search(data):
        notes.append(Problem(name, "formulas-without-values"))
    budget = _Budget(name)
    from_1904 = opened.epoch.year == 1904
    sheets = (Sheet(sheet.title, _lines(sheet, name, budget), from_1904) for sheet in shown)
    return Book("xlsx", tuple(sheets), size=data.count(b"<row "), warnings=tuple(notes))


class _Budget:
    """What a whole workbook may cost."""

    def __init__(self, name: str) -> None:
        self._name, self._rows, self._cells = name, MAX_ROWS, _MAX_CELLS

    def spend(self, line: tuple[Any, ...]) -> bool:
        """Count a line; say whether anything stands in it."""
        filled = any(value is not None for value in line)
        self._rows -= filled
        self._cells -= len(line)
        if self._rows < 0 or self._cells < 0:
            raise CaseError([Problem(self._name, "table-too-many-rows", {"max": str(MAX_ROWS)})])
        return filled


def _lines(sheet: Any, name: str, budget: _Budget) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
                if number > _LAST_ROW:
                    raise CaseError([Problem(name, "xlsx-damaged")])
                if line and budget.spend(line):
                    yield number, _texts(line, place(sheet.title, number))
    except CaseError:
        raise
    except Exception:  # as above: the parser meets the sheets only now
        raise CaseError([Problem(name, "xlsx-damaged")]) from None


def _texts(line: tuple[Any, ...], where: str) -> list[str]:
    if len(line) > MAX_COLUMNS:
        if any(value is not None for value in line[MAX_COLUMNS:]):
            raise CaseError([Problem(where, "table-too-many-columns", {"max": str(MAX_COLUMNS)})])
        line = line[:MAX_COLUMNS]
    return [_text_of(value) for value in line]


def _text_of(value: Any) -> str:
    """A cell as text: numbers in plain digits, days as 2026-01-05."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{_EXCEL.create_decimal(repr(value)).normalize():f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
