"""The assessment of a case and its JSON, as `huikuan assess` prints it (the contract's names)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.advice import NextStep, Reason
from generator.assessment import ClaimReport, CurrencyTotal
from generator.capitals import capitals
from generator.checks import Finding
from generator.deadlines import Deadline
from generator.fees import Fee
from generator.filters import number
from generator.interest import Interest
from generator.judgment import Title
from generator.limitation import Limitation
from generator.milestones import milestones
from generator.model import Case, Language
from generator.money import rounded
from generator.penalty import Weighing
from generator.sentences import Wording, fill
from generator.stages import Stage


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of a case on its as-of date.

    `penalties` and `fees` stand beside `claims` and `totals`, in their order; nothing where nothing is to be weighed
    or where no scale fits the currency. `fees_on` counts the fees of one total, when they are asked for.
    """

    case: Case
    claims: tuple[ClaimReport, ...]
    totals: tuple[CurrencyTotal, ...]
    stage: Stage
    stage_reason: Reason
    next: NextStep
    warnings: tuple[Finding, ...]
    penalties: tuple[Weighing | None, ...]
    fees_on: Callable[[CurrencyTotal], Mapping[str, Fee]]
    title: Title | None

    @property
    def fees(self) -> tuple[Mapping[str, Fee], ...]:
        """What a suit, a payment order and preservation cost, for each total."""
        return tuple(self.fees_on(total) for total in self.totals)


def as_json(assessment: Assessment, wording: Wording, *, language: Language) -> dict[str, Any]:
    """The assessment as plain JSON values: money as decimal strings, days as YYYY-MM-DD."""
    step = assessment.next
    reasons = [reason_words(reason, wording, language=language) for reason in step.reasons]
    stage = assessment.stage
    return {
        "as_of": f"{assessment.case.as_of}",
        "claims": [
            {**_claim(report, assessment.case), "penalty": _penalty(weighed, report.claim.currency)}
            for report, weighed in zip(assessment.claims, assessment.penalties, strict=True)
        ],
        "totals": [
            {**_total(total), "fees": _fees(fees)}
            for total, fees in zip(assessment.totals, assessment.fees, strict=True)
        ],
        "judgment": _title(assessment.title),
        "stage": {
            "id": stage.id,
            "title": stage.title[language],
            "aim": stage.aim[language],
            "reason": reason_words(assessment.stage_reason, wording, language=language),
        },
        "next": {
            "document": step.document,
            "document_title": wording.titles[step.document][language],
            "channel": step.channel,
            "on": f"{step.on}",
            "reason": ("；" if language == "zh" else "; ").join(reasons),
        },
        "warnings": [finding_json(found, wording, language=language) for found in assessment.warnings],
    }


def reason_words(reason: Reason, wording: Wording, *, language: Language) -> str:
    """Why, in words."""
    args = {
        name: wording.names.get(value, value) if isinstance(value, str) else value
        for name, value in reason.args.items()
    }
    return fill(wording.reasons[reason.code], args, language=language)


def finding_json(found: Finding, wording: Wording, *, language: Language) -> dict[str, str]:
    """A warning with its sentence, the playbook page and the rule that explain it."""
    check = wording.checks[found.code]
    args = {
        name: wording.names.get(value, value) if isinstance(value, str) else value for name, value in found.args.items()
    }
    return {
        "code": found.code,
        "severity": check["severity"],
        "field": found.field,
        "text": fill(check, args, language=language),
        "page": check.get("page", ""),
        "law": check.get("law", ""),
    }


