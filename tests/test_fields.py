"""A case is read whole, or every problem is told with its place."""

import copy
import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import CaseError, build, explain, load

HERE = Path(__file__).parent
SOUND = json.loads((HERE / "cases" / "samples" / "one-invoice.json").read_text(encoding="utf-8"))
CASES = tomllib.loads((HERE / "cases" / "fields.toml").read_text(encoding="utf-8"))["case"]


def changed(case: dict[str, Any]) -> dict[str, Any]:
    """The sound case with the changes of a test case."""
    raw = copy.deepcopy(SOUND)
    for path in (*case.get("set", {}), *case.get("remove", ())):
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place = raw
        for step in steps:
            place = place[step]
        if path in case.get("remove", ()):
            place.pop(last, None)
        else:
            place[last] = case["set"][path]
    return raw


def problems_of(text: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        load(text)
    return [f"{problem.path} {problem.code}" for problem in caught.value.problems]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_problem_is_told_with_its_place(case: dict[str, Any]) -> None:
    assert problems_of(json.dumps(changed(case))) == case["problems"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_problem_has_a_sentence_without_holes(case: dict[str, Any], language: Any) -> None:
    with pytest.raises(CaseError) as caught:
        build(changed(case))
    for row in explain(caught.value, language=language):
        assert row["text"]
        assert not re.search(r"\{[a-z_]+\}", row["text"])
        assert "expected-" not in row["text"]
        assert row["code"] not in row["text"].split()


def test_two_claims_with_one_number_are_told_once() -> None:
    raw = copy.deepcopy(SOUND)
    raw["claims"] *= 2
    assert problems_of(json.dumps(raw)) == ["claims[1].number number-twice"]


def test_a_key_that_stands_twice_is_no_case() -> None:
    assert problems_of('{"as_of": "2026-11-20", "as_of": "2026-11-21"}') == ["as_of key-twice"]


@pytest.mark.parametrize("text", ["", "{", "[1,", "nonsense", "{'a': 1}", "[" * 100_000])
def test_what_is_not_json_is_told_as_one_problem(text: str) -> None:
    assert problems_of(text) == [" not-json"]


@pytest.mark.parametrize("text", ["[]", "1", '"text"', "null", "true"])
def test_json_that_is_no_object_is_told_as_one_problem(text: str) -> None:
    codes = problems_of(text)
    assert codes[0] == " wrong-type"


def test_a_name_of_a_megabyte_is_refused_with_its_length() -> None:
    raw = copy.deepcopy(SOUND)
    raw["debtor"]["name"] = "云" * 1_000_000
    with pytest.raises(CaseError) as caught:
        build(raw)
    assert [(p.path, p.code, p.args["length"]) for p in caught.value.problems] == [
        ("debtor.name", "too-long", "1000000")
    ]


def test_the_day_given_outside_wins_over_the_one_in_the_file() -> None:
    assert build(SOUND, as_of=date(2026, 12, 1)).as_of == date(2026, 12, 1)
    assert build(SOUND).as_of == date(2026, 11, 20)


def test_without_a_day_there_is_no_case() -> None:
    raw = {name: value for name, value in SOUND.items() if name != "as_of"}
    with pytest.raises(CaseError) as caught:
        build(raw)
    assert [p.path for p in caught.value.problems] == ["as_of"]


def test_blank_fields_of_a_form_count_as_not_given() -> None:
    raw = copy.deepcopy(SOUND)
    raw["debtor"]["address"] = ""
    raw["claims"][0]["issue_date"] = None
    case = build(raw)
    assert case.debtor.address == ""
    assert case.claims[0].issue_date is None


def test_without_a_due_date_the_delivery_date_counts() -> None:
    raw = copy.deepcopy(SOUND)
    del raw["claims"][0]["due_date"]
    claim = build(raw).claims[0]
    assert claim.due_date == date(2026, 8, 12)
    assert claim.due_by_statute


def test_the_id_of_an_excuse_may_be_written_in_capitals() -> None:
    assert build({**SOUND, "excuse": "A1"}).excuse == "a1"


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999999.99"), places=2))
def test_an_amount_is_read_to_the_last_digit(amount: Decimal) -> None:
    raw = copy.deepcopy(SOUND)
    raw["claims"][0].update(amount=f"{amount:f}", payments=[])
    assert build(raw).claims[0].open == amount


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda part: st.lists(part) | st.dictionaries(st.text(), part),
        max_leaves=12,
    )
)
def test_any_json_gives_a_case_or_problems_never_a_crash(value: Any) -> None:
    with pytest.raises(CaseError) as caught:
        load(json.dumps(value))
    assert caught.value.problems


@given(
    name=st.sampled_from(["creditor", "debtor", "claims", "interest", "events", "tone", "fields"]),
    value=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
        max_leaves=6,
    ),
)
def test_any_value_in_any_place_gives_a_case_or_problems(name: str, value: Any) -> None:
    try:
        load(json.dumps({**SOUND, name: value}))
    except CaseError as error:
        assert error.problems
