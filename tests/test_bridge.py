"""The browser's face answers in envelopes and never raises for bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import load, write
from generator.bridge import call

SAMPLE = json.loads((Path(__file__).parent / "cases" / "samples" / "one-invoice.json").read_text(encoding="utf-8"))


def ask(operation: str, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call(operation, json.dumps(asked)))
    return answer


def test_compose_gives_the_letter_and_the_figures() -> None:
    answer = ask("compose", case=SAMPLE, document="demand-1", channel="email", language="en", tone="firm", ui="zh")
    letter = answer["value"]["letter"]
    assert answer["ok"]
    assert (
        letter["text"]
        == write(load(json.dumps(SAMPLE)), document="demand-1", channel="email", language="en", tone="firm").text
    )
    assert letter["subject"]
    assert "逾期" in answer["value"]["assessment"]["stage"]["reason"]


def test_a_text_message_comes_with_its_count() -> None:
    letter = ask("compose", case=SAMPLE, document="overdue-notice", channel="sms")["value"]["letter"]
    assert letter["sms"]["characters"] == len(letter["text"])
    assert letter["sms"]["parts"] == 1


def test_auto_takes_the_advised_document() -> None:
    value = ask("compose", case=SAMPLE, document="auto")["value"]
    assert value["letter"]["document"] == value["assessment"]["next"]["document"]


def test_problems_come_in_the_language_of_the_page_with_their_paths() -> None:
    answer = ask("compose", case={**SAMPLE, "as_of": "2026-02-30"}, document="demand-1", ui="en")
    assert not answer["ok"]
    assert [(row["path"], row["code"]) for row in answer["problems"]] == [("as_of", "impossible-date")]
    assert "calendar" in answer["problems"][0]["text"]


def test_a_refused_letter_still_brings_the_figures() -> None:
    raw = {**SAMPLE, "creditor": {"name": "A"}}
    answer = ask("compose", case=raw, document="demand-1")
    assert answer["kind"] == "refusal"
    assert [row["code"] for row in answer["problems"]] == ["no-account"]
    assert answer["assessment"]["totals"][0]["open"] == "126400.00"


@pytest.mark.parametrize("argument", ["", "{", "[]", "1", '{"case": 5}', '{"as_of": "x"}', '{"document": ["a"]}'])
@pytest.mark.parametrize("operation", ["compose", "assess", "rmb", "no-such-operation", "__class__"])
def test_nonsense_is_answered_with_problems(operation: str, argument: str) -> None:
    answer = json.loads(call(operation, argument))
    assert answer["ok"] is False
    assert answer["problems"]


@given(st.text())
def test_any_argument_is_answered(argument: str) -> None:
    assert json.loads(call("compose", argument))["ok"] is False


def test_capitals_catalogue_and_schema_can_be_asked_for() -> None:
    assert ask("rmb", amount="15.00")["value"] == "壹拾伍元整"
    assert ask("schema")["value"]["type"] == "object"
    assert "demand-1" in {row["id"] for row in ask("catalogue")["value"]}
