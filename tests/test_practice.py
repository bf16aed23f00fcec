"""The practice cases: sound case files in both languages, played on their day, complete for a trainer, drawn and found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import generator
from publish import practice
from publish.macros import Pages

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
CASES = generator.practice()
SITUATIONS = {
    "forgot",
    "invoice",
    "approval",
    "cash",
    "quality",
    "back-to-back",
    "boss-away",
    "broken-promise",
    "limitation",
    "export",
}


def each(row: dict[str, Any]) -> str:
    return str(row["id"])


def assessed(row: dict[str, Any], language: str = "zh") -> dict[str, Any]:
    case = generator.build(json.loads(json.dumps(practice.case(row, language))))
    return generator.assessment_json(generator.assess(case))


def test_there_is_one_case_for_each_situation_numbered_from_one() -> None:
    assert {row["id"] for row in CASES} == SITUATIONS
    assert [row["number"] for row in CASES] == list(range(1, len(SITUATIONS) + 1))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("row", CASES, ids=each)
def test_a_case_is_accepted_and_its_document_can_be_written(row: dict[str, Any], language: str) -> None:
    case = generator.build(json.loads(json.dumps(practice.case(row, language))))
    letter = generator.write(case, document=row["document"])
    assert letter.language == language
    assert case.claims[0].number in letter.text


@pytest.mark.parametrize("row", CASES, ids=each)
def test_a_case_has_what_a_trainer_needs(row: dict[str, Any]) -> None:
    assert len(row["rubric"]) == 5
    assert len(row["debrief"]) >= 3
    assert len(row["hidden"]) >= 4
    assert 5 <= row["minutes"] <= 8


@pytest.mark.parametrize("row", CASES, ids=each)
def test_its_excuse_and_cards_exist_and_its_page_too(row: dict[str, Any]) -> None:
    known = {card["id"] for card in generator.cards()}
    assert {row["case"]["excuse"], *row["cards"]} <= known
    assert row["case"]["excuse"] in row["cards"]
    assert (ROOT / "docs" / row["page"]).is_file()


@pytest.mark.parametrize("row", CASES, ids=each)
def test_both_languages_tell_of_the_same_money_and_days(row: dict[str, Any]) -> None:
    zh, en = (assessed(row, language) for language in ("zh", "en"))
    for part in ("open", "days_overdue", "bucket"):
        assert [claim[part] for claim in zh["claims"]] == [claim[part] for claim in en["claims"]]


@pytest.mark.parametrize("row", CASES, ids=each)
def test_the_scene_tells_the_days_that_the_case_counts(row: dict[str, Any]) -> None:
    late = assessed(row)["claims"][0]["days_overdue"]
    told = re.search(r"逾期([一二三四五六七八九十]+)天", row["scene"]["zh"])
    if told:
        assert number(told[1]) == late


def number(words: str) -> int:
    """A Chinese number below a hundred."""
    tens, ten, ones = words.partition("十")
    digits = "零一二三四五六七八九"
    return (digits.index(tens or "一") * 10 if ten else digits.index(tens)) + (digits.index(ones) if ones else 0)


def test_the_near_limitation_is_near_and_the_export_case_counts_four_years() -> None:
    by_id = {row["id"]: assessed(row)["claims"][0]["limitation"] for row in CASES}
    assert (by_id["limitation"]["last_day"], by_id["limitation"]["status"]) == ("2026-12-21", "near")
    assert by_id["export"]["years"] == 4
    assert by_id["forgot"]["years"] == 3


def test_names_and_numbers_are_invented() -> None:
    for row in CASES:
        contact = row["case"]["debtor"]["contact"]
        assert contact.get("email", "x.example").endswith(".example"), row["id"]
        mobile = contact.get("mobile", {"zh": "13800000000"})
        assert mobile["zh"].startswith("138000000"), row["id"]


def test_the_back_to_back_case_is_one_in_which_the_regulation_does_not_help() -> None:
    (row,) = [row for row in CASES if row["id"] == "back-to-back"]
    assert row["case"]["debtor"]["kind"] == "sme"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_hides_the_brief_from_the_search_and_links_to_the_desk(language: str) -> None:
    drawn = Pages(language, where=lambda: "trainers/practice/").practice_cases()
    for row in CASES:
        assert f'href="../../letter/#practice={row["id"]}"' in drawn
        hidden = drawn.index(str(row["hidden"][0][language])[:12])
        assert drawn.rindex("data-search-exclude", 0, hidden) > drawn.rindex("{#practice-", 0, hidden)


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_built_site_serves_every_case(root: str) -> None:
    for row in CASES:
        file = SITE / root / "assets" / "practice" / f"{row['id']}.json"
        assert json.loads(file.read_text("utf-8"))["case"] == practice.case(row, "en" if root else "zh")
