"""Periods told step by step: limitation, the periods beside it, and what a judgment sets running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.deadlines import Deadline
from generator.filters import percent
from generator.interest import Segment
from generator.judgment import Title
from generator.limitation import READINGS, Limitation, Step
from generator.teller import Teller


def limitation(limit: Limitation, teller: Teller) -> Iterator[str]:
    """The last day, and each step that led to it with its rule."""
    yield teller.line("limitation", last_day=limit.last_day, status=teller.status(limit.status))
    for step in limit.steps:
        yield _step(step, teller)
    if "procedure-open" in limit.notes:
        yield teller.line("step.procedure-open")


def deadline(found: Deadline, teller: Teller) -> Iterator[str]:
    """One period: from when to when, under which rules, and what must be done within it."""
    told = teller.line(
        f"deadline.{found.kind}",
        counted_from=found.counted_from,
        ends=found.ends,
        status=teller.status(found.status),
    )
    yield teller.cited(told, found.law)
    yield from _moved(found.ends, found.last_day, teller)
    if found.provisional:
        yield teller.line("step.unpublished")
    for note in found.notes:
        yield teller.line(f"note.{note}")


def judgment(title: Title, teller: Teller) -> Iterator[str]:
    """The title, the doubled interest on what is unpaid, and until when to enforce it."""
    principal, unpaid = (title.judgment.principal, "CNY"), (title.unpaid, "CNY")
    day, pay_by = title.judgment.date, title.judgment.pay_by
    number = title.judgment.number
    yield teller.line("judgment", number=number, date=day, pay_by=pay_by, principal=principal, unpaid=unpaid)
    for part in title.interest.segments:
        yield segment(part, "CNY", teller, day_count=365)
    told = teller.line("doubled", total=(title.interest.total, "CNY"))
    yield teller.cited(told, title.interest.law)
    yield from deadline(title.enforcement, teller)


def segment(part: Segment, currency: str, teller: Teller, *, day_count: int) -> str:
    """One stretch of interest: days × principal × rate."""
    return teller.line(
        "segment",
        **{"from": part.from_, "to": part.to},
        days=part.days,
        principal=(part.principal, currency),
        percent=percent(part.percent_per_year),
        day_count=day_count,
        amount=f"{part.amount:,.4f}",
    )


def _moved(end: date, last_day: date, teller: Teller) -> Iterator[str]:
    if end != last_day:
        yield teller.cited(teller.line("step.rest-day", on=end, until=last_day), ("cc-203",))


def _step(step: Step, teller: Teller) -> str:
    event = teller.wording.names.get(step.event.type, step.event.type) if step.event else ""
    told = teller.line(f"step.{step.code}", on=step.on, until=step.until, years=step.years, event=event)
    readings = (READINGS[step.code],) if step.code in READINGS else ()
    return teller.cited(told, (step.law, *readings)) if step.law else told
