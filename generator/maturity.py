"""From which day a period runs where the invoice alone does not say it: instalments, no date agreed, IOUs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which a period runs, that day not counted, and the rule that says so.

    Codes: `start-delivery`, `start-last-instalment`, `start-iou-dated`, `start-iou-undated`, `start-on-demand`.
    """

    on: date
    code: str
    law: str


def received(day: date) -> Start:
    """Goods sold without a date for payment: due on receipt, and the period runs from there (Civil Code 628).

    The safe reading; an older reply counted from the first demand.
    """
    return Start(day, "start-delivery", "cc-628")


def instalments(due: Iterable[date]) -> Start:
    """One debt payable in parts: from the day the last part is due (Civil Code 189).

    Only for one and the same debt; separate orders are separate claims, each with its own period.

    Raises:
        ValueError: no day at all.
    """
    return Start(max(due), "start-last-instalment", "cc-189")


def on_demand(*, grace_end: date | None = None, refused_on: date | None = None) -> Start | None:
    """No due date that could be found: from the end of the time given with the first demand (时效规定 4).

    Args:
        grace_end: the last day that the first demand gave.
        refused_on: the day the debtor said, on that demand, that he would not pay; it goes first.

    Returns:
        None while nothing has been demanded: the period has not begun.
    """
    day = refused_on or grace_end
    return Start(day, "start-on-demand", "lim-4") if day else None


def iou(
    *,
    written_on: date,
    pay_on: date | None = None,
    for_due_debt: bool = True,
    grace_end: date | None = None,
    refused_on: date | None = None,
) -> Start | None:
    """The three cases of an IOU (欠条).

    Args:
        written_on: the day it was handed over.
        pay_on: the day it promises, if any: the period runs from there.
        for_due_debt: it was given, without a day, because a debt already due could not be paid: the period of that debt
            starts anew on the day it was handed over (法复〔1994〕3号).
        grace_end: otherwise it is payable on demand, as `on_demand`.
        refused_on: likewise.
    """
    if pay_on:
        return Start(pay_on, "start-iou-dated", "cc-188")
    if for_due_debt:
        return Start(written_on, "start-iou-undated", "reply-1994-3")
    return on_demand(grace_end=grace_end, refused_on=refused_on)
