"""Whether an agreed penalty for late payment is likely to be cut (Civil Code 585, 合同编通则解释 65)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from generator.grounds import InterestRules
from generator.interest import accrue
from generator.model import Claim, InterestTerms
from generator.money import rounded
from generator.rates import RateTable


@dataclass(frozen=True, slots=True)
class Weighing:
    """An agreed penalty beside the yardstick of a court, all in the claim's currency.

    Attributes:
        agreed: the penalty by the contract.
        loss: the loss by the yardstick, LPR × the highest statutory factor; a creditor may prove a higher one.
        limit: the loss and the excess that the law still bears.
        excess: what of the penalty lies above the limit, 0 if nothing does.
        law: ids of the rules applied.
    """

    agreed: Decimal
    loss: Decimal
    limit: Decimal
    excess: Decimal
    law: tuple[str, ...]


def weigh(
    claim: Claim,
    terms: InterestTerms,
    *,
    as_of: date,
    rules: InterestRules,
    lpr: RateTable,
    agreed: Decimal | None = None,
) -> Weighing | None:
    """Weigh the penalty accrued through `as_of`; None where there is no yardstick or nothing to weigh.

    `agreed` is what the contract gives where that has been counted already, cut by its own ceiling if it has one.

    There is none for a foreign currency and for a breach before the LPR, and nothing to weigh without an agreed rate.
    The court cuts only on request; a debtor in bad faith generally gets no cut.

    Raises:
        Refusal: the agreed rate itself cannot stand (`grounds.problems`).
    """
    if terms.basis != "contract" or claim.currency != "CNY" or claim.due_date + timedelta(days=1) < lpr.rows[0][0]:
        return None
    if agreed is None:
        agreed = accrue(claim, terms, as_of=as_of, rules=rules, lpr=lpr).total
    yardstick = replace(
        terms,
        basis="lpr",
        percent_per_year=None,
        per_mille_per_day=None,
        cap_percent=None,
        multiplier=rules.multiplier_max,
    )
    loss = accrue(claim, yardstick, as_of=as_of, rules=rules, lpr=lpr).total
    limit = rounded(Fraction(loss) * (100 + Fraction(rules.excess_percent)) / 100, claim.currency)
    law = (rules.penalty_law, rules.excess_law, rules.lpr_law, "practice-lpr-factor")
    return Weighing(agreed, loss, limit, max(agreed - limit, Decimal(0)), law)
