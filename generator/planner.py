"""The worklist: for each debtor of a list what to do next, on which day, and why; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator import api
from generator.errors import HuikuanError, Problem
from generator.model import Case, Language
from generator.report import Assessment, reason_words

_UNKNOWN_CREDITOR = {"name": "-"}  # a plan needs no sender
_SENDER_CHECKS = frozenset({"no-account"})  # … so it does not miss his bank account either


@dataclass(frozen=True, slots=True)
class Task:
    """One debtor of the list: the figures, the next step and the reason."""

    debtor: str
    totals: tuple[tuple[str, Decimal], ...]
    days_overdue: int
    stage: str
    document: str
    channel: str
    on: date
    reason: str
    warnings: tuple[dict[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values: money as decimal strings, days as YYYY-MM-DD."""
        return {
            "debtor": self.debtor,
            "open": [{"currency": currency, "amount": f"{amount:f}"} for currency, amount in self.totals],
            "days_overdue": self.days_overdue,
            "stage": self.stage,
            "document": self.document,
            "channel": self.channel,
            "on": f"{self.on}",
            "reason": self.reason,
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
            case = api.build({"creditor": _UNKNOWN_CREDITOR, **raw}, as_of=as_of)
            tasks.append(task(api.assess(case), language=language))
        except HuikuanError as error:
            problems += located(raw, error)
    return Plan(as_of, tuple(sorted(tasks, key=_order)), tuple(problems))


def task(assessed: Assessment, *, language: Language) -> Task:
    """The next step of one debtor as a line of the worklist."""
    wording = api.wording()
    step, case = assessed.next, assessed.case
    reasons = [reason_words(reason, wording, language=language) for reason in step.reasons]
    warnings = api.assessment_json(assessed, language=language)["warnings"]
    return Task(
        debtor=case.debtor.name,
        totals=tuple((total.currency, total.open) for total in assessed.totals),
        days_overdue=max((total.max_days for total in assessed.totals), default=0),
        stage=assessed.stage.id,
        document=step.document,
        channel=step.channel,
        on=step.on,
        reason=("；" if language == "zh" else "; ").join(reasons),
        warnings=tuple(w for w in warnings if w["code"] not in _SENDER_CHECKS or _has_sender(case)),
    )


def located(raw: dict[str, Any], error: HuikuanError) -> list[Problem]:
    """The problems of one debtor with his name in front of the path."""
    debtor = raw.get("debtor")
    name = debtor.get("name") if isinstance(debtor, dict) else ""
    return [Problem(f"{name or '?'}: {problem.path}", problem.code, problem.args) for problem in error.problems]


def _has_sender(case: Case) -> bool:
    return case.creditor.name != _UNKNOWN_CREDITOR["name"]


def _order(task: Task) -> tuple[date, bool, int, Decimal, str]:
    """Today before tomorrow, red warnings first, then the oldest, then the largest in its own currency."""
    calm = not any(warning["severity"] == "red" for warning in task.warnings)
    largest = max((amount for _, amount in task.totals), default=Decimal(0))
    return task.on, calm, -task.days_overdue, -largest, task.debtor
