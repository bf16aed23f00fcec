"""The excuse cards and the countermeasures: complete in both languages, sayable, lawful, and none ever vanishes."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from generator import tables

CARDS = tables.table("excuses")["card"]
GROUPS = tables.table("excuses")["group"]
BLANKS = tables.table("excuses")["blanks"]
MEASURES = tables.table("countermeasures")["countermeasure"]

FIXED = tomllib.loads((Path(__file__).parent / "cases" / "cards.toml").read_text("utf-8"))
IDS = [f"{group}{n}" for group, count in FIXED["how_many"].items() for n in range(1, count + 1)]
PARTS = ("says", "concern", "ask", "reply", "verify", "close", "avoid")
PLACES = set(FIXED["places"])

by_id = pytest.mark.parametrize("card", CARDS, ids=[card["id"] for card in CARDS])
by_number = pytest.mark.parametrize("measure", MEASURES, ids=[measure["id"] for measure in MEASURES])
in_both = pytest.mark.parametrize("language", ["zh", "en"])


def places(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", sentence))


def pairs(row: dict) -> list[tuple[str, dict[str, str]]]:
    """Every text of a card or countermeasure with its name; steps one by one."""
    single = [(name, value) for name, value in row.items() if isinstance(value, dict)]
    return single + [("steps", step) for step in row.get("steps", ())]


def threats(text: str, language: str) -> list[str]:
    return [word for word in FIXED["threats"][language] if word in text.lower()]


def test_every_excuse_of_the_catalogue_has_its_card_in_order() -> None:
    assert [card["id"] for card in CARDS] == IDS


def test_every_card_stands_in_the_group_its_id_names() -> None:
    assert [group["id"] for group in GROUPS] == list(FIXED["how_many"])
    assert all(card["group"] == card["id"][0] for card in CARDS)


def test_ten_cards_are_the_branches_of_every_call_script() -> None:
    common = [card["id"] for card in CARDS if card["common"]]
    assert common == FIXED["common"]
    assert len(common) == 10


def test_the_origin_of_cards_is_known() -> None:
    assert sum(card["origin"] == "seed" for card in CARDS) == 51
    assert {card["origin"] for card in CARDS} == {"seed", "ours"}


def test_no_two_cards_give_the_same_answer() -> None:
    for language in ("zh", "en"):
        assert len({card["reply"][language] for card in CARDS}) == len(CARDS)
        assert len({card["says"][language] for card in CARDS}) == len(CARDS)


@by_id
def test_a_card_is_complete_in_both_languages(card: dict) -> None:
    assert set(card) == {"id", "group", "origin", "common", *PARTS, "document", "law"}
    for part in PARTS:
        assert set(card[part]) == {"zh", "en"}
        assert all(text.strip() == text and len(text) > 4 for text in card[part].values())
        assert re.search(r"[一-鿿]", card[part]["zh"])
        assert not re.search(r"[一-鿿]", card[part]["en"])


@by_id
def test_a_card_leads_to_a_document_and_to_rules_that_exist(card: dict) -> None:
    assert card["document"] in FIXED["documents"]
    assert len(set(card["law"])) == len(card["law"])
    assert not set(card["law"]) - set(tables.laws())


@by_id
def test_places_stand_only_in_the_reply_and_are_the_same_in_both_languages(card: dict) -> None:
    assert places(card["reply"]["zh"]) == places(card["reply"]["en"]) <= PLACES
    for part in set(PARTS) - {"reply"}:
        assert not any("{" in text or "}" in text for text in card[part].values())


@by_id
@in_both
def test_a_reply_asks_and_names_amount_and_date(card: dict, language: str) -> None:
    reply = card["reply"][language]
    assert "deadline" in places(reply)
    assert ("open" in places(reply)) == (card["id"] not in FIXED["without_amount"])
    assert re.search("[？?]", reply), "no question that verifies"


@by_id
def test_the_question_to_verify_is_one(card: dict) -> None:
    assert card["ask"]["zh"].count("？") == 1
    assert card["ask"]["zh"].endswith("？")
    assert card["ask"]["en"].count("?") == 1
    assert card["ask"]["en"].endswith("?")


@by_id
def test_a_reply_can_be_said_in_one_breath(card: dict) -> None:
    assert 40 <= len(card["reply"]["zh"]) <= 140
    assert 20 <= len(card["reply"]["en"].split()) <= 70


@by_id
@in_both
def test_what_is_spoken_threatens_nobody(card: dict, language: str) -> None:
    assert not threats(card["ask"][language] + card["reply"][language] + card["close"][language], language)


def test_the_list_of_threats_catches_a_threat() -> None:
    assert threats("再不付就列入失信，我们报警。", "zh") == ["列入失信", "报警"]
    assert threats("Pay, or else we call the Police.", "en") == ["police", "or else"]


@pytest.mark.parametrize("row", [*CARDS, *MEASURES], ids=lambda row: row["id"])
def test_chinese_texts_use_chinese_punctuation(row: dict) -> None:
    for name, text in pairs(row):
        bare = re.sub(r"\{\w+\}", "", text["zh"])
        assert not re.search(r"[,;:?!()\"']", bare), f"{row['id']}.{name}: {bare}"


@pytest.mark.parametrize("row", [*CARDS, *MEASURES], ids=lambda row: row["id"])
def test_quotation_marks_are_curly_and_single_in_what_a_script_puts_in_quotes(row: dict) -> None:
    for name, text in pairs(row):
        assert not re.search("[\"']", text["en"]), f"{row['id']}.{name}"
        if name in ("says", "ask", "reply", "say"):
            assert not re.search("[“”]", text["zh"] + text["en"]), f"{row['id']}.{name}"


def test_every_place_has_its_blank_in_both_languages() -> None:
    assert set(BLANKS) >= PLACES
    assert all(blank["zh"] and blank["en"] for blank in BLANKS.values())


def test_the_twelve_countermeasures_are_numbered_and_say_where_they_come_from() -> None:
    assert [measure["id"] for measure in MEASURES] == [f"cm-{n:02}" for n in range(1, 13)]
    assert [measure["number"] for measure in MEASURES] == list(range(1, 13))
    assert [measure["source"] for measure in MEASURES] == ["seed"] * 8 + ["part"] + ["circulated"] * 3


@by_number
def test_a_countermeasure_is_complete_in_both_languages(measure: dict) -> None:
    texts = dict(pairs(measure))
    assert set(texts) == {"title", "point", "steps", "say", "mistake", "caution"}
    assert 3 <= len(measure["steps"]) <= 6
    for _, text in pairs(measure):
        assert set(text) == {"zh", "en"}
        assert all(len(words) > 4 for words in text.values())
        assert not re.search(r"[一-鿿]", text["en"])


@by_number
def test_a_countermeasure_leads_to_cards_a_document_and_rules_that_exist(measure: dict) -> None:
    assert set(measure["excuses"]) <= set(IDS)
    assert measure["excuses"]
    assert measure["document"] in FIXED["documents"]
    assert measure["law"]
    assert not set(measure["law"]) - set(tables.laws())


@by_number
@in_both
def test_the_words_of_a_countermeasure_are_sayable_and_lawful(measure: dict, language: str) -> None:
    say = measure["say"][language]
    assert places(say) <= PLACES
    assert not threats(" ".join(chain([say], (step[language] for step in measure["steps"]))), language)
    assert len(say) <= 140 if language == "zh" else len(say.split()) <= 70


@by_number
def test_places_of_a_countermeasure_are_the_same_in_both_languages(measure: dict) -> None:
    assert places(measure["say"]["zh"]) == places(measure["say"]["en"])
