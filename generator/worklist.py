"""A part of the worklist for a page: some debtors in, their lines out, each with its place in the order of `plan`."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator import api, planner
from generator.errors import CaseError, HuikuanError, Problem
from generator.model import Language
from generator.planner import Task

MOST = 500  # debtors in one call, so that the page's other questions need not wait long
_AMOUNTS = 10**20  # above every sum that can be written, and exact when one is taken from it


def lines(asked: dict[str, Any], *, as_of: date | None, language: Language) -> dict[str, Any]:
    """What to do with these debtors.

    Args:
        asked: `cases`; `start`, the number of the first one in the whole list; `shared`, which stands in for what a
            case does not say, mostly `creditor` and `interest`.
        as_of: the day to plan from.
        language: of titles, reasons and warnings.

    Returns:
        `tasks` in the order of the cases, `problems` of those that could not be planned. Both name their `case` in
        the whole list. Sorted by `order` as plain text, the tasks of all calls stand as `huikuan plan` has them.

    Raises:
        CaseError: no day, or no list of cases.
    """
    cases, shared, start = asked.get("cases"), asked.get("shared"), asked.get("start")
    if as_of is None:
        raise CaseError([Problem("as_of", "missing", {"expected": "expected-date"})])
    if not isinstance(cases, list) or len(cases) > MOST:
        raise CaseError([Problem("cases", "wrong-type", {"value": "…", "expected": "expected-array"})])
    first = start if type(start) is int else 0
    tasks: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    for place, raw in enumerate(cases, first):
        try:
            if not isinstance(raw, dict):
                raise CaseError([Problem("", "wrong-type", {"value": str(raw)[:40], "expected": "expected-object"})])
            task = planner.one({**(shared if isinstance(shared, dict) else {}), **raw}, as_of=as_of, language=language)
            tasks.append({"case": place, **as_json(task, language=language)})
        except HuikuanError as error:
            told = api.explain(error, language=language)
            problems += [{"case": place, "debtor": planner.name_of(raw), **row} for row in told]
    return {"as_of": f"{as_of}", "tasks": tasks, "problems": problems}


def as_json(task: Task, *, language: Language) -> dict[str, Any]:
    """The task as `huikuan plan --json` has it, with the document's title, the warnings counted, and its `order`."""
    red = sum(warning["severity"] == "red" for warning in task.warnings)
    return {
        **task.as_json(),
        "document_title": api.wording().titles[task.document][language],
        "red": red,
        "amber": len(task.warnings) - red,
        "order": order(task),
    }


def order(task: Task) -> str:
    """A text that sorts as the task does; names by their UTF-8 in hexadecimals, which every language sorts alike."""
    on, calm, days, amount, debtor = task.order
    return f"{on} {calm:d} {10**6 + days:07d} {_AMOUNTS + amount:026.4f} {debtor.encode().hex()}"
