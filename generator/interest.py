"""Interest on an overdue claim, with its working: one segment for each stretch of same principal and same rate.

Counted from the day after the due date to `as_of`, both included, on the principal open on each day. Everything is
exact until the total, which is rounded once, halves up, to the minor unit of the currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from generator.grounds import InterestRules, yearly_rates
from generator.model import Claim, Credit, InterestTerms, Payment
from generator.money import minor_units, rounded, to_places
from generator.rates import Rate, RateTable

_DAY = timedelta(days=1)
_SHOWN_PLACES = 6  # of a segment's amount, which is there to be followed and not to be paid


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of same principal and same rate, first and last included; `amount` is shown to six decimals."""

    from_: date
    to: date
    days: int
    principal: Decimal
    percent_per_year: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest accrued on one claim through the as-of date.

    Attributes:
        total: all interest accrued, in the minor unit. With statutory allocation too, so that the open amount of the
            claim plus `total` is what is owed, whichever way the payments were set off.
        basis: the ground, as in the case.
        segments: the working; their unrounded amounts add up to the unrounded total.
        provisional: a rate was used after the day through which its table has been checked.
        law: ids of the rules applied.
        covered: interest already paid off by payments (statutory allocation), else 0; the principal that is left
            is the open amount plus `covered`.
        before_cap: what had accrued where the contract's own ceiling cut it down to `total`, else None.
        fixed_sum: fixed compensation beside the interest, by a law on late payment abroad; not part of `total`.
        later: payments and credit notes after `as_of`; they reduce the open amount, but no interest up to `as_of`.
    """

    total: Decimal
    basis: str
    segments: tuple[Segment, ...] = ()
    provisional: bool = False
    law: tuple[str, ...] = ()
    covered: Decimal = Decimal(0)
    before_cap: Decimal | None = None
    fixed_sum: Decimal = Decimal(0)
    later: tuple[Payment | Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: date
    days: int
    principal: Fraction
    percent: Decimal
    interest: Fraction


@dataclass(slots=True)
class _Account:
    """The claim as it stands on a day: `entries` are those not yet booked, in order of days."""

    principal: Fraction
    entries: list[Payment | Credit]
    interest_first: bool
    unpaid: Fraction = field(default_factory=Fraction)
    covered: Fraction = field(default_factory=Fraction)

    def book_through(self, day: date) -> None:
        while self.entries and self.entries[0].date <= day:
            entry = self.entries.pop(0)
            amount = Fraction(entry.amount)
            if self.interest_first and isinstance(entry, Payment):
                offset = min(amount, self.unpaid)
                self.unpaid -= offset
                self.covered += offset
                amount -= offset
            self.principal -= amount


def accrue(
    claim: Claim,
    terms: InterestTerms,
    *,
    as_of: date,
    rules: InterestRules,
    lpr: RateTable,
    creditor_is_sme: bool = False,
    debtor_kind: str = "company",
) -> Interest:
    """The interest accrued on one claim.

    Args:
        claim: its payments and credit notes reduce the principal from their own day.
        terms: the ground and the rate.
        as_of: the last day counted.
        rules: the figures of the law.
        lpr: the one-year LPR.
        creditor_is_sme: a fact that the SME regulation asks for.
        debtor_kind: the other one, as in the case.

    Raises:
        Refusal: the ground does not carry the rate (`grounds.problems`), or the LPR is asked for before its table.
    """
    rates = yearly_rates(
        claim, terms, as_of=as_of, rules=rules, lpr=lpr, creditor_is_sme=creditor_is_sme, debtor_kind=debtor_kind
    )
    return replace(at_rates(claim, rates, terms=terms, as_of=as_of), law=rules.law_of(terms))


def at_rates(claim: Claim, rates: tuple[Rate, ...], *, terms: InterestTerms, as_of: date) -> Interest:
    """The interest on one claim at given yearly rates.

    Args:
        claim: its payments and credit notes reduce the principal from their own day.
        rates: each from its day on; the first one begins on the first day of interest. None: no interest.
        terms: day count and allocation.
        as_of: the last day counted.
    """
    entries: list[Payment | Credit] = [*claim.payments, *claim.credits]
    entries.sort(key=lambda entry: entry.date)
    later = tuple(entry for entry in entries if entry.date > as_of)
    account = _Account(Fraction(claim.amount), entries, interest_first=terms.allocation == "statutory")
    stretches = _joined(_stretches(account, rates, as_of=as_of, day_count=terms.day_count))
    total = sum((stretch.interest for stretch in stretches), Fraction(0))
    return Interest(
        total=rounded(total, claim.currency),
        basis=terms.basis,
        segments=tuple(_segment(stretch, places=minor_units(claim.currency)) for stretch in stretches),
        provisional=any(rate.provisional for rate in rates),
        covered=rounded(account.covered, claim.currency),
        later=later,
    )


def _stretches(account: _Account, rates: tuple[Rate, ...], *, as_of: date, day_count: int) -> Iterator[_Stretch]:
    """Cut the time at every payment and every change of rate; days without principal are left out."""
    if not rates:
        return
    first = rates[0].since
    entry_days = {entry.date for entry in account.entries if first < entry.date <= as_of}
    cuts = sorted({*(rate.since for rate in rates), *entry_days, as_of + _DAY})
    for start, end in pairwise(cuts):
        account.book_through(start)
        percent = next(rate.percent for rate in reversed(rates) if rate.since <= start)
        days = (end - start).days
        interest = account.principal * Fraction(percent) * Fraction(days, 100 * day_count)
        account.unpaid += interest
        if account.principal > 0:
            yield _Stretch(start, days, account.principal, percent, interest)


def _joined(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Join neighbours that differ in nothing: a payment that only covered interest cuts no segment."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        follows = last and last.first + last.days * _DAY == stretch.first
        if last and follows and (last.principal, last.percent) == (stretch.principal, stretch.percent):
            both = last.interest + stretch.interest
            joined[-1] = replace(last, days=last.days + stretch.days, interest=both)
        else:
            joined.append(stretch)
    return joined


def _segment(stretch: _Stretch, *, places: int) -> Segment:
    return Segment(
        from_=stretch.first,
        to=stretch.first + (stretch.days - 1) * _DAY,
        days=stretch.days,
        principal=to_places(stretch.principal, places),
        percent_per_year=stretch.percent,
        amount=to_places(stretch.interest, _SHOWN_PLACES),
    )
