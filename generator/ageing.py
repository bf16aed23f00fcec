"""How long a claim is overdue."""

from __future__ import annotations

from datetime import date
from typing import Literal

Bucket = Literal["not-due", "1-30", "31-60", "61-90", "90+"]

BUCKETS: tuple[Bucket, ...] = ("not-due", "1-30", "31-60", "61-90", "90+")
_LAST_DAYS = (0, 30, 60, 90)


def days_overdue(due: date, as_of: date) -> int:
    """Days from the due date to `as_of`; 0 up to and on the due date itself."""
    return max(0, (as_of - due).days)


def bucket(days: int) -> Bucket:
    """The ageing bucket of a number of days overdue; day 30 still belongs to `1-30`."""
    return BUCKETS[sum(days > last for last in _LAST_DAYS)]
