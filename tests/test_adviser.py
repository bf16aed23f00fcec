"""The next step: which document, through which channel, on which day, and why."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator import assess, build, tables, write
from generator.adviser import last_promise
from generator.api import assessment_json
from generator.stages import at_level, by_age

CASES = tomllib.loads((Path(__file__).parent / "cases" / "adviser.toml").read_text(encoding="utf-8"))["case"]


def raw_case(case: dict[str, Any]) -> dict[str, Any]:
    claim: dict[str, Any] = {"number": "1", "amount": "10000.00", "due_date": "2026-09-01"}
    claims = [claim, *({**claim, "number": f"{n}", "due_date": day} for n, day in enumerate(case.get("also", ()), 2))]
    claim["payments"] = [dict(zip(("date", "amount"), row.split(), strict=True)) for row in case.get("paid", ())]
    if "dispute" in case:
        claim["dispute"] = {"amount": case["dispute"]}
    names = ("date", "type", "channel", "pay_on", "amount")
    events = [dict(zip(names, row.split(), strict=False)) for row in case.get("history", ())]
    return {
        "as_of": case["as_of"],
        "creditor": {"name": "A"},
        "debtor": {"name": "B", **case.get("debtor", {})},
        "claims": claims,
        "events": events,
        "judgment": dict(zip(("date", "pay_by", "principal"), case["judgment"].split(), strict=True))
        if "judgment" in case
        else None,
        "hold": {"reason": "集团正在整合账户", "until": case["hold"]} if "hold" in case else None,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_advised(case: dict[str, Any]) -> None:
    found = assess(build(raw_case(case)))
    step = found.next
    assert found.stage.id == case["stage"]
    assert f"{step.document} {step.channel} {step.on}" == case["next"]
    assert [reason.code for reason in step.reasons] == case["why"]


def test_every_advised_document_can_be_written_through_the_advised_channel() -> None:
    guide = tables.adviser()
    advised = {(stage.document, stage.channel) for stage in (*guide.ladder, guide.settled)}
    advised |= {(name, channel) for case in CASES for name, channel, _ in [case["next"].split()]}
    for name, channel in advised:
        assert channel in tables.documents()[name].channels


def test_every_reason_has_its_sentence() -> None:
    assert {code for case in CASES for code in case["why"]} <= set(tables.reasons())


def test_stage_and_level_agree_with_the_ladder() -> None:
    ladder = tables.adviser().ladder
    assert [stage.from_day for stage in ladder] == sorted(stage.from_day for stage in ladder)
    assert [stage.level for stage in ladder] == sorted(stage.level for stage in ladder)
    assert by_age(-8, ladder).id == "not-due"
    assert by_age(-7, ladder).id == "due-soon"
    assert at_level(2, ladder).id == "demand-1"


def test_a_promise_without_an_amount_is_kept_only_by_paying_all() -> None:
    raw = raw_case(
        {"as_of": "2026-09-28", "history": ["2026-09-15 promise call 2026-09-23"], "paid": ["2026-09-20 9999.99"]}
    )
    promise = last_promise(build(raw), grace_days=1)
    assert promise is not None
    assert promise.status == "part"


JUDGED = {"as_of": "2026-11-30", "judgment": "2026-11-01 2026-11-11 10000.00"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_after_a_judgment_the_reasons_name_what_is_unpaid_what_has_doubled_and_the_last_day(language: Any) -> None:
    """19 days at 0.175 ‰ on 10,000.00; two years from the day the judgment gave for payment, safe before rest days."""
    words = assessment_json(assess(build(raw_case(JUDGED))), language=language)["next"]["reason"]
    assert "10,000.00" in words
    assert "33.25" in words
    assert ("2028年11月11日" if language == "zh" else "11 November 2028") in words
    assert "{" not in words


@pytest.mark.parametrize("document", ["demand-1", "demand-2", "formal-notice", "final-notice"])
def test_a_demand_after_a_judgment_is_warned_of(document: str) -> None:
    raw = raw_case(JUDGED)
    account = {"currency": "CNY", "account_name": "A", "bank": "B", "number": "1"}
    raw["creditor"] = {"name": "A", "contact": {"name": "C", "mobile": "1"}, "accounts": [account]}
    raw["fields"] = {"step": "suit"}
    letter = write(build(raw), document=document, language="zh")
    assert "judgment-decided" in [found.code for found in letter.warnings]
    raw["judgment"] = None
    letter = write(build(raw), document=document, language="zh")
    assert "judgment-decided" not in [found.code for found in letter.warnings]


def test_every_state_of_a_judgment_has_a_case_here() -> None:
    told = {code for case in CASES for code in case["why"]}
    after = {code for code in tables.reasons() if code.startswith(("judgment", "enforcement"))}
    assert after - {"judgment"} <= told


def test_what_the_judgment_says_need_not_be_typed_again_for_the_court() -> None:
    raw = raw_case({**JUDGED, "paid": ["2026-11-20 4000.00"]})
    raw["judgment"]["number"] = "（2026）江0102民初1234号民事判决书"
    raw["fields"] = {"court": "云州市人民法院", "our_rep": "李强", "their_rep": "王海"}
    text = write(build(raw), document="auto", language="zh").text
    assert "（2026）江0102民初1234号民事判决书，于2026年11月1日生效，履行期限届满日为2026年11月11日" in text
    assert "强制被执行人支付¥6,000.00" in text
    raw["fields"]["amount"] = "5000.00"
    assert "强制被执行人支付¥5,000.00" in write(build(raw), document="auto", language="zh").text


FOR_THE_COURT = {"court": "云州市人民法院", "our_rep": "李强", "their_rep": "王海"}


@pytest.mark.parametrize(
    ("typed", "sum_", "base"),
    [
        ({}, "¥25.55", "¥6,000.00"),  # 8 days on 10,000.00, then 11 on what a payment of 4,000.00 left
        ({"amount": "6500.00"}, "¥25.55", "¥6,000.00"),  # the rest is interest, which bears none
        ({"amount": "5000.00"}, "¥16.63", "¥5,000.00"),  # 19 days on what is asked for
        ({"amount": "6500.00", "base": "2000.00"}, "¥6.65", "¥2,000.00"),
        ({"due": "2026-11-29"}, "¥1.05", "¥6,000.00"),
    ],
)
def test_the_application_states_the_doubled_interest_so_far_and_on_what_it_runs_on(
    typed: dict[str, str], sum_: str, base: str
) -> None:
    raw = raw_case({**JUDGED, "paid": ["2026-11-20 4000.00"]})
    raw["fields"] = {"title": "判决书", **FOR_THE_COURT, **typed}
    text = write(build(raw), document="enforcement-application", language="zh").text
    assert (
        f"至2026年11月30日为{sum_}，此后以尚未清偿的除一般债务利息之外的金钱债务{base}为基数，按每日0.175‰计算" in text
    )
    assert "至实际付清之日" in text
    assert sum_[1:] in write(build(raw), document="enforcement-application", language="en").text.split("中")[0]


def test_the_application_states_no_doubled_interest_where_none_has_accrued() -> None:
    raw = raw_case({"as_of": "2026-11-30"})
    known = {"title": "判决书", "effective": "2026-11-01", "due": "2026-11-30", "amount": "100.00"}
    raw["fields"] = {**known, **FOR_THE_COURT}
    text = write(build(raw), document="enforcement-application", language="zh").text
    assert "自履行期限届满的次日起计算至实际付清之日；" in text
