"""Brings a case and the tables together: limitation, the periods beside it, and what a judgment sets running."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from generator import deadlines, judgment, limitation, maturity, tables
from generator.deadlines import Deadline
from generator.judgment import Title
from generator.limitation import INTERRUPTS, Limitation
from generator.maturity import Start
from generator.model import Case, Claim, Event, Guarantee, Iou, Payment


def limitation_of(case: Case, claim: Claim) -> Limitation:
    """The limitation period of one claim, as the case's history, its schedule and its IOU stand."""
    start = maturity.instalments(part.due_date for part in claim.instalments) if claim.instalments else None
    iou, events = claim.iou, case.events
    if iou and max(claim.due_date, start.on if start else claim.due_date) < iou.date <= case.as_of:
        if _period(case, claim, case.events, as_of=iou.date, start=start).status == "expired":
            events = (*events, Event(iou.date, "acknowledgement", provable=True))
        else:
            start = _start_of(iou)
    return _period(case, claim, events, as_of=case.as_of, start=start)


def deadlines_of(case: Case, claim: Claim) -> tuple[Deadline, ...]:
    """The guarantee period where somebody answers for the claim, and the buyer's time to object to goods sold at home.

    A sale abroad may be under another law on the goods.
    """
    found = []
    if claim.guarantee:
        found.append(_guarantee(case, claim, claim.guarantee))
    if claim.delivery_date and not case.debtor.export:
        found.append(_deadline(case, "goods_objection", claim.delivery_date))
    return tuple(found)


def title_of(case: Case) -> Title | None:
    """What the judgment on the debt has come to; payments after it go to its money debt first (法释〔2014〕8号 4)."""
    if case.judgment is None:
        return None
    title = case.judgment
    payments = tuple(payment for payment in _payments(case) if payment.date > title.date)
    paid = sum((payment.amount for payment in payments if payment.date <= case.as_of), Decimal(0))
    counted = judgment.doubled(
        title.principal,
        title.pay_by,
        as_of=case.as_of,
        rules=tables.interest_rules(),
        lpr=tables.lpr(),
        payments=payments,
    )
    acts = [event.date for event in case.events if event.provable and event.type in INTERRUPTS]
    acts += [payment.date for payment in payments if payment.reference]
    unpaid = max(title.principal - paid, Decimal(0))
    return Title(title, unpaid, counted, _deadline(case, "enforcement", title.pay_by, restarts=tuple(acts)))


def _payments(case: Case) -> list[Payment]:
    """What arrived in yuan, the money of the judgment, on any claim."""
    return [payment for claim in case.claims if claim.currency == "CNY" for payment in claim.payments]


def _start_of(iou: Iou) -> Start:
    """An IOU payable on demand counts from the day it was handed over: the earliest reading, and the safe one."""
    found = maturity.iou(written_on=iou.date, pay_on=iou.pay_on, for_due_debt=iou.after_due)
    return found or Start(iou.date, "start-iou-on-demand", "lim-4")


def _period(case: Case, claim: Claim, events: tuple[Event, ...], *, as_of: date, start: Start | None) -> Limitation:
    return limitation.period(
        claim,
        events,
        export=case.debtor.export,
        as_of=as_of,
        rules=tables.limitation_rules(),
        calendar=tables.calendar(),
        start=start,
    )


def _guarantee(case: Case, claim: Claim, given: Guarantee) -> Deadline:
    """Counted from the day the debt was first due: a later day that only the debtor agreed to may not bind him."""
    return deadlines.guarantee(
        claim.due_date,
        table=_rules(),
        as_of=case.as_of,
        calendar=tables.calendar(),
        near_days=tables.adviser().policy.guarantee_warning_days,
        months=given.period_months,
        kind=given.kind,
        given_on=given.given_on,
    )


def _deadline(case: Case, kind: str, start: date, *, restarts: tuple[date, ...] = ()) -> Deadline:
    return deadlines.deadline(
        _rules()[kind],
        start,
        as_of=case.as_of,
        calendar=tables.calendar(),
        near_days=tables.limitation_rules().near_days,
        restarts=restarts,
    )


@cache
def _rules() -> dict[str, deadlines.PeriodRule]:
    return deadlines.rules(tables.table("limitation"))
