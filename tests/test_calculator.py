"""What pages ask beside letters: one limitation period, and an edited text looked through."""

import json
from typing import Any

import pytest

from generator import inspect, tables
from generator.bridge import call


def ask(operation: str, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call(operation, json.dumps(asked)))
    return answer


def test_three_years_from_the_due_date() -> None:
    found = ask("limitation", due_date="2023-09-30", as_of="2026-04-03", ui="en")["value"]
    assert found["limitation"]["last_day"] == "2026-09-30"
    assert found["limitation"]["status"] == "near"
    assert found["summary"].startswith("Last day of the limitation period: 30 September 2026")
    assert any("Civil Code, art. 188" in step for step in found["steps"])


@pytest.mark.parametrize(
    ("asked", "last_day"),
    [
        ({"due_date": "2022-11-30", "export": True}, "2026-11-30"),
        ({"delivery_date": "2024-01-31"}, "2027-02-01"),
        (
            {"due_date": "2023-11-30", "events": [{"date": "2025-02-10", "type": "demand", "provable": True}]},
            "2028-02-10",
        ),
        ({"due_date": "2023-11-30", "events": [{"date": "2025-02-10", "type": "demand"}]}, "2026-11-30"),
        ({"due_date": "2023-11-30", "iou": {"date": "2025-02-10", "after_due": True}}, "2028-02-10"),
    ],
    ids=["an export", "no date agreed", "a provable demand", "a demand without proof", "an IOU"],
)
def test_the_calculator_counts_as_the_engine_does(asked: dict[str, Any], last_day: str) -> None:
    found = ask("limitation", **asked, as_of="2026-11-21")["value"]
    assert found["limitation"]["last_day"] == last_day
    assert set(found["limitation"]["law"]) <= set(tables.laws())
    assert all(step and "{" not in step for step in found["steps"])


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ({}, ["as_of", "due_date"]),
        ({"due_date": "2023-02-30", "as_of": "2026-11-21"}, ["due_date"]),
        ({"due_date": "2023-02-28", "as_of": "x"}, ["as_of"]),
        ({"due_date": "2023-02-28", "as_of": "2026-11-21", "export": "maybe"}, ["export"]),
        ({"due_date": "2023-02-28", "as_of": "2026-11-21", "events": [{"type": "demand"}]}, ["events[0].date"]),
        ({"due_date": 5, "as_of": "2026-11-21"}, ["due_date"]),
        ({"due_date": ["x"], "events": 7, "as_of": "2026-11-21"}, ["due_date", "events"]),
    ],
)
def test_what_cannot_be_counted_is_told_by_the_page_s_own_names(asked: dict[str, Any], paths: list[str]) -> None:
    answer = ask("limitation", **asked, ui="zh")
    assert answer["ok"] is False
    assert sorted(problem["path"] for problem in answer["problems"]) == paths


def test_an_edited_text_is_looked_through() -> None:
    found = ask("inspect", text="请于12月1日前付款，否则告诉您的家人，并加收滞纳金。", ui="zh")["value"]
    assert [(slip["rule"], slip["severity"]) for slip in found] == [("third-party", "red"), ("late-fee", "amber")]
    assert found[0]["words"] == "告诉您的家人"
    assert found[0]["start"] == "请于12月1日前付款，否则告诉您的家人".index("告诉")
    assert {slip["law"] for slip in found} <= set(tables.laws())


def test_a_sound_text_has_no_slip_in_either_language() -> None:
    assert inspect("请于2026年12月1日前付清。 Please pay by 1 December 2026.", language="en") == []


@pytest.mark.parametrize(
    "text", [None, 5, ["x"], "长" * 100_001], ids=["nothing", "a number", "a list", "a whole book"]
)
def test_what_is_no_letter_is_not_looked_through(text: Any) -> None:
    answer = ask("inspect", text=text)
    assert answer["ok"] is False
    assert [problem["path"] for problem in answer["problems"]] == ["text"]
