"""The cells of a line by field: which of several columns holds the value, what is left over, where to remark on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.cells import CellReader, Reading
from generator.defuse import restored
from generator.headers import LOCAL
from generator.imported import Column
from generator.remarks import Remarks

MONEY = ("amount", "paid", "credited", "balance")
_STRICT = (*MONEY, "due_date")
_UNREAD = (
    "bucket",
    "side",
    "undue_days",
    "receipt",
    "unallocated",
)  # a claim has no place for them: kept as they stand
_NOTHING: tuple[None, str] = (None, "")
_NO_AMOUNT: Reading[Decimal] = Reading(None)
_DIGIT = re.compile(r"\d")
_HIDDEN = ("Cc", "Cf", "Cs", "Co")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table, its number and its cells."""

    number: int
    cells: Sequence[str]


class LineReader:
    """Finds the cells of a field under one set of headings.

    Args:
        sheet: name of the sheet.
        columns: the columns under these headings, known and unknown.
        cells: reads single cells.
        problems: takes what makes a line unusable.
        warnings: takes what is doubtful about a line that is used.
    """

    def __init__(
        self, sheet: str, *, columns: Sequence[Column], cells: CellReader, problems: Remarks, warnings: Remarks
    ) -> None:
        self.sheet, self.cells, self.problems, self.warnings = sheet, cells, problems, warnings
        self._unknown = [column for column in columns if not column.field]
        self._by_field: dict[str, list[Column]] = {}
        for column in sorted(columns, key=lambda column: column.rank):
            if column.field:
                self._by_field.setdefault(column.field, []).append(column)
        self._money = [column.index for field in MONEY for column in self._by_field.get(field, ())]
        self._places = [
            (field, [(column.index, column) for column in _sources(field, columns)])
            for field, columns in self._by_field.items()
        ]
        # What has been found of the line in hand: every cell is asked for several times.
        self._line: Line | None = None
        self._found: dict[str, tuple[Column | None, str]] = {}
        self._amounts: dict[tuple[str, int], tuple[Reading[Decimal], Column | None]] = {}

    def has_money(self, cells: Sequence[str]) -> bool:
        """Does the line hold a figure where money is expected?"""
        return any(index < len(cells) and _DIGIT.search(cells[index]) for index in self._money)

    def column(self, field: str) -> Column | None:
        """The best column of a field, or None where the table has none."""
        columns = self._by_field.get(field)
        return columns[0] if columns else None

    def first(self, line: Line, field: str) -> tuple[Column | None, str]:
        """The best column of the field that is filled in this line, and its text."""
        return self.filled(line).get(field, _NOTHING)

    def filled(self, line: Line) -> dict[str, tuple[Column | None, str]]:
        """The same for every field that is filled."""
        if line is self._line:
            return self._found
        self._line, self._amounts, self._found = line, {}, {}
        cells, size, is_blank = line.cells, len(line.cells), self.cells.is_blank
        for field, places in self._places:
            for index, column in places:
                text = cells[index].strip() if index < size else ""
                if text and not is_blank(text):
                    self._found[field] = column, text
                    break
        return self._found

    def text(self, line: Line, field: str) -> str:
        """The text of a field, without signs that cannot be seen."""
        text = self.first(line, field)[1]
        return clean(text) if text else text

    def money(self, line: Line, field: str, *, exponent: int) -> tuple[Reading[Decimal], Column | None]:
        """The amount of a field, and the column it stands in.

        Args:
            line: the line.
            field: amount, paid, credited or balance.
            exponent: the power of ten of the table, where the heading names none.
        """
        column, text = self.filled(line).get(field, _NOTHING)
        if column is None:
            return _NO_AMOUNT, None
        if (field, exponent) not in self._amounts:
            reading = self.cells.amount(text, exponent=column.exponent or exponent)
            self._amounts[field, exponent] = reading, column
        return self._amounts[field, exponent]

    def extra(self, line: Line) -> dict[str, str]:
        """What the line says in columns that we do not know, and in the lesser columns of a field, by heading."""
        found: dict[str, str] = {}
        for column in self._unknown:
            _keep(found, column, _at(line, column))
        for field, columns in self._by_field.items():
            if len(columns) > 1 or field in _UNREAD:
                used = None if field in _UNREAD else self.first(line, field)[0]
                for column in columns:
                    if column is not used and not self.cells.is_blank(_at(line, column)):
                        _keep(found, column, _at(line, column))
        return found

    def problem(self, line: Line, code: str, field: str = "", value: str = "", **more: str) -> None:
        """Remark on what makes the line unusable; at the cell of the field, if one is named."""
        self._remark(self.problems, line, code, field, value, more)

    def warning(self, line: Line, code: str, field: str = "", value: str = "", **more: str) -> None:
        """Remark on what is doubtful about the line."""
        self._remark(self.warnings, line, code, field, value, more)

    def _remark(self, remarks: Remarks, line: Line, code: str, field: str, value: str, more: dict[str, str]) -> None:
        column = self.first(line, field)[0] or self.column(field)
        place = column.index if column else None
        remarks.add(self.sheet, line.number, code, column=place, value=value or None, **more)


def _sources(field: str, columns: list[Column]) -> list[Column]:
    """The columns that may speak for a field: for money and due dates one only, as a contract's sum is no invoice's.

    Where that one holds the original currency, the columns in the currency of the books may stand in for it.
    """
    if field not in _STRICT:
        return columns
    return [columns[0], *(column for column in columns[1:] if columns[0].rank < LOCAL <= column.rank)]


def clean(text: str) -> str:
    """A text in one line, out of quotes that keep it from being run, without signs that cannot be seen."""
    text = restored(text) if text[0] in "'=" else text
    if text.isprintable() and "  " not in text:
        return text
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _HIDDEN).strip()


def _keep(found: dict[str, str], column: Column, text: str) -> None:
    if text:
        found[column.header if column.header not in found else f"{column.header} ({column.letter})"] = clean(text)


def _at(line: Line, column: Column) -> str:
    return line.cells[column.index].strip() if column.index < len(line.cells) else ""
