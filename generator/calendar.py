"""Working days of mainland China, and the periods that end on them (Civil Code 201–203).

The official days of 2004 onwards come from the package `chinesecalendar`. Later years know weekends only, and
say so: a result that depends on them is provisional until the notice of the State Council has been entered.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from chinese_calendar import holidays, workdays

_DAY = timedelta(days=1)
_SATURDAY = 5
_FIRST_PUBLISHED = date(min(holidays).year, 1, 1)
_LAST_PUBLISHED = date(max(holidays).year, 12, 31)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days and rest days.

    Filled from `data/holidays.toml`: `overrides` from each `[[day]]` (`date` → `workday`), which outranks the
    package; `published_through` from the key of that name, the last day whose official calendar is known.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    published_through: date = _LAST_PUBLISHED

    def is_workday(self, day: date) -> bool:
        """Whether people work on this day, make-up days included."""
        if day in self.overrides:
            return self.overrides[day]
        return day in workdays or (day.weekday() < _SATURDAY and day not in holidays)

    def is_published(self, day: date) -> bool:
        """Whether the official calendar of this day is known."""
        return _FIRST_PUBLISHED <= day <= max(_LAST_PUBLISHED, self.published_through)

    def next_workday(self, day: date, *, include: bool = True) -> date:
        """The first working day from `day` on, or after it if `include` is false."""
        if not include:
            day += _DAY
        while not self.is_workday(day):
            day += _DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The working day that is `count` working days after `day` (before it if negative); `day` is not counted."""
        step = _DAY if count >= 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day


def years_after(start: date, years: int) -> date:
    """The last day of a period of whole years after `start` (Civil Code 202)."""
    return months_after(start, 12 * years)


def months_after(start: date, months: int) -> date:
    """The last day of a period of whole months after `start`.

    The day that corresponds to `start`, which is not counted itself; the last day of the month where there is
    no such day: six months after 31 August end on 28 or 29 February (Civil Code 201, 202).
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day)
    except ValueError:
        return date(year, month + 1, monthrange(year, month + 1)[1])
