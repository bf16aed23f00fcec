"""The worklist: for each debtor of a list what to do next, on which day, and why; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from generator import api, filters
from generator.ageing import bucket
from generator.errors import HuikuanError, Problem
from generator.model import Case, Language
from generator.money import minor_units
from generator.report import Assessment, finding_json, reason_words

_UNKNOWN_CREDITOR = {"name": "-"}  # a plan needs no sender
_SENDER_CHECKS = frozenset({"no-account"})  # … so it does not miss his bank account either


@dataclass(frozen=True, slots=True)
class Task:
    """One debtor of the list: the figures, the next step and the reason.

    `limit` names the open claim whose limitation period ends first: its number, last day and status.
    """

    debtor: str
    totals: tuple[tuple[str, Decimal], ...]
    days_overdue: int
    bucket: str
    stage: str
    document: str
    channel: str
    on: date
    reason: str
    limit: tuple[str, date, str] | None
    warnings: tuple[dict[str, str], ...]

    @property
    def order(self) -> tuple[date, bool, int, Decimal, str]:
        """Today before tomorrow, red warnings first, then the oldest, then the largest in its own currency."""
        calm = not any(warning["severity"] == "red" for warning in self.warnings)
        largest = max((amount for _, amount in self.totals), default=Decimal(0))
        return self.on, calm, -self.days_overdue, -largest, self.debtor

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values: money as decimal strings, days as YYYY-MM-DD."""
        return {
            "debtor": self.debtor,
            "open": [{"currency": currency, "amount": f"{amount:f}"} for currency, amount in self.totals],
            "days_overdue": self.days_overdue,
            "bucket": self.bucket,
            "stage": self.stage,
            "document": self.document,
            "channel": self.channel,
            "on": f"{self.on}",
            "reason": self.reason,
            "limitation": _limit_json(*self.limit) if self.limit else None,
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks in the order in which to do them, and what could not be planned."""

    as_of: date
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]


def plan(raws: Iterable[dict[str, Any]], *, as_of: date, language: Language) -> Plan:
    """What to do with each debtor of a list.

    Args:
        raws: one case for each debtor, as `importer.cases` makes them; a missing creditor is no fault here.
        as_of: the day to plan from.
        language: of the reasons.
    """
    tasks: list[Task] = []
    problems: list[Problem] = []
    for raw in raws:
        try:
            tasks.append(one(raw, as_of=as_of, language=language))
        except HuikuanError as error:
            problems += located(raw, error)
    return Plan(as_of, tuple(sorted(tasks, key=attrgetter("order"))), tuple(problems))


def one(raw: dict[str, Any], *, as_of: date, language: Language) -> Task:
    """The line of one debtor.

    Raises:
        CaseError: the case is no sound one.
        Refusal: it cannot be assessed.
    """
    case = api.build({"creditor": _UNKNOWN_CREDITOR, **raw}, as_of=as_of)
    return task(api.assess(case), language=language)


def task(assessed: Assessment, *, language: Language) -> Task:
    """The next step of one debtor as a line of the worklist."""
    wording = api.wording()
    step, case = assessed.next, assessed.case
    reasons = [reason_words(reason, wording, language=language) for reason in step.reasons]
    warnings = (finding_json(found, wording, language=language) for found in assessed.warnings)
    oldest = max((total.max_days for total in assessed.totals), default=0)
    return Task(
        debtor=case.debtor.name,
        totals=tuple((total.currency, total.open) for total in assessed.totals),
        days_overdue=oldest,
        bucket=bucket(oldest),
        stage=assessed.stage.id,
        document=step.document,
        channel=step.channel,
        on=step.on,
        reason=("；" if language == "zh" else "; ").join(reasons),
        limit=_limit(assessed),
        warnings=tuple(w for w in warnings if w["code"] not in _SENDER_CHECKS or _has_sender(case)),
    )


def spoken_total(planned: Task, language: Language) -> str:
    """What is open, each currency by itself."""
    return " + ".join(filters.money(a, c, language, places=minor_units(c)) for c, a in planned.totals)


def located(raw: dict[str, Any], error: HuikuanError) -> list[Problem]:
    """The problems of one debtor with his name in front of the path."""
    name = name_of(raw)
    return [Problem(f"{name}: {problem.path}", problem.code, problem.args) for problem in error.problems]


def name_of(raw: Any) -> str:
    """The debtor's name in a case that may be anything; a question mark for none."""
    debtor = raw.get("debtor") if isinstance(raw, dict) else None
    return str(debtor.get("name") or "?") if isinstance(debtor, dict) else "?"


def _has_sender(case: Case) -> bool:
    return case.creditor.name != _UNKNOWN_CREDITOR["name"]


def _limit(assessed: Assessment) -> tuple[str, date, str] | None:
    limits = [
        (report.limitation.last_day, place, report.claim.number, report.limitation.status)
        for place, report in enumerate(assessed.claims)
        if report.claim.open > 0
    ]
    if not limits:
        return None
    last_day, _, number, status = min(limits)
    return number, last_day, status


def _limit_json(number: str, last_day: date, status: str) -> dict[str, str]:
    return {"number": number, "last_day": f"{last_day}", "status": status}
