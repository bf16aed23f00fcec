"""The limitation period of a claim."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import tables
from generator.calendar import WorkCalendar, years_after
from generator.limitation import period
from generator.model import Claim, Event, Payment

CASES = tomllib.loads((Path(__file__).parent / "cases/limitation.toml").read_text(encoding="utf-8"))["case"]
AS_OF = date(2026, 11, 21)


def limitation(claim, events=(), *, export=False, as_of=AS_OF):
    return period(
        claim, events, export=export, as_of=as_of, rules=tables.limitation_rules(), calendar=tables.calendar()
    )


def claim_of(case):
    return Claim(
        number="A-1",
        currency="CNY",
        amount=Decimal(100000),
        due_date=case.get("due", date(2025, 1, 15)),
        due_by_statute=case.get("by_statute", False),
        payments=tuple(Payment(p["date"], Decimal(p["amount"]), p["reference"]) for p in case.get("payments", ())),
    )


def events_of(case):
    return [Event(**{"provable": True, **event}) for event in case.get("events", ())]


def result_of(case):
    return limitation(claim_of(case), events_of(case), export=case.get("export", False), as_of=case.get("as_of", AS_OF))


def named(wanted):
    cases = [case for case in CASES if wanted in case]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["name"])


@named("last_day")
def test_the_last_day(case):
    found = result_of(case)
    assert found.last_day == case["last_day"]
    assert found.counted_from == case.get("counted_from", claim_of(case).due_date)
    assert (found.restarted_by.type if found.restarted_by else None) == case.get("restarted_by")


@named("years")
def test_the_length_of_the_period(case):
    assert result_of(case).years == case["years"]


@named("status")
def test_how_things_stand(case):
    assert result_of(case).status == case["status"]


@named("steps")
def test_the_working_step_by_step(case):
    assert [step.code for step in result_of(case).steps] == case["steps"]


@named("law")
def test_the_rules_that_were_applied(case):
    assert set(case["law"]) <= set(result_of(case).law)


@named("last_day")
def test_every_rule_named_is_in_the_table_of_rules(case):
    found = result_of(case)
    assert {*found.law, *(step.law for step in found.steps if step.law)} <= set(tables.laws())


@named("notes")
def test_what_a_person_should_read(case):
    assert list(result_of(case).notes) == case["notes"]


def test_only_the_calendar_beyond_its_notices_makes_a_day_provisional():
    claim = claim_of({"due": date(2023, 12, 31)})
    assert limitation(claim).last_day == date(2026, 12, 31)
    assert not limitation(claim).provisional
    assert limitation(claim_of({"due": date(2024, 1, 1)})).provisional


def test_every_code_has_its_sentence_in_both_languages():
    codes = {step.code for case in CASES for step in result_of(case).steps}
    codes |= {note for case in CASES for note in result_of(case).notes}
    assert codes <= set(tables.table("explain")["step"])


def test_the_edge_of_the_old_period_follows_from_its_length_and_the_day_of_the_change():
    raw = tables.table("limitation")["transition"]
    edge = raw["last_expired_start"]
    assert years_after(edge, raw["years"]) < raw["date"] <= years_after(edge + timedelta(days=1), raw["years"])


# --- for any claim and history whatever ------------------------------------------------------------------

DUES = st.dates(date(1995, 1, 1), date(2030, 12, 31))
TYPES = ["demand", "part_payment", "promise", "acknowledgement", "lawsuit", "payment_order", "mediation", "note"]


@st.composite
def histories(draw):
    due = draw(DUES)
    gaps = draw(st.lists(st.integers(-200, 1300), max_size=12))
    day, events = due, []
    for gap in gaps:
        day += timedelta(days=gap)
        events.append(Event(day, draw(st.sampled_from(TYPES)), provable=draw(st.booleans())))
    return Claim("A-1", "CNY", Decimal(1), due), events


@given(histories(), st.booleans(), st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_last_day_is_worked_and_within_twenty_years(history, export, as_of):
    claim, events = history
    found = limitation(claim, events, export=export, as_of=as_of)
    calendar = WorkCalendar()
    assert calendar.is_workday(found.last_day)
    assert found.last_day <= calendar.next_workday(years_after(claim.due_date, 20))


@given(histories(), st.booleans())
def test_an_act_can_only_move_the_last_day_later(history, export):
    claim, events = history
    as_of = date(2045, 1, 1)
    assert (
        limitation(claim, events, export=export, as_of=as_of).last_day
        >= limitation(claim, events[:0], export=export, as_of=as_of).last_day
    )


@given(histories())
def test_the_order_of_the_file_does_not_matter(history):
    claim, events = history
    as_of = date(2045, 1, 1)
    assert limitation(claim, events, as_of=as_of).last_day == limitation(claim, events[::-1], as_of=as_of).last_day


@given(histories())
def test_without_proof_nothing_restarts(history):
    claim, events = history
    unproved = [Event(event.date, event.type) for event in events]
    assert limitation(claim, unproved, as_of=date(2045, 1, 1)).restarted_by is None
