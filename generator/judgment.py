"""Doubled interest after a judgment that is not obeyed in time (Civil Procedure Law 264, 法释〔2014〕8号)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.deadlines import Deadline
from generator.grounds import InterestRules
from generator.interest import Interest, accrue
from generator.model import Claim, InterestTerms, Judgment, Payment
from generator.rates import RateTable


@dataclass(frozen=True, slots=True)
class Title:
    """A judgment on the as-of date: what of it is unpaid, the doubled interest, and until when to enforce it."""

    judgment: Judgment
    unpaid: Decimal
    interest: Interest
    enforcement: Deadline


def doubled(
    debt: Decimal,
    last_day: date,
    *,
    as_of: date,
    rules: InterestRules,
    lpr: RateTable,
    payments: tuple[Payment, ...] = (),
    currency: str = "CNY",
) -> Interest:
    """The additional interest on what a title orders to pay.

    Args:
        debt: the money debt of the title without its general interest, which runs on beside this.
        last_day: the last day for performance that the title names; counting begins on the day after it.
        as_of: the last day counted.
        rules: the figures of the law.
        lpr: not used by this rate.
        payments: made on the debt; they go to the money debt of the title before they go to this interest.
        currency: of the debt.
    """
    claim = Claim("", currency, debt, last_day, payments=payments)
    terms = InterestTerms("contract", per_mille_per_day=rules.doubled_per_mille)
    counted = accrue(claim, terms, as_of=as_of, rules=rules, lpr=lpr)
    return replace(counted, basis="judgment", law=("cpl-264", rules.doubled_law, "enf-2", "enf-4"))
