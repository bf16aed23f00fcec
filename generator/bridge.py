"""The browser's face: one operation and JSON in, an envelope of JSON out. Nothing is kept between two calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from generator import api, schema
from generator.capitals import rmb
from generator.errors import CaseError, HuikuanError, Problem, Refusal
from generator.model import LANGUAGES, TONES, Language


def call(operation: str, argument: str, tell: Callable[[int, int], object] | None = None) -> str:
    """Do one operation.

    Args:
        operation: compose, assess, inspect, limitation, import, plan, export, pack, folders, catalogue, schema or
            rmb; ladder, cards, own, places and sms, which only the letter desk asks for.
        argument: JSON; `ui` is the language of messages in each. `compose` takes an object with `case`, `document`,
            `channel`, `language`, `tone` and `as_of`; `inspect` an edited `text`; `limitation` a `due_date` or
            `delivery_date`, `export`, `events` and `as_of`; `import` the `name` and `base64` (or `text`) of a table:
            see upload.py; `plan` some of its `cases` and `as_of`: see worklist.py. A long list is planned in several
            calls, so that the page can tell how far it is, ask other things in between, and stop. `ladder` takes the
            debtor's `kind` and `relation`; `cards` an `id` and a `case`; `own` a `template` beside what `compose`
            takes, `places` the same without it; `sms` a `text`: see desk.py;
            `export` what `compose` takes and a `format`, `pack` a `case`, `folders` a list in steps: see export.py.
        tell: told by `import` how many lines it has read, and of how many (about).

    Returns:
        `{"ok": true, "value": …}` or `{"ok": false, "problems": [{"path", "text", "code"}], "kind": …}`.
    """
    language: Language = "zh"
    try:
        asked = schema.parse(argument, longest=_LONGEST.get(operation, schema.MAX_TEXT)) if argument else {}
        if not isinstance(asked, dict) or operation not in _OPERATIONS:
            raise CaseError([Problem("", "wrong-type", {"value": operation, "expected": "expected-object"})])
        language = "en" if asked.get("ui") == "en" else "zh"
        act = partial(_import, tell=tell) if operation == "import" else _OPERATIONS[operation]
        answer = {"ok": True, "value": act(asked, language)}
    except HuikuanError as error:
        kind = "refusal" if isinstance(error, Refusal) else "case"
        answer = {"ok": False, "kind": kind, "problems": api.explain(error, language=language)}
        if isinstance(error, api.LetterRefused):
            answer["assessment"] = error.assessment
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _compose(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    case = api.build(asked.get("case"), as_of=_day(asked))
    assessed = api.assess(case)
    figures = api.assessment_json(assessed, language=ui)
    language = asked["language"] if asked.get("language") in LANGUAGES else case.language
    tone = asked["tone"] if asked.get("tone") in TONES else case.tone
    try:
        letter = api.write(
            case,
            document=str(asked.get("document") or "auto"),
            channel=asked.get("channel") or None,
            language=language,
            tone=tone,
            assessed=assessed,
        )
    except (Refusal, CaseError) as error:
        raise api.LetterRefused(error.problems, figures) from None
    return {"assessment": figures, "letter": {**api.letter_json(letter, ui=ui), "html": api.fragment(letter)}}


def _assess(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    return api.assessment_json(api.assess(api.build(asked.get("case"), as_of=_day(asked))), language=ui)


def _inspect(asked: dict[str, Any], ui: Language) -> list[dict[str, Any]]:
    text = asked.get("text")
    if not isinstance(text, str):
        raise CaseError([Problem("text", "wrong-type", {"value": str(text)[:40], "expected": "expected-string"})])
    return api.inspect(text, language=ui)


def _limitation(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    from generator import calculator  # for the page on limitation alone

    return calculator.limitation(asked, as_of=_day(asked), language=ui)


def _day(asked: dict[str, Any]) -> date | None:
    if not asked.get("as_of"):
        return None
    day = schema.as_date(asked["as_of"])
    if day is None:
        raise CaseError([Problem("as_of", "not-a-date", {"value": str(asked["as_of"])[:40]})])
    return day


def _rmb(asked: dict[str, Any], ui: Language) -> str:
    amount = schema.as_amount(asked.get("amount"))
    if amount is None:
        raise CaseError([Problem("amount", "not-an-amount", {"value": str(asked.get("amount"))[:40]})])
    return rmb(amount)


def _import(asked: dict[str, Any], ui: Language, tell: Callable[[int, int], object] | None = None) -> dict[str, Any]:
    # Loads the readers of tables, which no letter needs: only when a table is opened.
    from generator import upload

    return upload.read(asked, language=ui, as_of=_day(asked), tell=tell)


def _plan(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    from generator import worklist  # as above: only for lists

    return worklist.lines(asked, as_of=_day(asked), language=ui)


def _desk(operation: str) -> Callable[[dict[str, Any], Language], Any]:
    def answer(asked: dict[str, Any], ui: Language) -> Any:
        # What only the desk's rooms ask for: a letter does not wait for it.
        from generator import desk

        return desk.answer(operation, asked, as_of=_day(asked), ui=ui)

    return answer


def _export(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    # Loads the writers of Word and mail, which no text on the sheet needs.
    from generator import export

    return export.letter(asked, as_of=_day(asked))


def _pack(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    from generator import export

    return export.hand_over(asked, as_of=_day(asked))


def _folders(asked: dict[str, Any], ui: Language) -> dict[str, Any]:
    from generator import export

    language = asked["language"] if asked.get("language") in LANGUAGES else ui
    return export.folders(asked, as_of=_day(asked), language=language)


# Characters: a table of the largest size in base64, and what a page makes of one.
_LONGEST = {"import": 30 << 20, "plan": 30 << 20, "folders": 30 << 20}
_OPERATIONS: dict[str, Callable[[dict[str, Any], Language], Any]] = {
    "compose": _compose,
    "assess": _assess,
    "inspect": _inspect,
    "limitation": _limitation,
    "import": _import,
    "plan": _plan,
    "export": _export,
    "pack": _pack,
    "folders": _folders,
    "catalogue": lambda asked, ui: api.catalogue(),
    "schema": lambda asked, ui: api.case_schema(),
    "rmb": _rmb,
    **{operation: _desk(operation) for operation in ("ladder", "cards", "own", "places", "sms")},
}
