"""Texts are refused where a condition of the law, or a bound of their own fields, is not kept."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import Refusal, assess, build, conditions, explain, tables, write
from generator.catalogue import _CONDITIONS as KNOWN
from generator.catalogue import Document, document
from generator.errors import TableError
from generator.model import Case, Language

Filler = Callable[[Document, Language], Case]

SOUND = json.loads((Path(__file__).parent / "cases/samples/part-paid.json").read_text(encoding="utf-8"))
SOUND["fields"] = {
    "court": "云州市人民法院",
    "our_rep": "周衡",
    "their_rep": "王海",
    "counter_duty": "no",
    "preserved": "no",
}
UNMET: dict[str, tuple[dict[str, Any], str]] = {
    "interest that no clause supports": ({"interest.clause": ""}, "interest.clause condition-clause-for-interest"),
    "interest on another ground than the contract": (
        {"interest": {"basis": "lpr", "multiplier": "1.5"}},
        "interest.basis condition-clause-for-interest",
    ),
    "a claim in dispute": (
        {"claims.0.dispute": {"amount": "1.00", "reason": "短少"}},
        "claims condition-undisputed",
    ),
    "a debtor abroad": ({"debtor.export": True}, "debtor.export condition-domestic"),
    "a debtor nobody can reach": ({"debtor.address": ""}, "debtor.address field-needed"),
    "a duty of ours in return": ({"fields.counter_duty": "yes"}, "fields.counter_duty condition-no-counter-duty"),
    "preservation before suit": ({"fields.preserved": "yes"}, "fields.preserved condition-no-preservation"),
    "nothing said of a duty in return": ({"fields.counter_duty": ""}, "fields.counter_duty field-needed"),
    "a debt not yet due": ({"as_of": "2026-10-01", "events": [], "claims.0.payments": []}, "claims nothing-to-claim"),
}


def changed(changes: dict[str, Any]) -> dict[str, Any]:
    raw = copy.deepcopy(SOUND)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = raw
        for step in steps:
            place = place[step]
        place[last] = value
    return raw


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", UNMET)
def test_a_payment_order_is_refused_for(name: str, language: Any) -> None:
    changes, problem = UNMET[name]
    with pytest.raises(Refusal) as refused:
        write(build(changed(changes)), document="payment-order")
    assert problem in [f"{p.path} {p.code}" for p in refused.value.problems]
    assert all("{" not in row["text"] for row in explain(refused.value, language=language))


def test_a_payment_order_with_all_conditions_is_written() -> None:
    assert "支付令" in write(build(SOUND), document="payment-order").text


def test_without_any_interest_no_clause_is_needed() -> None:
    text = write(build(changed({"interest": {"basis": "none"}})), document="payment-order").text
    assert "支付货款本金" in text


def test_conditions_hold_only_for_the_documents_that_name_them() -> None:
    changes = {"interest.clause": "", "debtor.export": True}
    assert write(build(changed(changes)), document="demand-1").text


def test_the_catalogue_knows_exactly_the_conditions_that_can_be_checked() -> None:
    assert set(KNOWN) == set(conditions._CONDITIONS)
    assert any(document.conditions for document in tables.documents().values())


def test_a_debt_that_is_not_due_is_named_where_a_document_speaks_of_all_claims() -> None:
    document = replace(tables.documents()["payment-order"], claims="open")
    case = build(changed({"as_of": "2026-10-01", "events": [], "claims.0.payments": []}))
    [found] = [p for p in conditions.unmet(case, document, assess(case).claims) if p.code == "condition-due"]
    assert found.args["number"] == "26310078"


STOPPED = {"ground": "insecurity", "evidence": "被执行人信息（2026）云0102执88号"}
REFUSED: dict[str, tuple[str, str, dict[str, str], str]] = {
    "a stop for insecurity without evidence": (
        "supply-stop",
        "one-invoice",
        {"ground": "insecurity"},
        "fields.evidence field-needed-for",
    ),
    "a stop by contract without its clause": (
        "supply-stop",
        "one-invoice",
        {"ground": "clause"},
        "fields.clause field-needed-for",
    ),
    "a shipment held without a clause": (
        "export-shipment-hold",
        "one-invoice",
        {"clause": ""},
        "fields.clause field-needed",
    ),
    "an acceptance with open items that nobody names": (
        "acceptance-certificate",
        "one-invoice",
        {"result": "passed-with-items", "open_items": ""},
        "fields.open_items field-needed-for",
    ),
    "an instalment without its day": ("payment-plan", "one-invoice", {"date_2": ""}, "fields.date_2 field-needed-for"),
    "an instalment without its amount": (
        "payment-plan",
        "one-invoice",
        {"amount_3": ""},
        "fields.amount_3 field-needed-for",
    ),
    "instalments out of order": (
        "payment-plan",
        "one-invoice",
        {"date_2": "2026-12-01"},
        "fields.date_2 field-too-early",
    ),
    "a plan in money that is not owed": (
        "payment-plan",
        "one-invoice",
        {"currency": "USD"},
        "fields.currency condition-currency-of-claims",
    ),
    "a set-off above what we owe": (
        "set-off",
        "one-invoice",
        {"ours": "100.00", "amount": "100.01"},
        "fields.amount field-too-large",
    ),
    "a set-off above what is owed to us": (
        "set-off",
        "one-invoice",
        {"ours": "200000.00", "amount": "126400.01"},
        "fields.amount field-too-large",
    ),
    "a promise for a day that has passed": (
        "promise-letter",
        "one-invoice",
        {"pay_on": "2026-11-19"},
        "fields.pay_on field-too-early",
    ),
    "enforcement before the judgment's day has passed": (
        "enforcement-application",
        "one-invoice",
        {"due": "2026-11-21"},
        "fields.due field-too-late",
    ),
    "a new delivery date before the old one": (
        "delay-apology",
        "one-invoice",
        {"old": "2026-12-11", "new": "2026-12-10"},
        "fields.new field-too-early",
    ),
    "interest after the bankruptcy": (
        "bankruptcy-claim",
        "old-debt",
        {"accepted": "2026-11-19"},
        "as_of condition-interest-stopped",
    ),
    "a complaint under the regulation against a company of any size": (
        "sme-complaint",
        "one-invoice",
        {},
        "debtor.kind condition-sme-parties",
    ),
    "a complaint under the regulation by no small company": (
        "sme-complaint",
        "one-invoice",
        {},
        "creditor_is_sme condition-sme-parties",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_text_is_refused_for(name: str, language: Any, filled: Filler) -> None:
    id_, sample, given, problem = REFUSED[name]
    sound = filled(replace(tables.documents()[id_], sample=sample), "zh")
    fields = given if "ground" in given else {**sound.fields, **given}
    with pytest.raises(Refusal) as refused:
        write(replace(sound, fields=fields), document=id_)
    assert problem in [f"{p.path} {p.code}" for p in refused.value.problems]
    assert all("{" not in row["text"] for row in explain(refused.value, language=language))


@pytest.mark.parametrize(
    "given", [STOPPED, {"ground": "clause", "clause": "第八条"}, {"ground": "order"}, {"ground": "new"}]
)
def test_a_stop_of_supply_that_says_its_ground_is_written(given: dict[str, str], filled: Filler) -> None:
    sound = filled(tables.documents()["supply-stop"], "zh")
    text = write(replace(sound, fields=given), document="supply-stop", language="zh").text
    assert all(words in text for name, words in given.items() if name != "ground")


@pytest.mark.parametrize("document", ["formal-notice", "final-notice"])
def test_a_payment_order_is_announced_only_where_one_can_be_had(document: str) -> None:
    sound = changed({"fields.step": "payment-order"})
    assert "支付令" in write(build(sound), document=document).text
    for hindrance in ({"debtor.export": True}, {"claims.0.dispute": {"amount": "1.00"}}):
        with pytest.raises(Refusal) as refused:
            write(build(changed({"fields.step": "payment-order", **hindrance})), document=document)
        assert [p.code for p in refused.value.problems] == ["condition-announced-step"]


def test_a_condition_may_only_name_fields_that_there_are() -> None:
    raw = {
        "id": "x",
        "title": {},
        "purpose": {},
        "stage": "legal",
        "channels": [],
        "fields": [{"id": "a", "label": {}, "required_if": {"b": []}, "at_most": ["c"]}],
    }
    with pytest.raises(TableError) as wrong:
        document(raw, templates=set())
    assert ["b" in wrong.value.problems[0].code, "c" in wrong.value.problems[1].code] == [True, True]
