"""What to look at before a text is sent: red means "not like this", amber means "look first"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.adviser import Adviser, NextStep, last_promise
from generator.assessment import ClaimReport
from generator.calendar import months_after
from generator.filters import number
from generator.model import Case, Claim
from generator.penalty import Weighing

_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One warning: its code in data/checks.toml, the path it concerns, and what fills its places."""

    code: str
    field: str
    args: dict[str, Any] = dataclasses.field(default_factory=dict)


def case_findings(
    case: Case, reports: tuple[ClaimReport, ...], *, adviser: Adviser, checked_through: date, guarantee_months: int
) -> list[Finding]:
    """What the case itself gives to think about, whatever is going to be written.

    Args:
        case: the case.
        reports: its claims on the as-of date.
        adviser: the policy of contact.
        checked_through: the day through which the rate table has been checked.
        guarantee_months: the guarantee period where none was agreed (Civil Code 692).
    """
    found = [*_state(case, reports), *_identity(case)]
    for number, report in enumerate(reports):
        if report.claim.open > 0:
            found += _claim(case, report, path=f"claims[{number}]")
            found += _limit(case, report, path=f"claims[{number}]")
            found += _guarantee(
                case,
                report,
                path=f"claims[{number}]",
                months=guarantee_months,
                warning=adviser.policy.guarantee_warning_days,
            )
    if any(report.interest.provisional for report in reports):
        found.append(Finding("interest-provisional", "interest", {"checked": checked_through}))
    if case.hold and case.hold.until >= case.as_of:
        found.append(Finding("on-hold", "hold", {"until": case.hold.until, "why": case.hold.reason}))
    promise = last_promise(case, grace_days=adviser.policy.grace_days)
    if promise and promise.status == "active":
        found.append(Finding("promise-active", "events", {"pay_on": promise.pay_on}))
    return found


def penalty_findings(weighings: list[tuple[int, Claim, Weighing]], *, percent: Decimal) -> list[Finding]:
    """A warning for each agreed penalty that a court may cut."""
    return [
        Finding(
            "penalty-high",
            f"claims[{place}].amount",
            {
                "number": claim.number,
                "agreed": (weighing.agreed, claim.currency),
                "loss": (weighing.loss, claim.currency),
                "percent": number(percent),
            },
        )
        for place, claim, weighing in weighings
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
    contacts = [e.date for e in case.events if e.date <= case.as_of and e.type == "demand"]
    gap = adviser.policy.letter_gap_days if levels.get(chosen.id, 0) >= 2 else adviser.policy.message_gap_days
    if chosen.id in levels and contacts and (case.as_of - contacts[-1]).days < gap:
        found.append(Finding("contacted-recently", "events", {"last": contacts[-1], "gap": gap}))
    return found


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


def _claim(case: Case, report: ClaimReport, *, path: str) -> Iterator[Finding]:
    claim = report.claim
    if claim.due_by_statute:
        yield Finding("due-by-statute", f"{path}.due_date", {"number": claim.number, "due": claim.due_date})
    if report.interest.later:
        yield Finding("later-entries", f"{path}.payments", {"number": claim.number, "as_of": case.as_of})
    if report.disputed:
        args = {"number": claim.number, "amount": (report.disputed, claim.currency)}
        yield Finding("disputed", f"{path}.dispute", args)


def _limit(case: Case, report: ClaimReport, *, path: str) -> Iterator[Finding]:
    limit = report.limitation
    args = {"number": report.claim.number, "last_day": limit.last_day}
    if limit.status != "running":
        yield Finding(f"limitation-{limit.status}", f"{path}.due_date", args)
    elif limit.provisional and limit.last_day - case.as_of < timedelta(days=366):
        yield Finding("limitation-provisional", f"{path}.due_date", args)


def _guarantee(case: Case, report: ClaimReport, *, path: str, months: int, warning: int) -> Iterator[Finding]:
    guarantee = report.claim.guarantee
    if guarantee is None:
        return
    last = months_after(report.claim.due_date, guarantee.period_months or months)
    args = {"number": report.claim.number, "last_day": last}
    if last < case.as_of:
        yield Finding("guarantee-over", f"{path}.guarantee", args)
    elif last - case.as_of <= timedelta(days=warning):
        yield Finding("guarantee-ending", f"{path}.guarantee", args)


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
