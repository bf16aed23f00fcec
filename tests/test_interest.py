"""Interest on overdue claims."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import tables
from generator.errors import Refusal
from generator.interest import accrue
from generator.model import Claim, Credit, InterestTerms, Payment
from generator.money import minor_units, to_places

CASES = tomllib.loads((Path(__file__).parent / "cases/interest.toml").read_text(encoding="utf-8"))["case"]
DUE = date(2025, 1, 15)
RATES = ("percent_per_year", "per_mille_per_day", "multiplier")


def interest(claim, terms, as_of, **facts):
    return accrue(claim, terms, as_of=as_of, rules=tables.interest_rules(), lpr=tables.lpr(), **facts)


def claim_of(case):
    return Claim(
        number="A-1",
        currency=case.get("currency", "CNY"),
        amount=Decimal(case.get("amount", "100000")),
        due_date=case.get("due", DUE),
        payments=tuple(Payment(row["date"], Decimal(row["amount"])) for row in case.get("payments", ())),
        credits=tuple(Credit(row["date"], Decimal(row["amount"])) for row in case.get("credits", ())),
    )


def terms_of(case):
    return InterestTerms(**{name: Decimal(v) if name in RATES else v for name, v in case["terms"].items()})


def named(wanted):
    cases = [case for case in CASES if wanted in case]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case["name"])


@named("total")
def test_interest_accrues(case):
    found = interest(claim_of(case), terms_of(case), case["as_of"], **case.get("facts", {}))
    assert str(found.total) == case["total"]
    assert found.provisional == case.get("provisional", False)
    assert len(found.later) == case.get("later", 0)
    assert str(found.covered) == case.get("covered", str(found.total * 0))
    assert set(case.get("law", ())) <= set(found.law)


@named("segments")
def test_the_working_has_a_segment_for_each_stretch(case):
    found = interest(claim_of(case), terms_of(case), case["as_of"], **case.get("facts", {}))
    shown = [(s.from_, s.to, s.days, s.principal, s.percent_per_year, s.amount) for s in found.segments]
    numbers = ("principal", "percent_per_year", "amount")
    assert shown == [(s["from"], s["to"], s["days"], *(Decimal(s[name]) for name in numbers)) for s in case["segments"]]


@named("refused")
def test_interest_without_its_ground_is_refused(case):
    with pytest.raises(Refusal) as refused:
        interest(claim_of(case), terms_of(case), case["as_of"], **case.get("facts", {}))
    assert [[problem.path, problem.code] for problem in refused.value.problems] == case["refused"]


def test_every_refusal_has_its_sentence_in_both_languages():
    codes = {code for case in CASES for _, code in case.get("refused", ())}
    assert codes <= set(tables.messages())


@named("total")
def test_every_rule_named_is_in_the_table_of_rules(case):
    found = interest(claim_of(case), terms_of(case), case["as_of"], **case.get("facts", {}))
    assert set(found.law) <= set(tables.laws())


# --- for any claim whatever ---------------------------------------------------------------------------

CENTS = st.integers(1, 10**9).map(lambda n: Decimal(n) / 100)


@st.composite
def claims(draw):
    amount = draw(CENTS)
    left, entries = amount, []
    for kind in draw(st.lists(st.sampled_from([Payment, Credit]), max_size=4)):
        part = to_places(left * draw(st.integers(0, 100)) / 100, 2)
        if 0 < part <= left:
            left -= part
            entries.append(kind(DUE + timedelta(days=draw(st.integers(-30, 500))), part))
    payments = tuple(entry for entry in entries if isinstance(entry, Payment))
    credits = tuple(entry for entry in entries if isinstance(entry, Credit))
    return Claim("A-1", "CNY", amount, DUE, payments=payments, credits=credits)


@st.composite
def terms(draw):
    shared = {
        "day_count": draw(st.sampled_from([365, 360])),
        "allocation": draw(st.sampled_from(["principal", "statutory"])),
    }
    match draw(st.sampled_from(["yearly", "daily", "at_breach", "floating"])):
        case "yearly":
            return InterestTerms("contract", percent_per_year=Decimal(draw(st.integers(1, 2400))) / 100, **shared)
        case "daily":
            return InterestTerms("contract", per_mille_per_day=Decimal(draw(st.integers(1, 100))) / 100, **shared)
        case mode:
            return InterestTerms("lpr", multiplier=Decimal("1.5"), lpr_mode=mode, **shared)


DAYS = st.integers(-5, 700).map(lambda n: DUE + timedelta(days=n))


def day_by_day(claim, terms, as_of):
    """The same interest by the dullest way there is: one day after the other."""
    principal, unpaid, total = Fraction(claim.amount), Fraction(0), Fraction(0)
    rules = tables.interest_rules()
    assert rules.multiplier_max == Decimal("1.5")
    day = min([DUE, *(entry.date for entry in (*claim.payments, *claim.credits))])
    while day <= as_of:
        for credit in claim.credits:
            principal -= Fraction(credit.amount) if credit.date == day else 0
        for payment in claim.payments:
            if payment.date == day:
                offset = min(unpaid, Fraction(payment.amount)) if terms.allocation == "statutory" else 0
                unpaid -= offset
                principal -= Fraction(payment.amount) - offset
        if day > DUE:
            if terms.per_mille_per_day is not None:
                share = Fraction(terms.per_mille_per_day) / 1000
            elif terms.percent_per_year is not None:
                share = Fraction(terms.percent_per_year) / 100 / terms.day_count
            else:
                asked = day if terms.lpr_mode == "floating" else DUE + timedelta(days=1)
                share = Fraction(tables.lpr().rate_on(asked).percent) * Fraction(3, 2) / 100 / terms.day_count
            unpaid += principal * share
            total += principal * share
        day += timedelta(days=1)
    return total, principal + unpaid


@given(claims(), terms(), DAYS)
def test_the_segments_give_what_counting_day_by_day_gives(claim, terms, as_of):
    total, _ = day_by_day(claim, terms, as_of)
    assert interest(claim, terms, as_of).total == to_places(total, 2)


@given(claims(), terms(), DAYS)
def test_open_amount_and_interest_are_what_is_owed_whichever_way_payments_are_set_off(claim, terms, as_of):
    found = interest(claim, terms, as_of)
    later = sum((entry.amount for entry in found.later), Decimal(0))
    _, owed = day_by_day(claim, terms, as_of)
    assert abs(Fraction(claim.open + later + found.total) - owed) <= Fraction(1, 200)


@given(claims(), terms(), DAYS)
def test_segments_follow_each_other_and_add_up_to_the_total(claim, terms, as_of):
    found = interest(claim, terms, as_of)
    for before, after in zip(found.segments, found.segments[1:], strict=False):
        assert before.to < after.from_
        same = (before.principal, before.percent_per_year) == (after.principal, after.percent_per_year)
        assert not same or terms.allocation == "statutory"  # set-off may change the principal by less than a cent
    for segment in found.segments:
        assert segment.days == (segment.to - segment.from_).days + 1
    assert abs(sum(s.amount for s in found.segments) - found.total) <= Decimal("0.00501")


@given(claims(), terms(), DAYS)
def test_while_something_is_open_every_overdue_day_is_in_a_segment(claim, terms, as_of):
    found = interest(claim, terms, as_of)
    if claim.open + sum((entry.amount for entry in found.later), Decimal(0)) > 0:
        assert sum(segment.days for segment in found.segments) == max(0, (as_of - DUE).days)


@given(claims(), terms(), DAYS)
def test_interest_never_shrinks_as_days_go_by(claim, terms, as_of):
    assert interest(claim, terms, as_of).total <= interest(claim, terms, as_of + timedelta(days=1)).total


@given(CENTS, st.integers(1, 600), st.integers(1, 600), terms())
def test_counting_in_two_parts_changes_at_most_one_cent(amount, first, second, terms):
    whole = Claim("A-1", "CNY", amount, DUE)
    middle, end = DUE + timedelta(days=first), DUE + timedelta(days=first + second)
    fixed = InterestTerms("contract", percent_per_year=Decimal("7.3"), day_count=terms.day_count)
    parts = interest(whole, fixed, middle).total + interest(Claim("A-1", "CNY", amount, middle), fixed, end).total
    assert abs(parts - interest(whole, fixed, end).total) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("currency", "places"), [("CNY", 2), ("JPY", 0), ("KRW", 0), ("BHD", 3), ("TND", 3), ("XAF", 2)]
)
def test_a_currency_has_its_decimals(currency, places):
    assert minor_units(currency) == places


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("-0.004", 2, "0.00"), ("2.5", 0, "3"), ("0.0449999", 1, "0.0")],
)
def test_halves_are_rounded_away_from_zero(value, places, expected):
    assert str(to_places(Decimal(value), places)) == expected
