"""What to look at before a text is sent: red means "not like this", amber means "look first"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.advice import NextStep
from generator.adviser import Adviser, last_promise
from generator.assessment import ClaimReport, CurrencyTotal
from generator.catalogue import Document
from generator.deadlines import Deadline
from generator.filters import number
from generator.model import Case
from generator.penalty import Weighing
from generator.schema import as_amount

_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One warning: its code in data/checks.toml, the path it concerns, and what fills its places."""

    code: str
    field: str
    args: dict[str, Any] = dataclasses.field(default_factory=dict)


def case_findings(
    case: Case,
    reports: tuple[ClaimReport, ...],
    *,
    adviser: Adviser,
    checked_through: date,
    enforcement: Deadline | None = None,
) -> list[Finding]:
    """What the case itself gives to think about, whatever is going to be written.

    Args:
        case: the case.
        reports: its claims on the as-of date.
        adviser: the policy of contact.
        checked_through: the day through which the rate table has been checked.
        enforcement: the period to enforce the judgment, if there is one.
    """
    found = [*_state(case, reports), *_identity(case)]
    for place, report in enumerate(reports):
        if report.claim.open > 0:
            found += _claim(case, report, path=f"claims[{place}]")
            found += _paper(report, path=f"claims[{place}]")
            found += _limit(case, report, path=f"claims[{place}]")
            found += _guarantee(case, report, path=f"claims[{place}]")
    if any(report.interest.provisional for report in reports):
        found.append(Finding("interest-provisional", "interest", {"checked": checked_through}))
    if case.interest.basis == "contract" and not case.interest.clause:
        found.append(Finding("clause-missing", "interest.clause"))
    if case.interest.basis in ("uk_statute", "eu_minimum"):
        found.append(Finding("statute-abroad", "interest.basis"))
    if enforcement and enforcement.status != "running":
        args = {"last_day": enforcement.work_to(case.as_of)}
        found.append(Finding(f"enforcement-{enforcement.status}", "judgment.pay_by", args))
    if case.hold and case.hold.until >= case.as_of:
        found.append(Finding("on-hold", "hold", {"until": case.hold.until, "why": case.hold.reason}))
    promise = last_promise(case, grace_days=adviser.policy.grace_days)
    if promise and promise.status == "active":
        found.append(Finding("promise-active", "events", {"pay_on": promise.pay_on}))
    return found


def penalty_findings(
    reports: tuple[ClaimReport, ...], weighed: Iterable[Weighing | None], *, percent: Decimal
) -> list[Finding]:
    """A warning for each agreed penalty that a court may cut."""
    return [
        Finding(
            "penalty-high",
            f"claims[{place}].amount",
            {
                "number": report.claim.number,
                "agreed": (found.agreed, report.claim.currency),
                "loss": (found.loss, report.claim.currency),
                "percent": number(percent),
            },
        )
        for place, (report, found) in enumerate(zip(reports, weighed, strict=True))
        if found and found.excess > 0 and report.claim.open > 0
    ]


def document_findings(
    case: Case, chosen: Any, *, advised: NextStep, advised_title: dict[str, str], adviser: Adviser
) -> list[Finding]:
    """What the choice of this document gives to think about: a skipped level, a contact too soon."""
    found = []
    levels = {stage.document: stage.level for stage in adviser.ladder}
    if chosen.id in levels and advised.document in levels and levels[chosen.id] > levels[advised.document]:
        why = case.fields.get("skip_reason", "")
        code = "level-skipped-with-reason" if why else "level-skipped"
        found.append(Finding(code, "document", {"advised": advised_title, "document": chosen.title, "why": why}))
    title = case.judgment
    if title and title.date <= case.as_of and chosen.id in levels and advised.document not in levels:
        found.append(Finding("judgment-decided", "document", {"date": title.date, "advised": advised_title}))
    contacts = [e.date for e in case.events if e.date <= case.as_of and e.type == "demand"]
    gap = adviser.policy.letter_gap_days if levels.get(chosen.id, 0) >= 2 else adviser.policy.message_gap_days
    if chosen.id in levels and contacts and (case.as_of - contacts[-1]).days < gap:
        found.append(Finding("contacted-recently", "events", {"last": contacts[-1], "gap": gap}))
    return found


