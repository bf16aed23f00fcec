"""Statutory interest and fixed sums for late payment in the United Kingdom and the European Union."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from generator.errors import Problem, Refusal, TableError
from generator.interest import Interest, at_rates
from generator.model import Claim, Credit, InterestTerms, Payment
from generator.rates import Rate

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LatePaymentLaw:
    """One law on late payment.

    Filled from `data/overseas.toml` by `laws`.

    Attributes:
        id: `uk` or `eu`.
        rule: id of the rule in `data/law.toml`.
        currency: of the fixed sums, and the only one for which interest is counted.
        margin: percentage points above the reference rate.
        follows: `start`: the half-year in which interest begins decides for good; `half-year`: each has its own rate.
        reference: first day of each half-year and its reference rate in percent.
        checked_through: the last day for which the reference rates have been checked.
        sums: fixed compensation by the size of the debt: below so much (None: any), so much.
    """

    id: str
    currency: str
    margin: Decimal
    follows: str
    reference: tuple[tuple[date, Decimal], ...]
    checked_through: date
    sums: tuple[tuple[Decimal | None, Decimal], ...]
    rule: str = ""

    def __post_init__(self) -> None:
        days = [day for day, _ in self.reference]
        if any(a >= b for a, b in pairwise(days)) or self.checked_through < days[-1]:
            raise TableError([Problem(f"overseas.{self.id}", "rows-out-of-order")])

    def rates(self, first: date, through: date) -> tuple[Rate, ...]:
        """The rates from the first day of interest on.

        Raises:
            Refusal: `overseas-rate-unknown` where a day needed lies outside what was checked.
        """
        last = first if self.follows == "start" else through
        start = bisect_right(self.reference, first, key=lambda row: row[0]) - 1
        if start < 0 or last > self.checked_through:
            known = {"from": f"{self.reference[0][0]}", "through": f"{self.checked_through}"}
            raise Refusal(
                [Problem("as_of" if start >= 0 else "claims", "overseas-rate-unknown", {"law": self.id, **known})]
            )
        rows = self.reference[start : start + 1] if self.follows == "start" else self.reference[start:]
        return tuple(Rate(percent + self.margin, max(day, first)) for day, percent in rows if day <= last)

    def fixed_sum(self, debt: Decimal) -> Decimal:
        """The fixed compensation for a debt of this size."""
        return next(amount for below, amount in self.sums if below is None or debt < below)


@dataclass(frozen=True, slots=True)
class Statutory:
    """What such a law gives for one overdue claim; both amounts in the currency of the law."""

    interest: Interest
    fixed_sum: Decimal
    currency: str


def laws(raw: Mapping[str, Any]) -> dict[str, LatePaymentLaw]:
    """The laws in `data/overseas.toml` by id."""
    return {id_: _law(id_, table) for id_, table in raw.items() if isinstance(table, Mapping)}


def statutory(claim: Claim, law: LatePaymentLaw, *, as_of: date) -> Statutory | None:
    """Interest through `as_of` from the day after the due date, on base 365, and the fixed sum; None if nothing
    was paid late.

    Raises:
        Refusal: `overseas-currency` for a claim in another currency, `overseas-rate-unknown` as `LatePaymentLaw.rates`.
    """
    if claim.currency != law.currency:
        args = {"law": law.id, "currency": claim.currency, "expected": law.currency, "number": claim.number}
        raise Refusal([Problem("claims", "overseas-currency", args)])
    first = claim.due_date + _DAY
    if as_of < first or _late(claim) <= 0:
        return None
    terms = InterestTerms("contract", day_count=365)
    counted = at_rates(claim, law.rates(first, as_of), terms=terms, as_of=as_of)
    return Statutory(replace(counted, basis=law.id, law=(law.rule,)), law.fixed_sum(_late(claim)), law.currency)


def _late(claim: Claim) -> Decimal:
    """What of the claim was not paid or credited by its due date."""
    entries: list[Payment | Credit] = [*claim.payments, *claim.credits]
    return claim.amount - sum((entry.amount for entry in entries if entry.date <= claim.due_date), Decimal(0))


def _law(id_: str, table: Mapping[str, Any]) -> LatePaymentLaw:
    return LatePaymentLaw(
        id=id_,
        currency=table["currency"],
        margin=Decimal(table["margin_percent"]),
        follows=table["follows"],
        reference=tuple((row["from"], Decimal(row["percent"])) for row in table["reference"]),
        checked_through=table["checked_through"],
        rule=table["law"],
        sums=tuple((Decimal(row["below"]) if "below" in row else None, Decimal(row["sum"])) for row in table["sums"]),
    )
