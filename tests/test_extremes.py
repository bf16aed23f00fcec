"""Whatever is typed, however large or far away: a result or a refusal in words, never a crash."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import HuikuanError, api, explain, tables
from generator.errors import TableError, TemplateError
from generator.model import TONES

DOCUMENTS = list(tables.documents().values())
EDGES = ("1949-01-01", "2019-08-19", "2019-08-20", "2020-02-29", "2026-11-21", "2199-12-31")
DAYS = st.sampled_from(EDGES) | st.dates(date(1949, 1, 1), date(2199, 12, 31)).map(str)
WHOLE = st.sampled_from(["0", "1", "999999999999999"]) | st.integers(0, 10**15 - 1).map(str)
AMOUNTS = st.builds(lambda whole, part: whole + part, WHOLE, st.sampled_from(["", ".01", ".5", ".999", ".00"]))
RATES = st.sampled_from(["0", "0.000001", "1", "1.3", "1.5", "24", "999.999999"])
CURRENCIES = st.sampled_from(["CNY", "CNY", "USD", "GBP", "EUR", "JPY", "KWD", "ZZZ"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def rows(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(parts), max_size=3)


CLAIM = st.fixed_dictionaries(
    {
        "amount": AMOUNTS,
        "currency": CURRENCIES,
        "due_date": DAYS,
        "delivery_date": maybe(DAYS),
        "payments": rows(date=DAYS, amount=AMOUNTS, reference=st.sampled_from(["", "流水"])),
        "credits": rows(date=DAYS, amount=AMOUNTS),
        "dispute": maybe(st.fixed_dictionaries({"amount": AMOUNTS})),
        "guarantee": maybe(
            st.fixed_dictionaries(
                {
                    "guarantor": st.just("王海"),
                    "period_months": maybe(st.sampled_from([1, 600])),
                    "given_on": maybe(DAYS),
                }
            )
        ),
        "instalments": rows(due_date=DAYS, amount=AMOUNTS),
        "iou": maybe(st.fixed_dictionaries({"date": DAYS, "pay_on": maybe(DAYS), "after_due": st.booleans()})),
    }
)


@st.composite
def sound_claims(draw: st.DrawFn, currency: str) -> dict[str, Any]:
    """A claim without contradictions, so that most examples reach the figures and the letters."""
    amount = draw(st.sampled_from([1, 999_999_999_999_999]) | st.integers(1, 10**15 - 1))
    parts = [amount // 4, amount // 2] if amount > 3 else []
    days = draw(st.lists(DAYS, min_size=len(parts), max_size=len(parts)))
    paid = [{"date": day, "amount": f"{part}", "reference": "流水"} for day, part in zip(days, parts, strict=True)]
    split = [{"due_date": day, "amount": f"{amount}"} for day in draw(st.lists(DAYS, max_size=2))]
    written, pay_on = sorted([draw(DAYS), draw(DAYS)])
    return {
        "amount": f"{amount}",
        "currency": currency,
        "due_date": draw(DAYS),
        "delivery_date": draw(maybe(DAYS)),
        "payments": draw(st.sampled_from([[], paid[:1], paid])),
        "guarantee": draw(maybe(st.fixed_dictionaries({"guarantor": st.just("王海"), "given_on": maybe(DAYS)}))),
        "instalments": split,
        "iou": draw(st.sampled_from([None, {"date": written, "pay_on": pay_on}, {"date": written, "after_due": True}])),
    }


INTEREST = st.one_of(
    st.just({"basis": "none"}),
    st.fixed_dictionaries(
        {
            "basis": st.just("lpr"),
            "multiplier": st.sampled_from(["1.3", "1.5"]),
            "lpr_mode": st.sampled_from(["at_breach", "floating"]),
        }
    ),
    st.fixed_dictionaries({"basis": st.sampled_from(["uk_statute", "eu_minimum", "sme_regulation"])}),
    st.fixed_dictionaries(
        {
            "basis": st.just("contract"),
            "clause": st.sampled_from(["", "第八条"]),
            "percent_per_year": RATES,
            "cap_percent": maybe(RATES),
            "day_count": st.sampled_from([365, 360]),
            "allocation": st.sampled_from(["principal", "statutory"]),
        }
    ),
    st.fixed_dictionaries(
        {"basis": st.just("contract"), "per_mille_per_day": RATES, "allocation": st.just("statutory")}
    ),
)
EVENT_TYPES = ["demand", "part_payment", "promise", "acknowledgement", "lawsuit", "payment_order", "mediation", "note"]
EVENTS = rows(
    date=DAYS, type=st.sampled_from(EVENT_TYPES), provable=st.booleans(), pay_on=maybe(DAYS), amount=maybe(AMOUNTS)
)
TYPED = st.sampled_from(["", "0", "-1", "0.001", "999999999999999.99", "1E9", "x", *EDGES, "yes"]) | AMOUNTS | DAYS
JUDGMENTS = st.builds(
    lambda days, sum_: {"date": min(days), "pay_by": max(days), "principal": f"{sum_}"},
    st.tuples(DAYS, DAYS),
    st.integers(1, 10**15 - 1),
)


def _without_amounts(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**event, "amount": None} for event in events]


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    wild = draw(st.integers(0, 9)) == 0
    one = sound_claims(draw(CURRENCIES))
    claims = draw(st.lists(CLAIM if wild else one, min_size=1, max_size=3))
    account = {"account_name": "A", "bank": "B", "number": "1"}
    return {
        "as_of": draw(DAYS),
        "creditor": {
            "name": "A",
            "address": "B",
            "contact": {"name": "C", "mobile": "1"},
            "accounts": [{**account, "currency": c} for c in ("CNY", "USD", "GBP", "EUR", "JPY", "KWD", "ZZZ")],
        },
        "debtor": {
            "name": "D",
            "address": "E",
            "export": draw(st.booleans()),
            "kind": draw(st.sampled_from(["company", "public_body"])),
        },
        "creditor_is_sme": draw(st.booleans()),
        "claims": [{**claim, "number": f"{i}"} for i, claim in enumerate(claims)],
        "interest": draw(INTEREST),
        "events": draw(EVENTS if wild else EVENTS.map(_without_amounts)),
        "hold": draw(maybe(st.fixed_dictionaries({"reason": st.just("x"), "until": DAYS}))),
        "judgment": draw(maybe(JUDGMENTS)),
    }


def in_words(error: HuikuanError) -> None:
    assert not isinstance(error, (TemplateError, TableError)), error
    for language in ("zh", "en"):
        assert all(row["text"] and "{" not in row["text"] for row in explain(error, language=language))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=cases())
def test_every_case_is_assessed_and_told_or_refused_in_words(raw: dict[str, Any]) -> None:
    try:
        found = api.assess(api.build(raw))
    except HuikuanError as error:
        in_words(error)
        return
    for language in ("zh", "en"):
        assert api.assessment_json(found, language=language)["as_of"] == raw["as_of"]
        assert "None" not in api.working(found, language=language)


FITTING = {
    "date": DAYS,
    "money": st.sampled_from(["0.01", "999999999999999.99"]),
    "integer": st.sampled_from(["0", "1", "9" * 40]),
}


@st.composite
def filled(draw: st.DrawFn, document: Any) -> dict[str, str]:
    """Its fields, each with something that fits it, or now and then with anything at all."""
    typed = {}
    for field in document.fields:
        fitting = st.sampled_from([c["id"] for c in field.choices]) if field.choices else FITTING.get(field.type, TYPED)
        value = draw(TYPED if draw(st.integers(0, 19)) == 0 else fitting)
        if field.required or draw(st.booleans()):
            typed[field.id] = value or "x"
    return typed


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), raw=cases(), document=st.sampled_from(DOCUMENTS), tone=st.sampled_from(TONES))
def test_every_text_is_written_or_refused_in_words(
    data: st.DataObject, raw: dict[str, Any], document: Any, tone: Any
) -> None:
    try:
        case = api.build({**raw, "fields": data.draw(filled(document))})
        for language in document.languages:
            for channel in document.channels:
                assert api.write(case, document=document.id, channel=channel, language=language, tone=tone).text
    except HuikuanError as error:
        in_words(error)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
@pytest.mark.parametrize("amount", ["0.001", "-5", "999999999999999.999", "0"])
def test_an_amount_typed_for_a_letter_is_one_that_can_be_paid(amount: str, document: Any) -> None:
    for field in document.fields:
        if field.type == "money":
            assert field.fault(amount) is not None
            assert field.fault("999999999999999.99") is None
