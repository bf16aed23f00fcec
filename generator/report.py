"""The assessment of a case and its JSON, as `huikuan assess` prints it (the contract's names)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.adviser import NextStep, Reason
from generator.assessment import ClaimReport, CurrencyTotal
from generator.capitals import capitals
from generator.checks import Finding
from generator.filters import number
from generator.interest import Interest
from generator.limitation import Limitation
from generator.model import Case, Language
from generator.money import rounded
from generator.sentences import Text, fill
from generator.stages import Stage


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is known of a case on its as-of date."""

    case: Case
    claims: tuple[ClaimReport, ...]
    totals: tuple[CurrencyTotal, ...]
    stage: Stage
    stage_reason: Reason
    next: NextStep
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences that an assessment is told in: reasons, checks, names of events, titles of documents."""

    reasons: Mapping[str, Text]
    checks: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, Text]
    titles: Mapping[str, Text]


def as_json(assessment: Assessment, wording: Wording, *, language: Language) -> dict[str, Any]:
    """The assessment as plain JSON values: money as decimal strings, days as YYYY-MM-DD."""
    step = assessment.next
    reasons = [reason_words(reason, wording, language=language) for reason in step.reasons]
    stage = assessment.stage
    return {
        "as_of": f"{assessment.case.as_of}",
        "claims": [_claim(report) for report in assessment.claims],
        "totals": [_total(total) for total in assessment.totals],
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


def _claim(report: ClaimReport) -> dict[str, Any]:
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
        "limitation": _limitation(report.limitation),
    }


def _interest(interest: Interest, currency: str) -> dict[str, Any]:
    return {
        "total": _money(interest.total, currency),
        "basis": interest.basis,
        "provisional": interest.provisional,
        "law": list(interest.law),
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


def _limitation(limit: Limitation) -> dict[str, Any]:
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


def _total(total: CurrencyTotal) -> dict[str, str]:
    return {
        "currency": total.currency,
        "open": _money(total.open, total.currency),
        "interest": _money(total.interest, total.currency),
        "grand": _money(total.grand, total.currency),
        "open_capitals": capitals(total.open, total.currency),
    }


def _money(value: Decimal, currency: str) -> str:
    return f"{rounded(value, currency):f}"
