"""Interest rates by date: the one-year LPR, and any other published rate of that kind."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.errors import Problem, Refusal, TableError


@dataclass(frozen=True, slots=True)
class Rate:
    """A yearly rate in percent and the day it began; `provisional` where the table had not been checked so far."""

    percent: Decimal
    since: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class RateTable:
    """Days on which a rate began and the rate in percent a year, in order of days.

    Filled from `data/lpr.toml`: `rows` from each `[[rate]]` (`from`, `percent`), `checked_through` from the key of
    that name. A row holds until the next one; after `checked_through` nobody has looked.
    """

    rows: tuple[tuple[date, Decimal], ...]
    checked_through: date

    def __post_init__(self) -> None:
        days = [day for day, _ in self.rows]
        if not days or any(a >= b for a, b in pairwise(days)) or self.checked_through < days[-1]:
            raise TableError([Problem("rate", "rows-out-of-order")])

    def rate_on(self, day: date) -> Rate:
        """The rate in force on a day.

        Raises:
            Refusal: `lpr-before-table` for a day before the first row.
        """
        row = bisect_right(self.rows, day, key=lambda row: row[0]) - 1
        if row < 0:
            first = self.rows[0][0]
            raise Refusal([Problem("interest.basis", "lpr-before-table", {"date": f"{day}", "first": f"{first}"})])
        since, percent = self.rows[row]
        return Rate(percent, since, provisional=day > self.checked_through)

    def changes_between(self, after: date, through: date) -> tuple[Rate, ...]:
        """The rows that began after the first day and not after the second one."""
        return tuple(
            Rate(percent, day, provisional=day > self.checked_through)
            for day, percent in self.rows
            if after < day <= through
        )