def _claim(report: ClaimReport, case: Case) -> dict[str, Any]:
    claim = report.claim
    return {
        "number": claim.number,
        "currency": claim.currency,
        "amount": _money(claim.amount, claim.currency),
        "paid": _money(claim.paid, claim.currency),
        "credited": _money(claim.credited, claim.currency),
        "open": _money(claim.open, claim.currency),
        "disputed": _money(report.disputed, claim.currency),
        "due_date": f"{claim.due_date}",
        "days_overdue": report.days_overdue,
        "bucket": report.bucket,
        "interest": _interest(report.interest, claim.currency),
        "limitation": limitation_json(report.limitation),
        "deadlines": [_deadline(deadline) for deadline in report.deadlines],
        "milestones": _milestones(report, case),
    }


def _milestones(report: ClaimReport, case: Case) -> list[dict[str, str]]:
    return [
        {"kind": one.kind, "on": f"{one.on}", "event": one.event, "law": one.law}
        for one in milestones(report, as_of=case.as_of)
    ]


def _interest(interest: Interest, currency: str) -> dict[str, Any]:
    return {
        "total": _money(interest.total, currency),
        "basis": interest.basis,
        "provisional": interest.provisional,
        "law": list(interest.law),
        "before_cap": None if interest.before_cap is None else _money(interest.before_cap, currency),
        "fixed_sum": _money(interest.fixed_sum, currency) if interest.fixed_sum else None,
        "segments": [
            {
                "from": f"{segment.from_}",
                "to": f"{segment.to}",
                "days": segment.days,
                "principal": _money(segment.principal, currency),
                "percent_per_year": number(segment.percent_per_year),
                "amount": f"{segment.amount:f}",
            }
            for segment in interest.segments
        ],
    }


def limitation_json(limit: Limitation) -> dict[str, Any]:
    """A limitation period: the contract's names, its rules and its steps as codes."""
    event = limit.restarted_by
    return {
        "last_day": f"{limit.last_day}",
        "years": limit.years,
        "counted_from": f"{limit.counted_from}",
        "restarted_by": {"date": f"{event.date}", "type": event.type} if event else None,
        "status": limit.status,
        "provisional": limit.provisional,
        "law": list(limit.law),
        "steps": [
            {"code": step.code, "on": f"{step.on}", "until": f"{step.until}", "years": step.years, "law": step.law}
            for step in limit.steps
        ],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind,
        "counted_from": f"{deadline.counted_from}",
        "ends": f"{deadline.ends}",
        "last_day": f"{deadline.last_day}",
        "status": deadline.status,
        "provisional": deadline.provisional,
        "law": list(deadline.law),
        "notes": list(deadline.notes),
    }


def _penalty(weighed: Weighing | None, currency: str) -> dict[str, Any] | None:
    if weighed is None:
        return None
    sums = {name: _money(getattr(weighed, name), currency) for name in ("agreed", "loss", "limit", "excess")}
    return {**sums, "law": list(weighed.law)}


def _fees(fees: Mapping[str, Fee]) -> dict[str, Any] | None:
    if not fees:
        return None
    law = dict.fromkeys(fee.law for fee in fees.values())
    return {**{name: f"{fee.total:f}" for name, fee in fees.items()}, "law": list(law)}


def _title(title: Title | None) -> dict[str, Any] | None:
    if title is None:
        return None
    return {
        "number": title.judgment.number,
        "date": f"{title.judgment.date}",
        "pay_by": f"{title.judgment.pay_by}",
        "principal": _money(title.judgment.principal, "CNY"),
        "unpaid": _money(title.unpaid, "CNY"),
        "interest": _interest(title.interest, "CNY"),
        "enforcement": _deadline(title.enforcement),
    }


def _total(total: CurrencyTotal) -> dict[str, Any]:
    return {
        "currency": total.currency,
        "open": _money(total.open, total.currency),
        "interest": _money(total.interest, total.currency),
        "grand": _money(total.grand, total.currency),
        "open_capitals": capitals(total.open, total.currency),
        "ageing": [
            {"bucket": aged.bucket, "open": _money(aged.open, total.currency), "count": aged.count}
            for aged in total.ageing
        ],
    }


def _money(value: Decimal, currency: str) -> str:
    return f"{rounded(value, currency):f}"
