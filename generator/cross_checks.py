"""Do the figures of a table agree: balances with their parts, totals with their rows, numbers with each other?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from generator.imported import TOLERANCE, ClaimRow, TotalCheck, place
from generator.remarks import Remarks

_FEW = 3  # pairs of lines that can show a running balance
_ZERO = Decimal(0)


class Ledger:
    """Watches whether the balance runs from line to line, as in a ledger, instead of standing for each invoice."""

    def __init__(self) -> None:
        self._before: tuple[str, Decimal] | None = None
        self._pairs = self._running = self._own = 0

    def feed(self, debtor: str, delta: Decimal, balance: Decimal | None) -> None:
        """One line: whose it is, by how much it raises the debt, and the balance it states."""
        if balance is None:
            return
        if self._before and self._before[0] == debtor:
            self._pairs += 1
            self._running += abs(self._before[1] + delta - balance) <= TOLERANCE
            self._own += abs(delta - balance) <= TOLERANCE
        self._before = (debtor, balance)

    @property
    def runs(self) -> bool:
        """Nearly all lines continue the balance of the line before, and not by being their own balance."""
        return self._pairs >= _FEW and self._running * 5 >= self._pairs * 4 and self._own * 2 < self._pairs


class Totals:
    """Adds up the money columns of a sheet by currency, and compares the totals that the sheet states."""

    def __init__(self) -> None:
        self._sums: dict[tuple[int, str], Decimal] = {}
        # The sums as they stood at the last total, at the last section, and at the top.
        self._before: list[dict[tuple[int, str], Decimal]] = [{}, {}, {}]
        self.checks: list[tuple[int, TotalCheck]] = []

    def add(self, column: int, currency: str, value: Decimal) -> None:
        """An amount of a claim's line."""
        self._sums[column, currency] = self._sums.get((column, currency), _ZERO) + value

    def new_section(self) -> None:
        """A new customer's lines begin."""
        self._before[0] = self._before[1] = dict(self._sums)

    def check(self, sheet: str, row: int, stated: dict[int, Decimal]) -> None:
        """Compare a line of totals; columns that mix currencies are left alone, as they cannot be added."""
        for column, value in stated.items():
            sums = [self._since(before, column) for before in self._before]
            possible = [one for one in sums if one is not None]
            if possible:
                nearest = min(possible, key=lambda one: abs(one - value))
                self.checks.append((column, TotalCheck(place(sheet, row, column), value, nearest)))
        self._before[0] = dict(self._sums)

    def _since(self, before: dict[tuple[int, str], Decimal], column: int) -> Decimal | None:
        """By how much a column has grown since then, if in one currency; None if in several or never."""
        sums = [(value, before.get(key, _ZERO)) for key, value in self._sums.items() if key[0] == column]
        grown = [now - then for now, then in sums if now != then] or [_ZERO] * len(sums[:1])
        return grown[0] if len(grown) == 1 else None


@dataclass(frozen=True, slots=True)
class Balances:
    """The rows after their balances were compared: how many could be, how many differ."""

    rows: list[ClaimRow]
    checked: int
    differing: int


def balances(rows: Sequence[ClaimRow], places: Sequence[int], *, running: set[str], warnings: Remarks) -> Balances:
    """Compare amount − paid − credited with the stated balance (tolerance 0.01).

    A table that states amount and balance but no payments means that the difference was paid.

    Args:
        rows: the claims.
        places: for each, the column of its balance, or -1.
        running: sheets whose balance column runs from line to line; theirs are not compared.
        warnings: takes the rows that differ.
    """
    kept, checked, differing = [], 0, 0
    for row, column in zip(rows, places, strict=True):
        compared = row.balance is not None and row.sheet not in running
        checked += compared
        if compared and abs(row.open - (row.balance or _ZERO)) > TOLERANCE:
            derived = _with_payment(row)
            if derived:
                warnings.add(row.sheet, row.row, "paid-derived", column=column, figure=f"{derived.paid}")
                row = derived
            else:
                differing += 1
                stated, expected = f"{row.balance}", f"{row.open}"
                warnings.add(row.sheet, row.row, "balance-differs", column=column, figure=stated, expected=expected)
        kept.append(row)
    return Balances(kept, checked, differing)


def _with_payment(row: ClaimRow) -> ClaimRow | None:
    if row.paid is None and row.credited is None and row.balance is not None and 0 <= row.balance < row.amount:
        return replace(row, paid=row.amount - row.balance)
    return None


def duplicates(rows: Iterable[ClaimRow]) -> Iterator[tuple[ClaimRow, ClaimRow]]:
    """Rows of a customer and number that stood before, each with the first of them; credits are no duplicates."""
    first: dict[tuple[str, str], ClaimRow] = {}
    for row in rows:
        key = (debtor_key(row.debtor), row.number.casefold())
        if row.amount > 0 and first.setdefault(key, row) is not row:
            yield row, first[key]


@lru_cache(maxsize=1 << 16)
def debtor_key(name: str) -> str:
    """A customer's name as it is compared: width of signs, spaces and case do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
