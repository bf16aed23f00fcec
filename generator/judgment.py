"""A judgment not obeyed in time: doubled interest (Civil Procedure Law 264, 法释〔2014〕8号) and enforcement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.advice import AfterJudgment, NextStep, Reason
from generator.calendar import WorkCalendar
from generator.deadlines import Deadline
from generator.grounds import InterestRules
from generator.interest import Interest, accrue
from generator.model import Claim, Event, InterestTerms, Judgment, Payment
from generator.rates import RateTable

PROCEEDINGS = ("lawsuit", "payment_order", "mediation")  # after a judgment: its enforcement


@dataclass(frozen=True, slots=True)
class Title:
    """A judgment on the as-of date: what of it is unpaid, the doubled interest, and until when to enforce it."""

    judgment: Judgment
    unpaid: Decimal
    interest: Interest
    enforcement: Deadline

    @property
    def owed(self) -> bool:
        """Whether money of the judgment or doubled interest is still to come."""
        return self.unpaid > 0 or self.interest.total > 0

    def binds(self, day: date) -> bool:
        """Whether the judgment had become binding by that day."""
        return self.judgment.date <= day


@dataclass(frozen=True, slots=True)
class Running:
    """Doubled interest as an application states it: so far `total` since `since`, and from here on on `base`."""

    base: Decimal
    since: date
    per_mille: Decimal
    total: Decimal


def doubled(
    debt: Decimal,
    last_day: date,
    *,
    as_of: date,
    rules: InterestRules,
    lpr: RateTable,
    payments: tuple[Payment, ...] = (),
    currency: str = "CNY",
) -> Interest:
    """The additional interest on what a title orders to pay.

    Args:
        debt: the money debt of the title without its general interest, which runs on beside this.
        last_day: the last day for performance that the title names; counting begins on the day after it.
        as_of: the last day counted.
        rules: the figures of the law.
        lpr: not used by this rate.
        payments: made on the debt; they go to the money debt of the title before they go to this interest.
        currency: of the debt.
    """
    claim = Claim("", currency, debt, last_day, payments=payments)
    terms = InterestTerms("contract", per_mille_per_day=rules.doubled_per_mille)
    counted = accrue(claim, terms, as_of=as_of, rules=rules, lpr=lpr)
    return replace(counted, basis="judgment", law=("cpl-264", rules.doubled_law, "enf-2", "enf-4"))


def running(
    debt: Decimal, last_day: date, *, title: Title | None, as_of: date, rules: InterestRules, lpr: RateTable
) -> Running | None:
    """The doubled interest on a day; None if there is none yet.

    Args:
        debt: the unpaid money debt of the title without its general interest.
        last_day: the last day for performance.
        title: the judgment if the case has it, whose payments then count; of other figures nothing is known but these.
        as_of: the last day counted.
        rules: the figures of the law.
        lpr: not used by this rate.
    """
    same = title and (title.unpaid, title.judgment.pay_by) == (debt, last_day)
    counted = title.interest if title and same else doubled(debt, last_day, as_of=as_of, rules=rules, lpr=lpr)
    since = last_day + timedelta(days=1)
    return Running(debt, since, rules.doubled_per_mille, counted.total) if counted.total > 0 else None


def enforce(
    title: Title,
    history: Sequence[Event],
    *,
    as_of: date,
    calendar: WorkCalendar,
    steps: AfterJudgment,
    look_days: int,
) -> NextStep:
    """What to do with a judgment of which something is owed: wait for its day, then have it enforced; no demands.

    Args:
        title: the judgment on the day of asking; it binds.
        history: the events up to that day, in order; proceedings after the judgment are its enforcement.
        as_of: the day of asking.
        calendar: rest days.
        steps: the document and the channel for each state.
        look_days: between two looks at a running enforcement.
    """
    pay_by, until = title.judgment.pay_by, title.enforcement.ends
    today = calendar.next_workday(as_of)
    begun = [event.date for event in history if event.type in PROCEEDINGS and event.date > title.judgment.date]
    if as_of <= pay_by:
        on = calendar.next_workday(pay_by + timedelta(days=1))
        return _step(steps.waiting, on, Reason("judgment-waiting", {"pay_by": pay_by, "on": on}))
    if begun:
        on = calendar.next_workday(max(as_of, begun[-1] + timedelta(days=look_days)))
        return _step(steps.running, on, Reason("enforcement-running", {"date": begun[-1], "on": on}))
    if title.enforcement.status == "expired":
        args = {"last_day": title.enforcement.last_day}
        return _step(steps.expired, today, Reason("enforcement-expired", args))
    owed = {"pay_by": pay_by, "unpaid": (title.unpaid, "CNY"), "interest": (title.interest.total, "CNY")}
    what = Reason("judgment-unpaid" if title.unpaid > 0 else "judgment-interest", owed)
    return _step(steps.unpaid, today, what, Reason("enforcement-until", {"last_day": max(until, as_of)}))


def _step(step: dict[str, str], on: date, *reasons: Reason) -> NextStep:
    return NextStep(step["document"], step["channel"], on, reasons)
