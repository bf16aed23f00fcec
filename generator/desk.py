"""What the letter desk asks besides letters: the ladder to choose from, what they say on the phone, own templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from generator import api, letters, own, sms, tables, view
from generator.errors import CaseError, Problem
from generator.excuses import ExcuseCard, fill
from generator.filters import day, money
from generator.layout import restore
from generator.model import CHANNELS, LANGUAGES, TONES, Case, Channel, Language, Tone
from generator.money import minor_units
from generator.report import Assessment

_ROW = "row"  # the name of a loop's row in what is proposed for a template
_WORDED = {
    "percent_per_year": "percent",
    "type": "event_name",
    "channel": "channel_name",
}  # names with filters of their own


def answer(operation: str, asked: dict[str, Any], *, as_of: date | None, ui: Language) -> Any:
    """One question of the desk.

    Args:
        operation: ladder, cards, own, places or sms.
        asked: what comes with it; `language` and `tone` of the text as in `compose`.
        as_of: the day to write for.
        ui: the language of titles and messages.

    Raises:
        CaseError: the case or another value is wrong.
        TemplateError: every fault of an own template, with its line.
        Refusal: nothing is open.
    """
    language: Language = asked["language"] if asked.get("language") in LANGUAGES else ui
    tone: Tone = asked["tone"] if asked.get("tone") in TONES else "neutral"
    if operation == "sms":
        return asdict(sms.count(text(asked, "text")))
    if operation == "ladder":
        return ladder(str(asked.get("kind") or ""), str(asked.get("relation") or "regular"), language=ui)
    if operation == "cards" and not asked.get("id"):
        return all_cards(language, ui=ui)
    if operation == "cards":
        case = api.build(asked["case"], as_of=as_of) if asked.get("case") is not None else None
        return card(str(asked["id"]), case, language=language, ui=ui)
    assessed = api.assess(api.build(asked.get("case"), as_of=as_of))
    dials: dict[str, Any] = {"channel": _channel(asked), "language": language, "tone": tone}
    if operation == "places":
        return places(assessed, **dials)
    return api.letter_json(own.compose(assessed, text(asked, "template"), **dials), ui=ui)


def ladder(kind: str, relation: str, *, language: Language) -> list[dict[str, Any]]:
    """The rungs of the ladder for a kind of debtor and a relation, one for each document, from the softest up."""
    guide = tables.adviser()
    rhythm = next((one for one in guide.procedures if one.fits(kind, relation)), None)
    rungs = {stage.document: stage for stage in (rhythm.ladder(guide.ladder) if rhythm else guide.ladder)}
    return [
        {
            "id": stage.id,
            "level": stage.level,
            "from_day": stage.from_day,
            "title": stage.title[language],
            "aim": stage.aim[language],
            "document": stage.document,
            "document_title": letters.titles()[stage.document][language],
            "channel": stage.channel,
        }
        for stage in rungs.values()
    ]


def all_cards(language: Language, *, ui: Language) -> dict[str, Any]:
    """What they say, card by card in `language`, and the families that the cards belong to."""
    return {
        "groups": [{"id": group.id, "title": group.title[ui]} for group in tables.excuse_groups()],
        "cards": [_named(one, language) for one in tables.excuse_cards().values()],
    }


def card(name: str, case: Case | None, *, language: Language, ui: Language) -> dict[str, str]:
    """One excuse card, its places filled from the case; without a case they stay open.

    Raises:
        CaseError: no such card.
    """
    known = tables.excuse_cards().get(name)
    if known is None:
        raise CaseError([Problem("id", "no-such-excuse", {"value": name[:40]})])
    words = _blanks(language) | (_places(case, language) if case else {})
    title = letters.titles()[known.document][ui]
    return {**fill(known, words, language=language), "document": known.document, "document_title": title}


def places(assessed: Assessment, *, channel: Channel, language: Language, tone: Tone) -> list[dict[str, str]]:
    """The places that a user's own template may use: name, what to write into the template, value in this case."""
    seen = own.context(assessed, channel=channel, language=language, tone=tone)
    return [found for name, value in seen.items() for found in _leaves(name, value, seen, language=language)]


def text(asked: dict[str, Any], name: str) -> str:
    """A text that must come with a question.

    Raises:
        CaseError: there is none.
    """
    value = asked.get(name)
    if not isinstance(value, str):
        raise CaseError([Problem(name, "wrong-type", {"value": str(value)[:40], "expected": "expected-string"})])
    return value


def _named(one: ExcuseCard, language: Language) -> dict[str, Any]:
    says = fill(one, _blanks(language), language=language)["says"]
    return {"id": one.id, "group": one.group, "common": one.common, "says": says}


def _blanks(language: Language) -> dict[str, str]:
    return {place: words[language] for place, words in tables.card_blanks().items()}


def _places(case: Case, language: Language) -> dict[str, str]:
    """What the call script itself puts into the places of a card."""
    script = tables.documents()["call-script"]
    assessed = api.assess(case)
    occasion = letters.occasion(assessed, script, channel="call", language=language, tone=case.tone)
    return view.places(case, occasion)


def _channel(asked: dict[str, Any]) -> Channel:
    channel = asked.get("channel") or "letter"
    if channel not in CHANNELS:
        args = {"document": "own", "value": str(channel)[:40], "known": ", ".join(CHANNELS)}
        raise CaseError([Problem("channel", "no-such-channel", args)])
    return channel


def _leaves(name: str, value: Any, around: dict[str, Any], *, language: Language) -> Iterator[dict[str, str]]:
    """A place, or the places inside; of a list its first row, in a loop, as loops cannot stand in each other."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(f"{name}.{key}", part, value, language=language)
    elif isinstance(value, list):
        if name.startswith(_ROW) or not value or not isinstance(value[0], dict):
            return
        for key, part in value[0].items():
            for found in _leaves(f"{_ROW}.{key}", part, value[0], language=language):
                insert = f"{{% for {_ROW} in {name} %}}\n{found['insert']}\n{{% endfor %}}"
                yield {**found, "name": f"{name}[].{found['name'].removeprefix(_ROW + '.')}", "insert": insert}
    elif not isinstance(value, bool):
        yield _leaf(name, value, around, language=language)


def _leaf(name: str, value: Any, around: dict[str, Any], *, language: Language) -> dict[str, str]:
    filtered, shown = "", restore(str(value))
    head, _, last = name.rpartition(".")
    if isinstance(value, date):
        filtered, shown = "|date", day(value, language)
    elif last in _WORDED:
        filtered = f"|{_WORDED[last]}"
    elif isinstance(value, Decimal) and "currency" in around:
        currency = around["currency"]
        filtered, shown = f"|money({head}.currency)", money(value, currency, language, places=minor_units(currency))
    return {"name": name, "insert": f"{{{{ {name}{filtered} }}}}", "value": shown}
