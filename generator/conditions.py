"""Conditions of the law that some papers to a court must meet, as a document names them in its `conditions`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import gt, lt
from typing import Any

from generator.assessment import ClaimReport, totals
from generator.catalogue import Document
from generator.errors import Problem
from generator.grounds import SME_DEBTORS
from generator.model import Case
from generator.schema import as_date


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a condition looks at."""

    case: Case
    document: Document
    reports: tuple[ClaimReport, ...]


def unmet(case: Case, document: Document, reports: tuple[ClaimReport, ...]) -> list[Problem]:
    """Every condition of the document, and every bound of its fields, that the case does not keep.

    Args:
        case: the case.
        document: its `conditions` are looked at, in their order; `catalogue` knows their names.
        reports: the claims that the document speaks of.

    Codes: `condition-` and the name of the condition (民诉法 225, 民诉法解释 427, 428; 条例 3);
    `field-too-large`, `field-too-early`, `field-too-late` for what is beyond the bounds of a field.
    """
    asked = _Asked(case, document, reports)
    found = [problem for name in document.conditions for problem in _CONDITIONS[name](asked)]
    return [*found, *_beyond_bounds(asked)]


def _clause_for_interest(asked: _Asked) -> Iterator[Problem]:
    """Interest is only asked where the contract has a clause on it, and the clause is named."""
    terms = asked.case.interest
    wanted = asked.document.interest == "claim" and any(report.interest.total for report in asked.reports)
    if wanted and terms.basis != "contract":
        yield Problem("interest.basis", "condition-clause-for-interest")
    elif wanted and not terms.clause:
        yield Problem("interest.clause", "condition-clause-for-interest")


def _due(asked: _Asked) -> Iterator[Problem]:
    for report in asked.reports:
        if not report.days_overdue:
            args = {"number": report.claim.number, "due": f"{report.claim.due_date}"}
            yield Problem("claims", "condition-due", args)


def _undisputed(asked: _Asked) -> Iterator[Problem]:
    for report in asked.reports:
        if report.claim.dispute:
            yield Problem("claims", "condition-undisputed", {"number": report.claim.number})


def _domestic(asked: _Asked) -> Iterator[Problem]:
    if asked.case.debtor.export:
        yield Problem("debtor.export", "condition-domestic")


def _counter_duty(asked: _Asked) -> Iterator[Problem]:
    if asked.case.fields.get("counter_duty") == "yes":
        yield Problem("fields.counter_duty", "condition-no-counter-duty")


def _preserved(asked: _Asked) -> Iterator[Problem]:
    if asked.case.fields.get("preserved") == "yes":
        yield Problem("fields.preserved", "condition-no-preservation")


def _announced_step(asked: _Asked) -> Iterator[Problem]:
    """A payment order is only announced where one could be applied for."""
    if asked.case.fields.get("step") == "payment-order" and any((*_undisputed(asked), *_domestic(asked))):
        yield Problem("fields.step", "condition-announced-step")


def _sme_parties(asked: _Asked) -> Iterator[Problem]:
    if not asked.case.creditor_is_sme:
        yield Problem("creditor_is_sme", "condition-sme-parties")
    if asked.case.debtor.kind not in SME_DEBTORS:
        yield Problem("debtor.kind", "condition-sme-parties")


def _interest_stopped(asked: _Asked) -> Iterator[Problem]:
    """Interest stops on the day the court accepts the bankruptcy."""
    accepted = as_date(asked.case.fields.get("accepted", ""))
    if accepted and accepted < asked.case.as_of and any(report.interest.total for report in asked.reports):
        yield Problem("as_of", "condition-interest-stopped", {"accepted": f"{accepted}"})


def _currency_of_claims(asked: _Asked) -> Iterator[Problem]:
    typed, known = asked.case.fields.get("currency", ""), [total.currency for total in totals(asked.reports)]
    if typed and known and typed not in known:
        yield Problem("fields.currency", "condition-currency-of-claims", {"value": typed, "known": ", ".join(known)})


def _beyond_bounds(asked: _Asked) -> Iterator[Problem]:
    """Amounts above what they are a part of, and days on the wrong side of another day."""
    known = {field.id: field.read(asked.case.fields.get(field.id, "")) for field in asked.document.fields}
    bounds: dict[str, Any] = {**known, "as_of": asked.case.as_of}
    sums = totals(asked.reports)
    if len(sums) == 1:
        bounds["open"] = sums[0].open
    for field in asked.document.fields:
        value: Any = known[field.id]
        for code, names, wrong in (
            ("field-too-large", field.at_most, gt),
            ("field-too-early", (field.not_before,), lt),
            ("field-too-late", (field.not_after,), gt),
        ):
            limits = [bounds[name] for name in names if bounds.get(name) and value]
            if any(wrong(value, limit) for limit in limits if type(limit) is type(value)):
                limit = max(limits) if wrong is lt else min(limits)
                yield Problem(f"fields.{field.id}", code, {"value": f"{value}", "limit": f"{limit}"})


_CONDITIONS: dict[str, Callable[[_Asked], Iterator[Problem]]] = {
    "clause-for-interest": _clause_for_interest,
    "due": _due,
    "undisputed": _undisputed,
    "domestic": _domestic,
    "no-counter-duty": _counter_duty,
    "no-preservation": _preserved,
    "announced-step": _announced_step,
    "sme-parties": _sme_parties,
    "interest-stopped": _interest_stopped,
    "currency-of-claims": _currency_of_claims,
}
