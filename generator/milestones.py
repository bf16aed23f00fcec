"""The days that matter to one claim, in order: what a limitation clock shows on its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.assessment import ClaimReport
from generator.limitation import Step

_ACTS = frozenset({"restart", "not-proved", "too-late", "consent-too-late"})


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day of a claim.

    `kind` is `due`, `start` (where the period runs from another day), one of `limitation.Step` for an act of the
    history, `as-of`, `last-day` or `guarantee`; `event` the type of the act; `law` the id of its rule.
    """

    kind: str
    on: date
    event: str = ""
    law: str = ""


def milestones(report: ClaimReport, *, as_of: date) -> tuple[Milestone, ...]:
    """Due day, acts that restarted the limitation period or failed to, today, last day and guarantee end, by day."""
    return tuple(sorted(_days(report, as_of), key=lambda one: one.on))


def _days(report: ClaimReport, as_of: date) -> Iterator[Milestone]:
    limit = report.limitation
    start = next(step for step in limit.steps if step.code == "start")
    yield Milestone("due", report.claim.due_date)
    if start.on != report.claim.due_date:
        yield Milestone("start", start.on, law=start.law)
    yield from (_act(step) for step in limit.steps if step.code in _ACTS)
    yield Milestone("as-of", as_of)
    yield Milestone("last-day", limit.last_day, law=start.law)
    for deadline in report.deadlines:
        if deadline.kind.startswith("guarantee"):
            yield Milestone("guarantee", deadline.work_to(as_of), law=deadline.law[0])


def _act(step: Step) -> Milestone:
    return Milestone(step.code, step.on, event=step.event.type if step.event else "", law=step.law)
