"""One limitation period without a whole case: what the calculator on the page asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator import fields, periods, tables, timelines
from generator.errors import CaseError, Problem
from generator.model import Language
from generator.report import limitation_json
from generator.sentences import Wording
from generator.teller import Teller

_OF_CLAIM = ("due_date", "delivery_date", "instalments", "iou", "payments")
_STAND_IN = {"name": "-"}  # nobody is named: only days count here


def limitation(raw: dict[str, Any], *, as_of: date | None, language: Language) -> dict[str, Any]:
    """The limitation period of one debt.

    Args:
        raw: `due_date` or `delivery_date`, `export`, `events`, and what else a claim has that moves the period, each
            as in a case.
        as_of: the day to count for.
        language: of the words.

    Returns:
        `limitation` as in an assessment, `summary` and `steps` in words, each step with its rule.

    Raises:
        CaseError: with the paths of `raw`.
    """
    claim = {"number": "-", "amount": "1", **{name: raw[name] for name in _OF_CLAIM if raw.get(name)}}
    whole = {
        "creditor": _STAND_IN,
        "debtor": {**_STAND_IN, "export": raw.get("export") or False},
        "claims": [claim],
        "events": raw.get("events") or [],
    }
    try:
        case = fields.read(whole, rules=tables.schema(), as_of=as_of)
    except CaseError as error:
        raise CaseError([_as_asked(problem) for problem in error.problems]) from None
    found = periods.limitation_of(case, case.claims[0])
    summary, *steps = timelines.limitation(found, _teller(language))
    return {"limitation": limitation_json(found), "summary": summary, "steps": [step.strip() for step in steps]}


def _as_asked(problem: Problem) -> Problem:
    path = problem.path.removeprefix("claims[0].").removeprefix("debtor.")
    return Problem(path, problem.code, problem.args)


def _teller(language: Language) -> Teller:
    wording = Wording({}, {}, tables.spoken_names(), {})
    return Teller(tables.table("explain"), tables.laws(), wording, language, tables.lpr().checked_through)
