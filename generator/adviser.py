"""What to do next and why: the ladder of stages, held back or pushed by what happened so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.advice import AfterJudgment, NextStep, Reason
from generator.assessment import ClaimReport
from generator.calendar import WorkCalendar
from generator.judgment import PROCEEDINGS, Title, enforce
from generator.model import Case, Debtor, Event
from generator.stages import Policy, Procedure, Stage, at_level, by_age

_MESSAGES = {
    "",
    "sms",
    "wechat",
    "call",
    "phone",
    "visit",
    "电话",
    "微信",
    "短信",
    "上门",
}  # channels that are no letter


@dataclass(frozen=True, slots=True)
class Promise:
    """What the debtor promised last and what became of it: active, kept, part or broken."""

    made_on: date
    pay_on: date
    amount: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class Adviser:
    """The tables that an advice rests on."""

    ladder: tuple[Stage, ...]
    settled: Stage
    policy: Policy
    calendar: WorkCalendar
    after_judgment: AfterJudgment
    procedures: tuple[Procedure, ...] = ()

    def for_debtor(self, debtor: Debtor) -> Adviser:
        """The same adviser in the rhythm that is meant for this debtor."""
        fitting = (procedure for procedure in self.procedures if procedure.fits(debtor.kind, debtor.relation))
        procedure = next(fitting, None)
        return replace(self, ladder=procedure.ladder(self.ladder), procedures=()) if procedure else self

    def stage(
        self, reports: tuple[ClaimReport, ...], as_of: date, *, title: Title | None = None
    ) -> tuple[Stage, Reason]:
        """The rung that the oldest open claim has reached by its age, and why; with a judgment the highest."""
        open_claims = [report for report in reports if report.claim.open > 0]
        if title and title.binds(as_of) and title.owed:
            return self.ladder[-1], Reason("judgment", {"date": title.judgment.date})
        if not open_claims:
            return self.settled, Reason("paid")
        oldest = min(open_claims, key=lambda report: report.claim.due_date).claim
        days = (as_of - oldest.due_date).days
        rung = by_age(days, self.ladder)
        if days > 0:
            return rung, Reason("by-age", {"days": days, "stage": rung.title})
        code = "not-due" if rung is self.ladder[0] else "due-soon"
        return rung, Reason(code, {"due": oldest.due_date, "days": -days, "number": oldest.number})

    def next_step(self, case: Case, reports: tuple[ClaimReport, ...], *, title: Title | None = None) -> NextStep:
        """The next thing to do: a judgment comes first, then procedures, limitation, holds, promises, disputes, last
        the ladder. With a judgment the ladder is only for claims that fell due after it."""
        open_claims = tuple(report for report in reports if report.claim.open > 0)
        if title and title.binds(case.as_of):
            open_claims = tuple(r for r in open_claims if r.claim.due_date > title.judgment.date)
            if title.owed:
                paused = self._hold(case, open_claims) if title.enforcement.status == "running" else None
                return paused or self._enforce(case, open_claims, title)
        if not open_claims:
            return self._step(self.settled, case.as_of, Reason("paid"))
        for rule in (self._procedure, self._limitation, self._hold, self._promise, self._dispute):
            step = rule(case, open_claims)
            if step:
                return step
        return self._climb(case, open_claims)

    def _enforce(self, case: Case, rest: tuple[ClaimReport, ...], title: Title) -> NextStep:
        step = enforce(
            title,
            _past(case),
            as_of=case.as_of,
            calendar=self.calendar,
            steps=self.after_judgment,
            look_days=self.policy.after_suit_days,
        )
        if not rest:
            return step
        numbers = Reason("judgment-rest", {"numbers": ", ".join(report.claim.number for report in rest)})
        return replace(step, reasons=(*step.reasons, numbers))

    def _procedure(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep | None:
        title = case.judgment
        over = title.date if title and title.date <= case.as_of else date.min  # the suit has ended with its judgment
        running = [e for e in _past(case) if e.type in PROCEEDINGS and e.date > over]
        if not running:
            return None
        look = max(case.as_of, running[-1].date + timedelta(days=self.policy.after_suit_days))
        on = self.calendar.next_workday(look)
        reason = Reason("procedure", {"date": running[-1].date, "event": running[-1].type, "on": on})
        return NextStep("escalation-memo", "letter", on, (reason,))

    def _limitation(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep | None:
        today = self.calendar.next_workday(case.as_of)
        for report in sorted(reports, key=lambda report: report.limitation.last_day):
            args = {"last_day": report.limitation.last_day}
            if report.limitation.status == "expired":
                return NextStep("acknowledgement", "letter", today, (Reason("limitation-expired", args),))
            if report.limitation.status == "near":
                return NextStep("formal-notice", "letter", today, (Reason("limitation-near", args),))
        return None

    def _hold(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep | None:
        if case.hold is None or case.hold.until < case.as_of:
            return None
        on = self.calendar.next_workday(case.hold.until + timedelta(days=1))
        reason = Reason("hold", {"until": case.hold.until, "why": case.hold.reason, "on": on})
        return NextStep("call-script", "call", on, (reason,))

    def _promise(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep | None:
        promise = last_promise(case, grace_days=self.policy.grace_days)
        if promise is None or promise.status == "kept":
            return None
        if promise.status == "active":
            on = self.calendar.next_workday(promise.pay_on + timedelta(days=1))
            reason = Reason("promise-active", {"pay_on": promise.pay_on, "on": on})
            return NextStep("call-script", "call", on, (reason,))
        if any(e.type == "demand" and e.date > promise.pay_on for e in _past(case)):
            return None  # the broken promise has been followed up; the ladder goes on
        on = self.calendar.next_workday(case.as_of)
        return NextStep("call-script", "call", on, (Reason("promise-broken", {"pay_on": promise.pay_on}),))

    def _dispute(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep | None:
        if all(r.claim.dispute and r.claim.dispute.amount >= r.claim.open for r in reports):
            return NextStep("statement", "email", self.calendar.next_workday(case.as_of), (Reason("all-disputed"),))
        return None

    def _climb(self, case: Case, reports: tuple[ClaimReport, ...]) -> NextStep:
        due = min(report.claim.due_date for report in reports)
        days = (case.as_of - due).days
        by_day = by_age(days, self.ladder)
        if days <= 0:
            return self._before_due(case, due, rung=by_day)
        done = self._level_done(case, due)
        rung, reason = self._rung(by_day, done, days)
        ready = max(case.as_of, due + timedelta(days=rung.from_day))
        on, gap = self._after_gap(case, rung, ready)
        return self._step(rung, on, reason, *gap)

    def _before_due(self, case: Case, due: date, *, rung: Stage) -> NextStep:
        soon = by_age(0, self.ladder)
        number = min(case.claims, key=lambda claim: claim.due_date).number
        if rung.id != soon.id:
            reason = Reason("not-due", {"due": due, "days": (due - case.as_of).days})
            return self._step(soon, self.calendar.next_workday(due + timedelta(days=soon.from_day)), reason)
        reason = Reason("due-soon", {"number": number, "due": due})
        if any(e.date >= due + timedelta(days=soon.from_day) for e in _past(case)):
            first = at_level(1, self.ladder)
            return self._step(first, self.calendar.next_workday(due + timedelta(days=first.from_day)), reason)
        return self._step(soon, self.calendar.next_workday(case.as_of), reason)

    def _level_done(self, case: Case, due: date) -> int:
        """The level that the history has reached: one for messages, one more for each written demand."""
        demands = [e for e in _past(case) if e.type == "demand" and e.date > due]
        letters = len({e.date for e in demands if e.channel.casefold() not in _MESSAGES})
        return min(letters + 1, self.ladder[-1].level) if letters else min(len(demands), 1)

    def _rung(self, by_day: Stage, done: int, days: int) -> tuple[Stage, Reason]:
        if by_day.level <= done:
            following = at_level(min(done + 1, self.ladder[-1].level), self.ladder)
            return following, Reason("by-age", {"days": days, "stage": following.title})
        done = max(done, 1)  # a message is no condition for the first letter
        if by_day.level <= done + 1:
            return by_day, Reason("by-age", {"days": days, "stage": by_day.title})
        alone = [s for s in self.ladder if done < s.level <= by_day.level and s.alone_after and s.alone_after <= days]
        if alone and alone[-1].level > done + 1:
            return alone[-1], Reason("alone", {"days": days, "stage": alone[-1].title})
        lower = at_level(done + 1, self.ladder)
        return lower, Reason("order-kept", {"due_stage": by_day.title, "stage": lower.title})

    def _after_gap(self, case: Case, rung: Stage, ready: date) -> tuple[date, tuple[Reason, ...]]:
        contacts = [e for e in _past(case) if e.type in ("demand", "promise", "acknowledgement")]
        on = self.calendar.next_workday(ready)
        if not contacts:
            return on, ()
        gap = self.policy.letter_gap_days if rung.channel == "letter" else self.policy.message_gap_days
        free = self.calendar.next_workday(contacts[-1].date + timedelta(days=gap))
        if free <= on:
            return on, ()
        return free, (Reason("gap", {"last": contacts[-1].date, "gap": gap, "on": free}),)

    def _step(self, rung: Stage, on: date, *reasons: Reason) -> NextStep:
        return NextStep(rung.document, rung.channel, on, reasons)


def last_promise(case: Case, *, grace_days: int) -> Promise | None:
    """The latest promise with a day, and whether it was kept by the payments that followed it."""
    promises = [e for e in _past(case) if e.type == "promise" and e.pay_on]
    if not promises or promises[-1].pay_on is None:
        return None
    made, pay_on, amount = promises[-1].date, promises[-1].pay_on, promises[-1].amount
    last = min(case.as_of, pay_on + timedelta(days=grace_days))
    paid = sum((p.amount for c in case.claims for p in c.payments if made <= p.date <= last), Decimal(0))
    wanted = amount if amount is not None else sum((c.open for c in case.claims), Decimal(0)) + paid
    if paid >= wanted:
        status = "kept"
    elif case.as_of <= pay_on:
        status = "active"
    else:
        status = "part" if paid > 0 else "broken"
    return Promise(made, pay_on, amount, status)


def _past(case: Case) -> list[Event]:
    """The history up to the as-of date, in order."""
    return [event for event in case.events if event.date <= case.as_of]
