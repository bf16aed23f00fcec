"""Brings a case and the tables together: the interest of a claim, its penalty on the scales, the fees of a court."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from generator import contradictions, fees, fields, grounds, interest, overseas, penalty, tables
from generator.assessment import CurrencyTotal
from generator.errors import Problem
from generator.model import Case, Claim
from generator.money import rounded

_LAWS_ABROAD = {"uk_statute": "uk", "eu_minimum": "eu"}
_FEES = {"court": "case", "payment_order": "payment_order", "preservation": "preservation"}


def ground_problems(case: Case) -> list[Problem]:
    """What keeps the ground of interest from carrying a rate, each problem once."""
    problems: list[Problem] = []
    for claim in case.claims:
        found = (*_problems_of(case, claim), *_problems_abroad(case, claim))
        problems += [problem for problem in found if problem not in problems]
    return problems


def early_problems(raw: Any) -> tuple[Problem, ...]:
    """What is wrong with the ground of interest, told together with the problems of the other fields."""
    terms = fields.terms(raw, rules=tables.schema())
    debtor = raw.get("debtor") if isinstance(raw, dict) else None
    if terms is None or not isinstance(debtor, dict):
        return ()
    any_claim = Claim(number="", currency="CNY", amount=Decimal(1), due_date=date.min)
    return grounds.problems(
        any_claim,
        terms,
        rules=tables.interest_rules(),
        creditor_is_sme=raw.get("creditor_is_sme") is True,
        debtor_kind=str(debtor.get("kind")),
    )


def interest_on(case: Case, claim: Claim) -> interest.Interest:
    """The interest of one claim on the case's terms and day, cut by the contract's own ceiling if it has one.

    Raises:
        Refusal: the table of rates does not reach the days needed.
    """
    if case.interest.basis in _LAWS_ABROAD:
        return _interest_abroad(case, claim)
    found = interest.accrue(
        claim,
        case.interest,
        as_of=case.as_of,
        rules=tables.interest_rules(),
        lpr=tables.lpr(),
        creditor_is_sme=case.creditor_is_sme,
        debtor_kind=case.debtor.kind,
    )
    return _under_cap(found, claim, case.interest.cap_percent)


def sum_problems(totals: tuple[CurrencyTotal, ...]) -> list[Problem]:
    """Sums that have grown, with their interest, past what can be written."""
    return [problem for total in totals for problem in contradictions.too_large(total.grand, total.currency)]


def weighing(case: Case, claim: Claim, found: interest.Interest) -> penalty.Weighing | None:
    """The penalty accrued by the contract beside the yardstick of a court; None if there is nothing to weigh."""
    if case.interest.basis != "contract" or not found.total:
        return None
    rules, lpr = tables.interest_rules(), tables.lpr()
    return penalty.weigh(claim, case.interest, as_of=case.as_of, rules=rules, lpr=lpr, agreed=found.total)


def fees_on(total: CurrencyTotal) -> dict[str, fees.Fee]:
    """What a suit, a payment order and preservation cost for what is open and its interest; nothing but for yuan."""
    if total.currency != "CNY" or total.open <= 0:
        return {}
    return {name: fees.fee(total.grand, _scales()[kind]) for name, kind in _FEES.items()}


def _problems_of(case: Case, claim: Claim) -> tuple[Problem, ...]:
    return grounds.problems(
        claim,
        case.interest,
        rules=tables.interest_rules(),
        creditor_is_sme=case.creditor_is_sme,
        debtor_kind=case.debtor.kind,
    )


def _problems_abroad(case: Case, claim: Claim) -> list[Problem]:
    """A law on late payment abroad is for a debtor abroad, and counted in its own currency only."""
    if case.interest.basis not in _LAWS_ABROAD:
        return []
    law = _laws_abroad()[_LAWS_ABROAD[case.interest.basis]]
    found = [] if case.debtor.export else [Problem("debtor.export", "overseas-not-export")]
    if claim.currency != law.currency:
        args = {"law": law.id, "currency": claim.currency, "expected": law.currency, "number": claim.number}
        found.append(Problem("interest.basis", "overseas-currency", args))
    return found


def _interest_abroad(case: Case, claim: Claim) -> interest.Interest:
    law = _laws_abroad()[_LAWS_ABROAD[case.interest.basis]]
    found = overseas.statutory(claim, law, as_of=case.as_of)
    if found is None:
        return interest.Interest(rounded(Fraction(0), claim.currency), case.interest.basis, law=(law.rule,))
    return replace(found.interest, basis=case.interest.basis, fixed_sum=found.fixed_sum)


def _under_cap(found: interest.Interest, claim: Claim, percent: Decimal | None) -> interest.Interest:
    """Once the ceiling is reached no more accrues: what was accrued until then is the same, with and without it."""
    if percent is None:
        return found
    cap = rounded(Fraction(claim.amount) * Fraction(percent) / 100, claim.currency)
    if found.total <= cap:
        return found
    return replace(found, total=cap, covered=min(found.covered, cap), before_cap=found.total)


@cache
def _laws_abroad() -> dict[str, overseas.LatePaymentLaw]:
    return overseas.laws(tables.table("overseas"))


@cache
def _scales() -> dict[str, fees.FeeScale]:
    return fees.scales(tables.table("fees"))
