"""Conditions of the law that some papers to a court must meet, as a document names them in its `conditions`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.assessment import ClaimReport
from generator.catalogue import Document
from generator.errors import Problem
from generator.model import Case


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a condition looks at."""

    case: Case
    document: Document
    reports: tuple[ClaimReport, ...]


def unmet(case: Case, document: Document, reports: tuple[ClaimReport, ...]) -> list[Problem]:
    """Every condition of the document that the case does not meet.

    Args:
        case: the case.
        document: its `conditions` are looked at, in their order; `catalogue` knows their names.
        reports: the claims that the document speaks of.

    Codes: `condition-` and the name of the condition (民诉法 225, 民诉法解释 427, 428).
    """
    asked = _Asked(case, document, reports)
    return [problem for name in document.conditions for problem in _CONDITIONS[name](asked)]


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


_CONDITIONS: dict[str, Callable[[_Asked], Iterator[Problem]]] = {
    "clause-for-interest": _clause_for_interest,
    "due": _due,
    "undisputed": _undisputed,
    "domestic": _domestic,
    "no-counter-duty": _counter_duty,
    "no-preservation": _preserved,
}
