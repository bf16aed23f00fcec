"""What the letter desk asks besides letters: rungs of the ladder, cards for a call, own templates, the count of an SMS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator import cards, ladder
from generator.bridge import call

SAMPLES = Path(__file__).parent / "cases" / "samples"
CASES = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(SAMPLES.glob("*.json"))]
SAMPLE = json.loads((SAMPLES / "one-invoice.json").read_text(encoding="utf-8"))


def ask(operation: str, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call(operation, json.dumps(asked)))
    return answer


def test_the_rungs_rise_and_each_has_a_document_of_its_own() -> None:
    rungs = ask("ladder", ui="en")["value"]
    assert [rung["level"] for rung in rungs] == list(range(len(rungs)))
    assert {rung["document"] for rung in rungs} == {stage["document"] for stage in ladder()}
    assert rungs[2]["document_title"] == "First demand letter"


def test_each_kind_of_debtor_and_relation_has_its_own_rhythm() -> None:
    usual, public, key = (
        ask("ladder", **asked)["value"] for asked in ({}, {"kind": "public_body"}, {"relation": "key"})
    )
    assert [rung["document"] for rung in usual] == [rung["document"] for rung in key]
    assert "sme-complaint" in {rung["document"] for rung in public} - {rung["document"] for rung in usual}
    assert key[2]["from_day"] > usual[2]["from_day"]


def test_all_cards_can_be_chosen_and_ten_come_first() -> None:
    value = ask("cards", ui="zh")["value"]
    assert [card["id"] for card in value["cards"]] == [card["id"] for card in cards()]
    assert sum(card["common"] for card in value["cards"]) == 10
    assert {card["group"] for card in value["cards"]} == {group["id"] for group in value["groups"]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_card_speaks_of_the_case_as_the_call_script_does(language: str) -> None:
    script = ask("compose", case={**SAMPLE, "excuse": "a1"}, document="call-script", language=language)
    card = ask("cards", case=SAMPLE, id="a1", language=language)["value"]
    assert "126,400.00" in card["reply"]
    text = script["value"]["letter"]["text"]
    assert all(card[part] in text for part in ("says", "ask", "reply", "verify", "close"))


def test_without_a_case_the_places_of_a_card_stay_open() -> None:
    assert "〔金额〕" in ask("cards", id="a1", language="zh")["value"]["reply"]


def test_no_card_of_any_case_shows_a_brace() -> None:
    for case in CASES:
        for name in ("a1", "c3", "k1"):
            answer = ask("cards", case=case, id=name)
            assert "{" not in json.dumps(answer.get("value", {}).get("reply", ""))


def test_an_own_template_is_written_with_the_case() -> None:
    template = (
        "⟦title⟧催款\n{{ debtor.name }}尚欠{{ total.open|money(total.currency) }}，请于{{ deadline|date }}前付清。"
    )
    letter = ask("own", case=SAMPLE, template=template, channel="letter", language="zh")["value"]
    assert letter["text"].splitlines()[-1].strip().startswith("云州拓远装备制造有限公司尚欠¥126,400.00")
    assert ask("own", case=SAMPLE, template="{{ greeting }}", channel="sms")["value"]["sms"]["parts"] == 1


@pytest.mark.parametrize(
    ("template", "line", "code"),
    [
        ("a\n{{ nobody }}", 2, "template-unknown-name"),
        ("{{ debtor.name|shout }}", 1, "template-filter"),
        ("a\n\n{% set x = 1 %}", 3, "template-not-allowed"),
        ("{{ debtor.__class__ }}", 1, "template-not-allowed"),
        ("{% if debtor %}", 1, "template-syntax"),
    ],
)
def test_every_fault_of_an_own_template_is_named_with_its_line(template: str, line: int, code: str) -> None:
    answer = ask("own", case=SAMPLE, template=template, ui="en")
    assert (f"template:{line}", code) in [(row["path"], row["code"]) for row in answer["problems"]]
    assert all(row["text"] for row in answer["problems"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_place_offered_can_be_written_and_gives_its_value(language: str) -> None:
    offered = ask("places", case=SAMPLE, language=language)["value"]
    assert {"debtor.name", "total.open", "claims[].due_date", "deadline"} <= {place["name"] for place in offered}
    for place in offered:
        answer = ask("own", case=SAMPLE, template=f"x {place['insert']}", language=language)
        assert answer["ok"], place
        if "|" not in place["insert"] or "|date" in place["insert"] or "|money" in place["insert"]:
            assert place["value"].strip() in answer["value"]["text"], place


@pytest.mark.parametrize("operation", ["own", "places", "cards", "sms"])
@pytest.mark.parametrize(
    "asked", [{"case": 5, "id": "a1"}, {"case": {}, "id": ["a1"]}, {"case": SAMPLE, "id": "zz", "channel": "fax"}]
)
def test_nonsense_is_answered_with_problems(operation: str, asked: dict[str, Any]) -> None:
    answer = ask(operation, **asked)
    assert answer["ok"] is False
    assert all(row["text"] for row in answer["problems"])


def test_an_edited_text_message_is_counted_as_the_gateway_does() -> None:
    assert ask("sms", text="字" * 70)["value"] == {"characters": 70, "parts": 1}
    assert ask("sms", text="字" * 71)["value"] == {"characters": 71, "parts": 2}
