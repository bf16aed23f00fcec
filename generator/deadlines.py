"""Periods that run beside limitation: guarantee, enforcement, bills, objections to goods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from generator.calendar import WorkCalendar, months_after
from generator.limitation import Status, status_on

_CIVIL_CODE = date(2021, 1, 1)

GuaranteeKind = Literal["general", "joint", ""]


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """The length of one period and its law; exactly one of months and days is not 0.

    Filled from `data/limitation.toml` by `rules`.
    """

    kind: str
    law: str
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    Attributes:
        kind: name of the rule, as in `data/limitation.toml`.
        counted_from: that day is not counted.
        ends: the corresponding day, before rest days are looked at; the safe day to work to.
        last_day: `ends`, moved off a rest day (Civil Code 203).
        status: as of the day of asking.
        provisional: `last_day` lies beyond the published calendar.
        law: ids of the rules applied.
        notes: codes that a person should read.
    """

    kind: str
    counted_from: date
    ends: date
    last_day: date
    status: Status
    provisional: bool
    law: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())

    def work_to(self, as_of: date) -> date:
        """The day to work to: before rest days are looked at, as long as it has not passed."""
        return self.ends if as_of <= self.ends else self.last_day


def rules(raw: Mapping[str, Any]) -> dict[str, PeriodRule]:
    """The periods in `data/limitation.toml` by kind; house settings are none."""
    return {
        kind: PeriodRule(
            kind,
            table["law"],
            months=12 * table.get("years", 0) + table.get("months", table.get("default_months", 0)),
            days=table.get("days", 0),
        )
        for kind, table in raw.items()
        if isinstance(table, Mapping) and "law" in table
    }


def deadline(
    rule: PeriodRule,
    start: date,
    *,
    as_of: date,
    calendar: WorkCalendar,
    near_days: int,
    restarts: Iterable[date] = (),
) -> Deadline:
    """One period.

    Args:
        rule: its length.
        start: the day it is counted from: maturity, receipt of the goods, last day for performance in a title …
        as_of: the day of asking.
        calendar: rest days.
        near_days: from so many days before its end the period is near.
        restarts: days of acts that start the period anew; only for periods that can be interrupted (enforcement).
    """
    end = _end(rule, start)
    for day in sorted(restarts):
        if start < day <= min(calendar.next_workday(end), as_of):
            start, end = day, _end(rule, day)
    last_day = calendar.next_workday(end)
    return Deadline(
        kind=rule.kind,
        counted_from=start,
        ends=end,
        last_day=last_day,
        status=status_on(last_day, as_of=as_of, near_days=near_days),
        provisional=not calendar.is_published(last_day),
        law=(rule.law, "cc-203"),
    )


def guarantee(
    due: date,
    *,
    table: Mapping[str, PeriodRule],
    as_of: date,
    calendar: WorkCalendar,
    near_days: int,
    months: int | None = None,
    kind: GuaranteeKind = "",
    given_on: date | None = None,
    unclear: bool = False,
) -> Deadline:
    """The guarantee period: it never stops, restarts or is extended (Civil Code 692).

    Args:
        due: the day the debt was due.
        table: from `rules`.
        as_of: the day of asking.
        calendar: rest days.
        near_days: from so many days before its end the period is near.
        months: the period agreed; None: none agreed.
        kind: general or joint; empty: not agreed, which means general for guarantees given since 2021.
        given_on: the day of the guarantee, if known.
        unclear: a period was agreed, but an unclear one ("until all is paid"); counts like none, save before 2021.

    Returns:
        The deadline, with a note of what must be done within it: `sue-debtor` (general: sue or arbitrate against the
        debtor), `demand-guarantor` (joint), both where an old guarantee leaves the kind open.
    """
    old = given_on is not None and given_on < _CIVIL_CODE
    rule = table["guarantee_before_2021" if old and unclear else "guarantee"]
    if months is not None and not unclear:
        rule = PeriodRule(rule.kind, rule.law, months=months)
    found = deadline(rule, due, as_of=as_of, calendar=calendar, near_days=near_days)
    acts = {"general": ("sue-debtor",), "joint": ("demand-guarantor",)}.get(kind)
    notes = acts or (
        ("sue-debtor", "demand-guarantor", "kind-before-2021") if old else ("sue-debtor", "kind-not-agreed")
    )
    law = (*found.law, "cc-693", *(() if acts else ("cc-686",)))
    return Deadline(found.kind, due, found.ends, found.last_day, found.status, found.provisional, law=law, notes=notes)


def _end(rule: PeriodRule, start: date) -> date:
    return months_after(start, rule.months) if rule.months else start + timedelta(days=rule.days)
