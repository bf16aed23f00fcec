"""The quizzes: every playbook page has one, every option is explained, one is right, and ids never change place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import generator
from publish.macros import Pages
from publish.training import _turned

ROOT = Path(__file__).parent.parent
QUIZZES = generator.quizzes()
QUESTIONS = [(quiz["id"], question) for quiz in QUIZZES for question in quiz["question"]]
PAGES = {path.stem for path in (ROOT / "docs" / "playbooks").glob("*.md")} - {"index"}
DIGITS = re.compile(r"\d[\d,.]*")


def each(value: Any) -> str:
    return str(value["id"]) if isinstance(value, dict) else str(value)


def test_every_playbook_page_has_its_quiz_and_no_quiz_lacks_its_page() -> None:
    assert {quiz["id"] for quiz in QUIZZES} == PAGES


def test_quizzes_are_numbered_without_gaps() -> None:
    assert [quiz["number"] for quiz in QUIZZES] == list(range(1, len(QUIZZES) + 1))


@pytest.mark.parametrize("quiz", QUIZZES, ids=each)
def test_a_quiz_has_five_to_eight_questions_with_ids_of_its_own(quiz: dict[str, Any]) -> None:
    ids = [question["id"] for question in quiz["question"]]
    assert 5 <= len(ids) <= 8
    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"{quiz['id']}-") for name in ids)


@pytest.mark.parametrize(("quiz", "question"), QUESTIONS, ids=each)
def test_one_option_is_right_and_each_is_explained_in_both_languages(quiz: str, question: dict[str, Any]) -> None:
    options = question["option"]
    assert len(options) >= 3
    assert sum(option.get("right", False) for option in options) == 1
    for option in options:
        for language in ("zh", "en"):
            assert option["text"][language].strip()
            assert len(option["why"][language]) >= 3
    for language in ("zh", "en"):
        assert len({option["text"][language] for option in options}) == len(options)


@pytest.mark.parametrize(("quiz", "question"), QUESTIONS, ids=each)
def test_chinese_questions_keep_chinese_punctuation(quiz: str, question: dict[str, Any]) -> None:
    texts = [
        question["ask"]["zh"],
        *(text for option in question["option"] for text in (option["text"]["zh"], option["why"]["zh"])),
    ]
    for text in texts:
        assert not re.search(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]", text), text


def test_the_right_answer_has_no_favourite_place() -> None:
    places = Counter(
        next(place for place, option in enumerate(_turned(question)) if option.get("right"))
        for _, question in QUESTIONS
    )
    assert len(places) == 3
    assert max(places.values()) < len(QUESTIONS) / 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_right_answer_is_not_given_away_by_its_length(language: str) -> None:
    longest = [max(question["option"], key=lambda option: len(option["text"][language])) for _, question in QUESTIONS]
    assert sum(option.get("right", False) for option in longest) < len(QUESTIONS) * 0.6


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_quiz_can_be_put_into_any_page_and_works_without_scripts(language: str) -> None:
    drawn = Pages(language, where=lambda: "playbooks/timing/").quiz("timing")
    (quiz,) = [quiz for quiz in QUIZZES if quiz["id"] == "timing"]
    assert drawn.count("<details") == sum(len(question["option"]) for question in quiz["question"])
    assert drawn.count("data-right") == len(quiz["question"])
    for question in quiz["question"]:
        assert f'id="{question["id"]}"' in drawn


def test_an_unknown_quiz_stops_the_build() -> None:
    with pytest.raises(ValueError, match="unpack"):
        Pages("zh", where=lambda: "").quiz("none")
