"""The limitation period of a claim: its last day, and how that day was found.

The rules (Civil Code 188–203, 594; 时效规定): the period runs from the due date, that day not counted, and ends on the
same calendar day years later, moved off rest days. Each act that interrupts it, falls inside the running period and
can be proved starts it anew. Twenty years from the due date it ends in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.calendar import WorkCalendar, years_after
from generator.maturity import Start, received
from generator.model import Claim, Event

Status = Literal["running", "near", "expired"]

# What each kind of act rests on, beside the general rule on interruption.
INTERRUPTS = {
    "demand": "lim-8",
    "part_payment": "lim-14",
    "promise": "lim-14",
    "acknowledgement": "lim-14",
    "lawsuit": "lim-10",
    "payment_order": "lim-11",
    "mediation": "lim-12",
}
# Rules that a step's reading rests on beside the rule itself.
READINGS = {"start-delivery": "qa-2025-20", "old-period": "practice-transition"}
_CONSENT = frozenset({"part_payment", "promise", "acknowledgement"})


@dataclass(frozen=True, slots=True)
class LimitationRules:
    """The figures of the law on limitation.

    Filled from `data/limitation.toml`: `general_years` from `[general]`, `export_years` from `[export]`,
    `longstop_years` from `[longstop]` (`years` each), `old_years` and `last_expired_start` from `[transition]`
    (`years`, `last_expired_start`), `near_days` from `[near]` (`days`), and the laws from their `law`.
    """

    general_years: int
    export_years: int
    old_years: int
    last_expired_start: date
    longstop_years: int
    near_days: int
    general_law: str = "cc-188"
    export_law: str = "cc-594"
    transition_law: str = "spc-2018-12"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working: what happened `on` a day, and `until` when the period runs after it.

    Codes: `start`, those of `maturity.Start`, `old-period`, `restart`, `not-proved`, `too-late`, `consent-too-late`,
    `longstop`, `rest-day`, `unpublished`.
    """

    code: str
    on: date
    until: date
    law: str = ""
    years: int = 0
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last day on which the claim can be brought without meeting the limitation defence, and the working.

    Attributes:
        last_day: never a rest day.
        years: length of the period that was running last.
        counted_from: due date or last act that restarted the period; that day is not counted.
        restarted_by: that act, or None.
        status: as of the day of asking; `near` within the warning days before `last_day`.
        provisional: `last_day` lies beyond the published calendar of rest days.
        law: ids of the rules applied.
        steps: the working, in order.
        notes: codes that a person should read: `consent-too-late`, `procedure-open`, `old-period`.
    """

    last_day: date
    years: int
    counted_from: date
    restarted_by: Event | None
    status: Status
    provisional: bool
    law: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Run:
    """The period as it runs: where it was counted from last, and the working so far."""

    rules: LimitationRules
    calendar: WorkCalendar
    export: bool
    start: date
    longstop: date
    restarted_by: Event | None = None
    steps: list[Step] = field(default_factory=list)

    @property
    def years(self) -> int:
        if self.export:
            return self.rules.export_years
        old = self.start <= self.rules.last_expired_start
        return self.rules.old_years if old else self.rules.general_years

    @property
    def end(self) -> date:
        """The last day before rest days are looked at."""
        return min(years_after(self.start, self.years), self.longstop)

    @property
    def last_day(self) -> date:
        return self.calendar.next_workday(self.end)

    def note(self, code: str, on: date, *, law: str = "", event: Event | None = None) -> None:
        self.steps.append(Step(code, on, self.end, law, years=self.years, event=event))

    def meet(self, event: Event) -> None:
        """What this act does to the period as it stands."""
        if not event.provable:
            self.note("not-proved", event.date, law=INTERRUPTS[event.type], event=event)
        elif event.date <= self.last_day:
            self.start, self.restarted_by = event.date, event
            self.note("restart", event.date, law=INTERRUPTS[event.type], event=event)
        elif event.type in _CONSENT:
            self.note("consent-too-late", event.date, law="lim-19", event=event)
        else:
            self.note("too-late", event.date, law="cc-192", event=event)


def period(
    claim: Claim,
    events: Iterable[Event],
    *,
    export: bool,
    as_of: date,
    rules: LimitationRules,
    calendar: WorkCalendar,
    start: Start | None = None,
) -> Limitation:
    """The limitation period of one claim, as things stand on a day.

    Args:
        claim: its due date starts the period; its payments that name a bank reference count as proved part payments.
        events: the history; only provable acts after the due date, inside the running period and not after
            `as_of` restart it.
        export: an international sale, with its own period.
        as_of: the day of asking; it decides the status and which events have happened.
        rules: the figures of the law.
        calendar: rest days.
        start: from where the period runs if not from the due date (`maturity`); the twenty years run from the due
            date all the same.
    """
    run = _Run(
        rules,
        calendar,
        export,
        start=start.on if start else claim.due_date,
        longstop=years_after(claim.due_date, rules.longstop_years),
    )
    _open(run, start or (received(claim.due_date) if claim.due_by_statute else None))
    for event in _acts(claim, events, after=run.start, as_of=as_of):
        run.meet(event)
    _close(run)
    return Limitation(
        last_day=run.last_day,
        years=run.years,
        counted_from=run.start,
        restarted_by=run.restarted_by,
        status=status_on(run.last_day, as_of=as_of, near_days=rules.near_days),
        provisional=not calendar.is_published(run.last_day),
        law=_laws(run),
        steps=tuple(run.steps),
        notes=_notes(run),
    )


def _acts(claim: Claim, events: Iterable[Event], *, after: date, as_of: date) -> list[Event]:
    """All acts that could interrupt, in order of days: the history, and payments that a bank reference proves."""
    paid = (
        Event(payment.date, "part_payment", text=payment.reference, provable=True, amount=payment.amount)
        for payment in claim.payments
        if payment.reference
    )
    acts = [act for act in (*events, *paid) if act.type in INTERRUPTS and after < act.date <= as_of]
    return sorted(acts, key=lambda act: act.date)


def _open(run: _Run, start: Start | None) -> None:
    if start:
        run.note(start.code, start.on, law=start.law)
    run.note("start", run.start, law=run.rules.export_law if run.export else run.rules.general_law)


def _close(run: _Run) -> None:
    if run.years == run.rules.old_years:
        run.note("old-period", run.start, law=run.rules.transition_law)
    if run.end == run.longstop:
        run.note("longstop", run.longstop, law=run.rules.general_law)
    if run.last_day != run.end:
        run.steps.append(Step("rest-day", run.end, run.last_day, "cc-203", years=run.years))
    if not run.calendar.is_published(run.last_day):
        run.steps.append(Step("unpublished", run.last_day, run.last_day, "cc-203", years=run.years))


def status_on(last_day: date, *, as_of: date, near_days: int) -> Status:
    """How a period stands on a day: over after its last day, near within so many days before it."""
    if as_of > last_day:
        return "expired"
    return "near" if (last_day - as_of).days <= near_days else "running"


def _laws(run: _Run) -> tuple[str, ...]:
    """Rules in the order in which the working used them; acts that changed nothing only where they matter still."""
    used = [step.law for step in run.steps if step.law and step.code not in ("not-proved", "rest-day", "unpublished")]
    used += [READINGS[step.code] for step in run.steps if step.code in READINGS]
    interrupted = ["cc-195"] if run.restarted_by else []
    return tuple(dict.fromkeys([*used, *interrupted, "cc-203"]))


def _notes(run: _Run) -> tuple[str, ...]:
    codes = [step.code for step in run.steps if step.code in ("old-period", "consent-too-late")]
    if run.restarted_by and run.restarted_by.type in ("lawsuit", "payment_order", "mediation"):
        codes.append("procedure-open")
    return tuple(dict.fromkeys(codes))