def schedule_findings(case: Case, chosen: Document, totals: tuple[CurrencyTotal, ...]) -> list[Finding]:
    """A plan of payment whose parts do not make up the debt: the open sum, with or without what is disputed, or that
    with interest unless the interest is waived. A part without a day or without an amount is not in the plan."""
    ids = [field.id for field in chosen.fields if field.id.startswith("amount_")]
    rows = [(case.fields.get(name), case.fields.get(name.replace("amount", "date"))) for name in ids]
    parts = [as_amount(amount) for amount, day in rows if amount and day]
    currency = case.fields.get("currency") or (totals[0].currency if totals else "")
    debt = next((total for total in totals if total.currency == currency), None)
    if not parts or None in parts or debt is None:
        return []
    planned = sum((part for part in parts if part is not None), Decimal(0))
    sums = {debt.open, debt.open - debt.disputed}
    if case.fields.get("waiver") != "waive":
        sums |= {debt.grand, debt.grand - debt.disputed}
    if planned in sums:
        return []
    args = {"planned": (planned, currency), "open": (debt.open, currency), "gap": (debt.open - planned, currency)}
    return [Finding("instalments-mismatch", f"fields.{ids[0]}", args)]


def _state(case: Case, reports: tuple[ClaimReport, ...]) -> Iterator[Finding]:
    open_reports = [report for report in reports if report.claim.open > 0]
    if not open_reports:
        yield Finding("all-paid", "claims")
    elif not any(report.days_overdue for report in open_reports):
        yield Finding("none-overdue", "claims", {"as_of": case.as_of})
    held = {account.currency for account in case.creditor.accounts}
    for currency in dict.fromkeys(report.claim.currency for report in open_reports):
        if currency not in held:
            yield Finding("no-account", "creditor.accounts", {"currency": currency})
    payments = [payment for report in reports for payment in report.claim.payments]
    booked = {payment.date for payment in payments} | {payment.amount for payment in payments}
    for event in case.events if open_reports else ():
        told = event.type == "part_payment" and event.date <= case.as_of
        if told and event.date not in booked and event.amount not in booked:
            yield Finding("payment-not-entered", "events", {"on": event.date})


def _claim(case: Case, report: ClaimReport, *, path: str) -> Iterator[Finding]:
    claim = report.claim
    if claim.due_by_statute:
        yield Finding("due-by-statute", f"{path}.due_date", {"number": claim.number, "due": claim.due_date})
    if report.interest.later:
        yield Finding("later-entries", f"{path}.payments", {"number": claim.number, "as_of": case.as_of})
    if report.disputed:
        args = {"number": claim.number, "amount": (report.disputed, claim.currency)}
        yield Finding("disputed", f"{path}.dispute", args)


def _paper(report: ClaimReport, *, path: str) -> Iterator[Finding]:
    """Papers that speak of other days than the due date, from which age and interest are counted."""
    claim = report.claim
    args = {"number": claim.number, "due": claim.due_date}
    last = max((part.due_date for part in claim.instalments), default=claim.due_date)
    if last > claim.due_date and claim.amount not in [part.amount for part in claim.instalments]:
        yield Finding("instalments-whole", f"{path}.instalments", {**args, "last": last})
    if claim.iou and claim.iou.pay_on and claim.iou.pay_on > claim.due_date:
        yield Finding("iou-later", f"{path}.iou.pay_on", {**args, "pay_on": claim.iou.pay_on})


def _limit(case: Case, report: ClaimReport, *, path: str) -> Iterator[Finding]:
    """Nothing for a claim that the judgment has decided: the period to enforce it runs instead."""
    if case.judgment and report.claim.due_date <= case.judgment.date:
        return
    limit = report.limitation
    args = {"number": report.claim.number, "last_day": limit.last_day}
    if limit.status != "running":
        yield Finding(f"limitation-{limit.status}", f"{path}.due_date", args)
    elif limit.provisional and limit.last_day - case.as_of < timedelta(days=366):
        yield Finding("limitation-provisional", f"{path}.due_date", args)


def _guarantee(case: Case, report: ClaimReport, *, path: str) -> Iterator[Finding]:
    for deadline in report.deadlines:
        if deadline.kind.startswith("guarantee") and deadline.status != "running":
            code = "guarantee-over" if deadline.status == "expired" else "guarantee-ending"
            args = {"number": report.claim.number, "last_day": deadline.work_to(case.as_of)}
            yield Finding(code, f"{path}.guarantee", args)


def _identity(case: Case) -> Iterator[Finding]:
    for who in ("creditor", "debtor"):
        code = getattr(case, who).uscc
        if len(code) == 18 and not is_uscc(code):
            yield Finding("uscc-wrong", f"{who}.uscc", {"who": who})


def is_uscc(code: str) -> bool:
    """Whether the check digit of a unified social credit code fits (GB 32100-2015: weights 3^i modulo 31)."""
    code = code.upper()
    if len(code) != 18 or any(sign not in _USCC_SIGNS for sign in code):
        return False
    total = sum(_USCC_SIGNS.index(sign) * pow(3, i, 31) for i, sign in enumerate(code[:17]))
    return _USCC_SIGNS[(31 - total % 31) % 31] == code[17]
