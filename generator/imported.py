"""What a user's table holds, as frozen values: columns, claims row by row, and what was found to be wrong."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal

from generator.errors import Problem


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table under one heading.

    `field` is a field id of data/headers.toml, or empty where the heading is unknown; `exponent` is the power of ten
    that the heading names (万元: 4); `currency` is the one it names, or empty; `rank` orders the columns of one field,
    the better source first.
    """

    sheet: str
    index: int
    header: str
    field: str = ""
    exponent: int = 0
    currency: str = ""
    rank: int = 0

    @property
    def letter(self) -> str:
        """The letter above the column: A, B … AA."""
        return letter(self.index)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of a table, read: blank is None or an empty string, never 0.

    Money stands in the unit of its currency, a credit is negative. `currency` is empty where the table names none.
    `extra` holds what the columns say that we do not know, or that were the lesser source, by heading.
    """

    sheet: str
    row: int
    debtor: str
    number: str
    amount: Decimal
    currency: str = ""
    debtor_code: str = ""
    uscc: str = ""
    contract_no: str = ""
    order_no: str = ""
    description: str = ""
    issue_date: dt.date | None = None
    due_date: dt.date | None = None
    delivery_date: dt.date | None = None
    paid: Decimal | None = None
    paid_date: dt.date | None = None
    credited: Decimal | None = None
    balance: Decimal | None = None
    overdue_days: int | None = None
    terms_days: int | None = None
    salesperson: str = ""
    contact_name: str = ""
    contact_mobile: str = ""
    contact_email: str = ""
    address: str = ""
    note: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the line stands: `Sheet1!12`."""
        return place(self.sheet, self.row)

    @property
    def open(self) -> Decimal:
        """Amount less what was paid and credited."""
        return self.amount - (self.paid or 0) - (self.credited or 0)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment of a debtor that belongs to no line."""

    debtor: str
    place: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A total that the table states in one cell, and the sum of the rows it can be meant for."""

    path: str
    stated: Decimal
    computed: Decimal

    @property
    def ok(self) -> bool:
        """Equal to the tolerance of 0.01."""
        return abs(self.stated - self.computed) <= TOLERANCE


@dataclass(frozen=True, slots=True)
class Sums:
    """What the cross-checks saw: rows whose balance could be checked, those that differ, and stated totals."""

    rows: int = 0
    differing: int = 0
    totals: tuple[TotalCheck, ...] = ()
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A table, read.

    `receipts` are unread lines that hold a payment on no invoice in particular: those debtors owe less than is listed.
    `problems` name lines that could not be used (there are `unread` of them) or a table without any; `warnings` name
    what was used but is doubtful. Paths are `Sheet1!C12`. At most fifty of a kind are listed, then their number.
    """

    name: str
    kind: str
    encoding: str
    delimiter: str
    sheets: tuple[str, ...]
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]
    rows: tuple[ClaimRow, ...]
    unread: int
    receipts: tuple[Receipt, ...]
    sums: Sums
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


TOLERANCE = Decimal("0.01")


def letter(index: int) -> str:
    """The letters of the column with this number, counted from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_place(column: Column) -> str:
    """A whole column: `Sheet1!C`."""
    return f"{_sheet(column.sheet)}!{column.letter}"


def place(sheet: str, row: int, column: int | None = None) -> str:
    """A cell or a line as spreadsheets write it: `Sheet1!C12`, `'2026 年'!7`."""
    return f"{_sheet(sheet)}!{'' if column is None else letter(column)}{row}"


def _sheet(name: str) -> str:
    return name if re.fullmatch(r"\w+", name) else "'" + name.replace("'", "''") + "'"
