"""One sheet, line by line: headings, sections, claims, totals. A line is a claim, known to be none, or named."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import Any

from generator import headers
from generator.cells import CellReader, DayOrder
from generator.claim_reader import claim
from generator.cross_checks import Ledger, Totals, debtor_key
from generator.headers import Aliases, Headings
from generator.imported import ClaimRow, Column, Receipt, place
from generator.line_reader import MONEY, Line, LineReader
from generator.remarks import Remarks
from generator.sheets import Sheet
from generator.table_words import Context, TableWords

_DEEPEST = 3
_RAISES = {"amount": 1, "paid": -1, "credited": -1}


@dataclass(frozen=True, slots=True)
class Found:
    """A claim, and the column of its balance (-1: none) for remarks on it."""

    row: ClaimRow
    balance_column: int


class _Lines:
    """The lines of a sheet, with a look ahead."""

    def __init__(self, lines: Iterator[tuple[int, list[str]]]) -> None:
        self._lines, self._ahead = lines, deque[Line]()

    def peek(self, count: int) -> list[Line]:
        missing = count - len(self._ahead)
        self._ahead.extend(Line(number, cells) for number, cells in islice(self._lines, max(missing, 0)))
        return list(islice(self._ahead, count))

    def take(self) -> Line | None:
        if not self._ahead:
            self.peek(1)
        return self._ahead.popleft() if self._ahead else None


class SheetReader:
    """Reads one sheet.

    Args:
        sheet: the sheet.
        table: the table `headers`.
        aliases: the same table's aliases.
        day_order: how days such as 05/06/2026 are meant, if the user has said so.
        problems: takes what makes lines unusable.
        warnings: takes what is doubtful.

    Attributes:
        headings: every set of headings met, empty if there was none.
        unread: lines that look like claims and could not be used.
        receipts: those of them that hold a payment on no invoice in particular.
        ledger, totals: for the cross-checks.
    """

    def __init__(
        self,
        sheet: Sheet,
        table: dict[str, Any],
        *,
        aliases: Aliases,
        day_order: DayOrder,
        problems: Remarks,
        warnings: Remarks,
    ) -> None:
        self.name, self._aliases = sheet.name, aliases
        self._problems, self._warnings = problems, warnings
        self._cells = CellReader(table, day_order=day_order, from_1904=sheet.from_1904)
        self._words = TableWords(table, aliases, self._cells)
        self._limits = {row["id"]: row["longest"] for row in table["field"] if "longest" in row}
        self._lines = _Lines(sheet.lines)
        self._context = Context()
        self._carried = False  # is the customer of the context one of a line above, not of a section?
        self._repeated: Sequence[str] = ()
        self.headings: list[Headings] = []
        self.unread = 0
        self.receipts: list[Receipt] = []
        self.ledger, self.totals = Ledger(), Totals()

    def rows(self) -> Iterator[Found]:
        """The claims of the sheet, in order."""
        reader = self._start()
        while reader and (line := self._lines.take()):
            if not any(line.cells):
                continue
            has_money = reader.has_money(line.cells)
            headings = None if has_money else self._headings(line)
            if headings:
                reader = self._under(headings)
            elif has_money and _is_dated(reader, line):
                yield from self._claim(reader, line)
            else:
                yield from self._line(reader, line, has_money=has_money)

    def _start(self) -> LineReader | None:
        """What reads the lines under the first headings; None where there are none."""
        ahead = self._lines.peek(headers.SEARCHED)
        found = headers.find([line.cells for line in ahead], self._aliases, sheet=self.name)
        if found is None:
            return None
        for line in ahead[: found.start]:
            self._lines.take()
            self._context = self._words.context(line.cells, self._context) or self._context
        self._repeated = ahead[found.start].cells
        self._lines.take()
        return self._under(found)

    def _headings(self, line: Line) -> Headings | None:
        """New headings that begin on a line already taken; the ones in force again, as on each printed page, too."""
        if line.cells == self._repeated:
            return self.headings[-1]
        block = [line.cells, *(ahead.cells for ahead in self._lines.peek(_DEEPEST - 1))]
        found = headers.find(block, self._aliases, sheet=self.name, anchored=True)
        self._repeated = line.cells if found else self._repeated
        return found

    def _under(self, found: Headings) -> LineReader:
        """What reads the lines under these headings, whose first line has been taken."""
        for _ in range(found.depth - 1):
            self._lines.take()
        if found not in self.headings:
            self.headings.append(found)
        return LineReader(
            self.name,
            columns=[*found.columns, *found.unknown],
            cells=self._cells,
            problems=self._problems,
            warnings=self._warnings,
        )

    def _line(self, reader: LineReader, line: Line, *, has_money: bool) -> Iterator[Found]:
        """What a line under headings is, where this is not plain at once."""
        cells, section = line.cells, None
        if not (has_money and reader.text(line, "number")):
            section = self._words.context(cells, self._context, has_money=has_money)
        if section:
            self._enter(section)
        elif self._words.is_total(cells):
            self._check_total(reader, line)
        elif self._words.is_opening(cells):
            if has_money:
                self._warnings.add(self.name, line.number, "opening-balance")
        elif has_money:
            yield from self._claim(reader, line)
        elif not self._words.is_footer(cells):
            yield from self._without_money(reader, line)

    def _enter(self, section: Context) -> None:
        if section.debtor != self._context.debtor:
            self.totals.new_section()
            self._carried = False
        self._context = section

    def _without_money(self, reader: LineReader, line: Line) -> Iterator[Found]:
        """A line without figures: a receipt, a claim that cannot be read, the name of a section, or none of these."""
        filled = [cell.strip() for cell in line.cells if cell.strip()]
        debtor = reader.text(line, "debtor")
        left = self._cells.amount(reader.first(line, "unallocated")[1], exponent=self._context.exponent).value
        if left:
            self._receipt(reader, line, left)
        elif reader.first(line, "receipt")[0]:
            reader.warning(line, "receipt-counted")
        elif _is_claim_like(reader, line):
            yield from self._claim(reader, line)
        elif debtor and len(filled) == 1:
            self._enter(replace(self._context, debtor=debtor, debtor_code=""))
        elif filled:
            reader.warning(line, "line-left-out", value=filled[0])

    def _receipt(self, reader: LineReader, line: Line, left: Decimal) -> None:
        """A receipt of which something is on no invoice yet."""
        self.unread += 1
        reader.problem(line, "payment-without-claim", "unallocated")
        debtor = reader.text(line, "debtor") or self._context.debtor
        self.receipts.append(Receipt(debtor, place(self.name, line.number), left))

    def _claim(self, reader: LineReader, line: Line) -> Iterator[Found]:
        own, code = reader.text(line, "debtor"), reader.text(line, "debtor_code")
        if own:
            self._context, self._carried = replace(self._context, debtor=own, debtor_code=code), True
        elif code and code != self._context.debtor_code:
            self._context = replace(self._context, debtor="", debtor_code=code)
        elif self._carried and self._context.debtor:
            reader.warning(line, "debtor-carried", "debtor", self._context.debtor)
        row = claim(reader, line, self._context, limits=self._limits)
        values = self._count(reader, line)
        if row is None:
            self.unread += 1
            if "amount" not in values and values.get("paid"):
                self.receipts.append(Receipt(self._context.debtor, place(self.name, line.number), values["paid"]))
        else:
            column = reader.column("balance")
            yield Found(row, column.index if column else -1)

    def _count(self, reader: LineReader, line: Line) -> dict[str, Decimal]:
        """Add the line, usable or not, to the sums that totals and running balances are compared with."""
        values: dict[str, Decimal] = {}
        currency = self._cells.currency(reader.text(line, "currency")) or ""
        for field in MONEY:
            reading, column = reader.money(line, field, exponent=self._context.exponent)
            if reading.value is not None and column:
                values[field] = reading.value
                self.totals.add(column.index, reading.currency or currency, reading.value)
        delta = sum((values[field] * sign for field, sign in _RAISES.items() if field in values), Decimal(0))
        self.ledger.feed(debtor_key(self._context.debtor), delta, values.get("balance"))
        return values

    def _check_total(self, reader: LineReader, line: Line) -> None:
        stated = {}
        for field in MONEY:
            reading, column = reader.money(line, field, exponent=self._context.exponent)
            if reading.value is not None and column:
                stated[column.index] = reading.value
        self.totals.check(self.name, line.number, stated)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns met, those of later headings after those of the first."""
        return tuple(dict.fromkeys(column for found in self.headings for column in (*found.columns, *found.unknown)))


def _is_dated(reader: LineReader, line: Line) -> bool:
    """A line with a number and a day is an invoice, whatever its other cells say."""
    days = (reader.first(line, field)[0] for field in ("due_date", "issue_date"))
    return bool(reader.text(line, "number")) and any(days)


def _is_claim_like(reader: LineReader, line: Line) -> bool:
    """A customer's numbered document, or something written where its amount should stand."""
    named = [field for field in ("debtor", "number", "due_date") if reader.first(line, field)[0]]
    return {"debtor", "number"} <= set(named) or (bool(named) and any(reader.first(line, field)[0] for field in MONEY))
