"""Brings a case and the tables together: the interest, the limitation period and the weighed penalty of a claim."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from generator import fields, grounds, interest, limitation, penalty, tables
from generator.errors import Problem
from generator.model import Case, Claim


def ground_problems(case: Case) -> list[Problem]:
    """What keeps the ground of interest from carrying a rate, each problem once."""
    problems: list[Problem] = []
    for claim in case.claims:
        problems += [problem for problem in _problems_of(case, claim) if problem not in problems]
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


def _problems_of(case: Case, claim: Claim) -> tuple[Problem, ...]:
    return grounds.problems(
        claim,
        case.interest,
        rules=tables.interest_rules(),
        creditor_is_sme=case.creditor_is_sme,
        debtor_kind=case.debtor.kind,
    )


def interest_on(case: Case, claim: Claim) -> interest.Interest:
    """The interest of one claim on the case's terms and day."""
    return interest.accrue(
        claim,
        case.interest,
        as_of=case.as_of,
        rules=tables.interest_rules(),
        lpr=tables.lpr(),
        creditor_is_sme=case.creditor_is_sme,
        debtor_kind=case.debtor.kind,
    )


def weighings(case: Case) -> list[tuple[int, Claim, penalty.Weighing]]:
    """The agreed penalty of each open claim beside the yardstick of a court, where a court may cut it."""
    rules, lpr = tables.interest_rules(), tables.lpr()
    weighed = [penalty.weigh(c, case.interest, as_of=case.as_of, rules=rules, lpr=lpr) for c in case.claims]
    pairs = enumerate(zip(case.claims, weighed, strict=True))
    return [(i, claim, found) for i, (claim, found) in pairs if found and found.excess > 0 and claim.open > 0]


def limitation_of(case: Case, claim: Claim) -> limitation.Limitation:
    """The limitation period of one claim, as the case's history stands."""
    return limitation.period(
        claim,
        case.events,
        export=case.debtor.export,
        as_of=case.as_of,
        rules=tables.limitation_rules(),
        calendar=tables.calendar(),
    )
