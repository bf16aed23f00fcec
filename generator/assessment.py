"""The figures of a case on one day: what is open, how old it is, what interest it bears, until when to sue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from generator.ageing import BUCKETS, bucket, days_overdue
from generator.deadlines import Deadline
from generator.interest import Interest
from generator.limitation import Limitation
from generator.model import Case, Claim

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """One claim on the as-of date. `interest` is zero and without segments where none is asked for."""

    claim: Claim
    days_overdue: int
    bucket: str
    interest: Interest
    limitation: Limitation
    deadlines: tuple[Deadline, ...] = ()

    @property
    def disputed(self) -> Decimal:
        """The part of the open amount that the debtor contests."""
        return min(self.claim.dispute.amount, self.claim.open) if self.claim.dispute else _ZERO


@dataclass(frozen=True, slots=True)
class Aged:
    """The open claims of one ageing bucket."""

    bucket: str
    open: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """Sums over the claims of one currency; two currencies are never added."""

    currency: str
    reports: tuple[ClaimReport, ...]

    def _sum(self, value: Callable[[ClaimReport], Decimal]) -> Decimal:
        return sum((value(report) for report in self.reports), _ZERO)

    @property
    def amount(self) -> Decimal:
        """What was invoiced."""
        return self._sum(lambda r: r.claim.amount)

    @property
    def paid(self) -> Decimal:
        """What arrived."""
        return self._sum(lambda r: r.claim.paid)

    @property
    def credited(self) -> Decimal:
        """What was credited."""
        return self._sum(lambda r: r.claim.credited)

    @property
    def open(self) -> Decimal:
        """What is still owed."""
        return self._sum(lambda r: r.claim.open)

    @property
    def ageing(self) -> tuple[Aged, ...]:
        """What is still owed, bucket by bucket, the empty ones too."""
        return tuple(
            Aged(
                name,
                sum((r.claim.open for r in self.reports if r.bucket == name), _ZERO),
                sum(r.claim.open > 0 for r in self.reports if r.bucket == name),
            )
            for name in BUCKETS
        )

    @property
    def disputed(self) -> Decimal:
        """What of it is contested."""
        return self._sum(lambda r: r.disputed)

    @property
    def interest(self) -> Decimal:
        """Interest on the claims, each rounded once."""
        return self._sum(lambda r: r.interest.total)

    @property
    def fixed_sum(self) -> Decimal:
        """Fixed compensation by a law on late payment abroad; beside the interest, and in no other sum."""
        return self._sum(lambda r: r.interest.fixed_sum)

    @property
    def grand(self) -> Decimal:
        """Open amount and interest."""
        return self.open + self.interest

    @property
    def max_days(self) -> int:
        """Days overdue of the oldest claim."""
        return max((r.days_overdue for r in self.reports), default=0)


def report(
    case: Case,
    *,
    interest: Callable[[Claim], Interest],
    limitation: Callable[[Claim], Limitation],
    deadlines: Callable[[Claim], tuple[Deadline, ...]],
) -> tuple[ClaimReport, ...]:
    """One report for each claim, in the order of the case.

    Args:
        case: the debtor's case.
        interest: counts the interest of one claim on the case's terms and day.
        limitation: counts the limitation period of one claim.
        deadlines: counts the periods that run beside it.
    """
    reports = []
    for claim in case.claims:
        days = days_overdue(claim.due_date, case.as_of)
        counted = interest(claim), limitation(claim), deadlines(claim)
        reports.append(ClaimReport(claim, days, bucket(days), *counted))
    return tuple(reports)


def totals(reports: tuple[ClaimReport, ...]) -> tuple[CurrencyTotal, ...]:
    """One total for each currency, in the order in which the currencies first appear."""
    currencies = dict.fromkeys(report.claim.currency for report in reports)
    return tuple(CurrencyTotal(c, tuple(r for r in reports if r.claim.currency == c)) for c in currencies)
