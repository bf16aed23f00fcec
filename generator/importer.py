"""A user's table, .csv or .xlsx, as claims (`read`), and as case files (`cases`, `dossiers`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

from generator import cross_checks, headers, sheets, tables
from generator.cells import DayOrder
from generator.dossiers import Dossier, Dossiers, cases, dossiers
from generator.errors import Problem
from generator.headers import Aliases
from generator.imported import ClaimRow, Column, ImportResult, Sums, TotalCheck, column_place, place
from generator.remarks import Remarks
from generator.sheet_reader import SheetReader
from generator.sheets import Book, Line, Sheet

__all__ = ["Dossier", "Dossiers", "ImportResult", "Tell", "cases", "dossiers", "read"]

Tell = Callable[[int, int], object]

_TOLD = 250  # lines
_INVOICE_FIELDS = {"number", "contract_no", "order_no", "due_date"}


def read(data: bytes, filename: str, *, day_order: DayOrder = "", tell: Tell | None = None) -> ImportResult:
    """The claims of a table, with all that is unknown, doubtful or wrong about it.

    Args:
        data: the file: .csv or text of any of the usual encodings and delimiters, or .xlsx.
        filename: its name, quoted in remarks.
        day_order: `dmy` or `mdy` if the user has said how days such as 05/06/2026 are meant; else they are problems.
        tell: told now and then how many lines have been read, and of how many (about).

    Raises:
        CaseError: the file is no table that is read here, or is built to do harm.
    """
    aliases = _aliases()
    book = sheets.book(data, filename, score=lambda lines: headers.hits(lines, aliases))
    reading = _Reading(book, filename, day_order)
    for sheet in _watched(book, tell) if tell else book.sheets:
        reading.sheet(SheetReader(sheet, _table(), aliases=aliases, day_order=day_order, **reading.remarks))
    return reading.result()


def _watched(book: Book, tell: Tell) -> Iterator[Sheet]:
    """The sheets, telling with each so many lines how far it is."""
    done = 0

    def counted(lines: Iterator[Line]) -> Iterator[Line]:
        nonlocal done
        for line in lines:
            yield line
            done += 1
            if done % _TOLD == 0:
                tell(done, max(book.size, done))

    tell(0, book.size)
    for sheet in book.sheets:
        yield replace(sheet, lines=counted(sheet.lines))


class _Reading:
    """Gathers what the sheets of one file hold."""

    def __init__(self, book: Book, name: str, day_order: DayOrder) -> None:
        self._book, self._name = book, name
        self._problems, self._warnings = Remarks(), Remarks()
        self.remarks: dict[str, Remarks] = {"problems": self._problems, "warnings": self._warnings}
        self._readers: list[SheetReader] = []
        self._rows: list[ClaimRow] = []
        self._balance_columns: list[int] = []

    def sheet(self, reader: SheetReader) -> None:
        """Read one sheet."""
        for found in reader.rows():
            self._rows.append(found.row)
            self._balance_columns.append(found.balance_column)
        self._readers.append(reader)

    def result(self) -> ImportResult:
        """All sheets together, cross-checked."""
        with_headings = [reader for reader in self._readers if reader.headings]
        columns = [column for reader in with_headings for column in reader.columns]
        rows, sums = self._checked(with_headings)
        unread = sum(reader.unread for reader in self._readers)
        lacking = None if rows else _lacking(self._name, columns, unread=unread)
        notes = [*self._about_sheets(with_headings), *_about_columns(columns, rows)]
        notes += [*_about_ledgers(with_headings), *_about_totals(sums)]
        return ImportResult(
            name=self._name,
            kind=self._book.kind,
            encoding=self._book.encoding,
            delimiter=self._book.delimiter,
            sheets=tuple(reader.name for reader in with_headings),
            columns=tuple(column for column in columns if column.field),
            unknown=tuple(column for column in columns if not column.field),
            rows=tuple(rows),
            unread=unread,
            receipts=tuple(receipt for reader in self._readers for receipt in reader.receipts),
            sums=sums,
            problems=(*([lacking] if lacking else ()), *self._problems.listed()),
            warnings=(*self._book.warnings, *notes, *self._warnings.listed()),
        )

    def _about_sheets(self, with_headings: list[SheetReader]) -> list[Problem]:
        if not with_headings:
            return []
        return [Problem(place(r.name, 1), "sheet-without-headings") for r in self._readers if not r.headings]

    def _checked(self, readers: list[SheetReader]) -> tuple[list[ClaimRow], Sums]:
        running = {reader.name for reader in readers if reader.ledger.runs}
        checked = cross_checks.balances(self._rows, self._balance_columns, running=running, warnings=self._warnings)
        doubles = list(cross_checks.duplicates(checked.rows))
        for row, first in doubles:
            self._warnings.add(row.sheet, row.row, "row-number-twice", value=row.number, first=first.place)
        totals = tuple(chain.from_iterable(_totals(reader) for reader in readers))
        return checked.rows, Sums(checked.checked, checked.differing, totals, len(doubles))


def _totals(reader: SheetReader) -> Iterator[TotalCheck]:
    """The totals that were checked; a balance that runs from line to line has none."""
    balance = {column.index for column in reader.columns if column.field == "balance"}
    return (check for column, check in reader.totals.checks if not (reader.ledger.runs and column in balance))


def _about_columns(columns: list[Column], rows: list[ClaimRow]) -> Iterator[Problem]:
    """What the columns as a whole leave open."""
    known = {column.field: column for column in reversed(columns) if column.field}
    if "balance" in known and "amount" not in known:
        yield Problem(column_place(known["balance"]), "amount-is-balance")
    if columns and not {"due_date", "terms_days"} & known.keys():
        yield Problem(columns[0].sheet, "no-due-date-column")
    if columns and not rows:
        lacking = {"debtor": {"debtor"}, "number": {"number", "contract_no", "order_no"}}
        for field, sources in lacking.items():
            if not sources & known.keys():
                yield Problem(columns[0].sheet, f"no-{field}-column")
    foreign = all(column.header.isascii() for column in known.values())
    if rows and foreign and not any(row.currency for row in rows):
        yield Problem(columns[0].sheet, "currency-assumed")


def _about_ledgers(readers: list[SheetReader]) -> Iterator[Problem]:
    for column in (column for reader in readers if reader.ledger.runs for column in reader.columns):
        if column.field == "balance":
            yield Problem(column_place(column), "balance-running")


def _about_totals(sums: Sums) -> Iterator[Problem]:
    for check in sums.totals:
        if not check.ok:
            yield Problem(check.path, "total-differs", {"value": f"{check.stated}", "expected": f"{check.computed}"})


def _lacking(name: str, columns: list[Column], *, unread: int) -> Problem | None:
    """Why a table gave no claim at all."""
    fields = {column.field for column in columns}
    if not columns:
        return Problem(name, "no-headings")
    if "bucket" in fields and not fields & _INVOICE_FIELDS:
        return Problem(name, "ageing-only")
    return None if unread else Problem(name, "no-claims")


@cache
def _table() -> dict[str, Any]:
    return tables.table("headers")


@cache
def _aliases() -> Aliases:
    return Aliases(_table())
