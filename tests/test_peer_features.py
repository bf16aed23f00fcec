"""Row by row the features that rival dunning systems offer between them: every one of the 37 is here.

The rows and their numbers follow the comparison that the project started from; each test shows the feature at work.
"""

import ast
import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator import Refusal, assess, assessment_json, build, catalogue, tables, write
from generator.batch import manifest, run
from generator.files import docx, eml
from generator.guard import OwnTemplate
from generator.letter_folders import Order
from generator.message import Attachment
from generator.model import Case
from generator.pack import pack
from generator.planner import plan
from generator.report import Assessment
from generator.stages import Stage

HERE = Path(__file__).parent
SAMPLES = HERE / "cases" / "samples"
TODAY = date(2026, 11, 20)


def raw(name: str = "one-invoice", **changes: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return {**read, **changes}


def case(name: str = "one-invoice", **changes: Any) -> Case:
    return build(raw(name, **changes))


def text(name: str, document: str, channel: str, **dials: Any) -> str:
    return write(case(name), document=document, channel=channel, **dials).text


def several() -> Assessment:
    return assess(case("several-claims"))


def debtors(count: int) -> list[dict[str, Any]]:
    return [raw(debtor={"name": f"客户{i}有限公司"}, events=[]) for i in range(count)]


def test_row_01_works_from_a_form_or_a_table_without_an_erp() -> None:
    from generator.importer import cases, read

    table = "客户名称,发票号码,到期日,应收金额\n云州拓远,A1,2026-10-13,100.00\n云州拓远,A2,2026-10-20,50.00\n"
    found = cases(read(table.encode("gb18030"), "list.csv"), None)
    assert len(found) == 1
    assert [claim["number"] for claim in found[0]["claims"]] == ["A1", "A2"]


def test_row_02_runs_in_the_browser_and_uploads_nothing() -> None:
    reaching = {"socket", "http", "urllib.request", "ssl", "asyncio", "requests", "ftplib", "smtplib"}
    for path in (HERE.parent / "generator").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [n.name for n in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not reaching & set(names), path.name


def test_row_03_writes_for_many_debtors_in_one_run(tmp_path: Path) -> None:
    done = run(debtors(7), Order(TODAY, "demand-1", "zh"), out=tmp_path, processes=1, progress=lambda count: None)
    assert [record.status for record in done] == ["written"] * 7
    assert len(list(tmp_path.glob("*/*.docx"))) == 7


def test_row_04_one_letter_for_all_invoices_of_a_debtor() -> None:
    letter = text("several-claims", "demand-2", "letter")
    assert all(number in letter for number in ("HZ-2601", "HZ-2614", "HZ-E-2609"))


def test_row_05_any_number_of_levels_each_with_its_own_text() -> None:
    guide = tables.adviser()
    extra = Stage(
        "extra", 7, 120, {"zh": "又一级", "en": "One more"}, "formal-notice", "letter", "firm", {"zh": "", "en": ""}
    )
    longer = replace(guide, ladder=(*guide.ladder, extra))
    reports = assess(case("minimal", as_of="2027-06-01")).claims
    assert longer.stage(reports, date(2027, 6, 1))[0].id == "extra"
    assert len({stage.document for stage in guide.ladder if stage.level}) == len(
        {s.level for s in guide.ladder if s.level}
    )


def test_row_06_a_procedure_of_its_own_for_some_debtors() -> None:
    key, public = {"name": "B", "relation": "key"}, {"name": "B", "kind": "public_body"}
    guide = tables.adviser()
    assert guide.for_debtor(case(debtor=key).debtor).ladder[3].from_day > guide.ladder[3].from_day
    assert "sme-complaint" in {stage.document for stage in guide.for_debtor(case(debtor=public).debtor).ladder}


def test_row_07_no_level_is_skipped_unsent() -> None:
    found = assess(case("minimal", as_of="2026-12-10"))
    assert found.stage.id == "final"
    assert found.next.document == "demand-2"
    assert [reason.code for reason in found.next.reasons] == ["alone"]
    letter = write(case("minimal", as_of="2026-12-10"), document="final-notice")
    assert "level-skipped" in [found.code for found in letter.warnings]


def test_row_08_a_smallest_gap_between_contacts() -> None:
    events = [{"date": "2026-11-18", "type": "demand", "channel": "letter"}]
    step = assess(case("minimal", events=events)).next
    assert step.on == date(2026, 11, 25)
    assert "gap" in [reason.code for reason in step.reasons]


def test_row_09_a_courtesy_reminder_before_the_due_date() -> None:
    found = assess(case("due-soon"))
    assert found.next.document == "reminder"
    assert "11月25日" in text("due-soon", "reminder", "wechat")


def test_row_10_a_new_deadline_for_each_level_off_rest_days() -> None:
    days = {name: write(case(), document=name).deadline for name in ("demand-1", "demand-2", "formal-notice")}
    assert len(set(days.values())) > 1
    assert all(tables.calendar().is_workday(day) for day in days.values())
    assert (
        write(case(), document="demand-1", tone="firm").deadline
        < write(case(), document="demand-1", tone="soft").deadline
    )


def test_row_11_a_fixed_fee_where_law_gives_one_and_only_there() -> None:
    statute = raw("one-invoice-en", interest={"basis": "uk_statute"})
    statute["claims"][0]["currency"] = "GBP"
    found = assessment_json(assess(build(statute)))
    assert found["claims"][0]["interest"]["fixed_sum"] == "100.00"
    assert not assessment_json(assess(case()))["claims"][0]["interest"].get("fixed_sum")


def test_row_12_interest_for_each_day_overdue() -> None:
    one = assess(
        case("minimal", as_of="2026-10-21", interest={"basis": "contract", "clause": "8", "per_mille_per_day": "0.5"})
    )
    assert one.claims[0].interest.total == Decimal("24.00")
    assert sum(segment.days for segment in one.claims[0].interest.segments) == one.claims[0].days_overdue == 1


def test_row_13_the_rate_changes_over_time() -> None:
    terms = {"basis": "lpr", "multiplier": "1.5", "lpr_mode": "floating"}
    claim = {"number": "1", "amount": "100000.00", "due_date": "2025-01-15"}
    found = assess(case("minimal", as_of="2026-08-31", interest=terms, claims=[claim])).claims[0].interest
    assert [f"{segment.percent_per_year.normalize()}" for segment in found.segments] == ["4.65", "4.5"]
    assert found.total == Decimal("7361.92")


def test_row_14_interest_follows_each_part_payment() -> None:
    segments = several().claims[0].interest.segments
    assert [segment.principal for segment in segments] == [
        Decimal("186400.00"),
        Decimal("126400.00"),
        Decimal("100000.00"),
    ]


def test_row_15_part_payments_are_netted_and_shown() -> None:
    letter = text("part-paid", "demand-2", "letter")
    assert "¥30,000.00" in letter
    assert several().claims[0].claim.open == Decimal("100000.00")


def test_row_16_credit_notes_are_offset_and_listed() -> None:
    assert several().claims[1].claim.open == Decimal("90000.00")
    assert "两箱包装破损折让" in text("several-claims", "statement", "letter")


def test_row_17_hold_and_dispute_with_reason_and_end() -> None:
    held = assess(case(hold={"reason": "等待复检", "until": "2026-12-04"}, events=[]))
    assert held.next.on == date(2026, 12, 7)
    assert "on-hold" in [found.code for found in held.warnings]
    letter = text("several-claims", "demand-2", "letter")
    assert "¥18,000.00" in letter
    assert "¥172,000.00" in letter


def test_row_18_a_promise_is_kept_or_broken() -> None:
    assert [reason.code for reason in assess(case()).next.reasons] == ["promise-broken"]
    assert [reason.code for reason in assess(case(as_of="2026-11-10")).next.reasons] == ["promise-active"]


def test_row_19_a_payment_plan_with_its_instalments() -> None:
    plan_fields = {"date_1": "2026-11-30", "amount_1": "63200.00", "date_2": "2026-12-31", "amount_2": "63200.00"}
    agreement = write(case(fields=plan_fields), document="payment-plan", channel="letter").text
    assert agreement.count("¥63,200.00") >= 2


def test_row_20_a_letter_for_print() -> None:
    letter = write(case(), document="formal-notice", channel="letter")
    assert zipfile.ZipFile(io.BytesIO(docx(letter, case()))).testzip() is None


def test_row_21_an_e_mail_with_its_subject() -> None:
    letter = write(case(), document="demand-1", channel="email")
    assert letter.subject
    assert letter.text.startswith("主题：")


def test_row_22_a_text_message_within_its_length() -> None:
    count = write(case(), document="overdue-notice", channel="sms").sms
    assert count is not None
    assert count.characters <= 70
    assert count.parts == 1


def test_row_23_a_wechat_message() -> None:
    assert len(text("one-invoice", "overdue-notice", "wechat")) < 200


def test_row_24_a_call_script_filled_with_the_case() -> None:
    script = text("one-invoice", "call-script", "call")
    assert all(fact in script for fact in ("王经理", "26310078", "¥126,400.00"))
    assert sum(card.says["zh"] in script for card in tables.excuse_cards().values() if card.common) == 10


def test_row_25_the_result_of_a_call_is_recorded_with_the_next_action() -> None:
    letter = write(case(fields={"pay_on": "2026-11-27"}), document="promise-confirmation", channel="wechat")
    assert "2026年11月27日" in letter.text
    called = {"date": "2026-11-20", "type": "promise", "channel": "call", "pay_on": "2026-11-27", "provable": False}
    assert assess(case(events=[called])).next.on == date(2026, 11, 30)


def test_row_26_the_language_of_the_debtor_for_each_text() -> None:
    assert {tuple(row["languages"]) for row in catalogue()} == {("zh", "en")}
    assert "Dear" in text("one-invoice-en", "demand-1", "letter")


def test_row_27_chinese_texts_come_with_it() -> None:
    series = [text("one-invoice", name, "letter") for name in ("demand-1", "demand-2", "formal-notice", "final-notice")]
    assert all("人民币壹拾贰万陆仟肆佰元整" in letter for letter in series)


def test_row_28_tone_apart_from_level() -> None:
    letters = {text("one-invoice", "demand-1", "letter", tone=tone) for tone in ("soft", "neutral", "firm")}
    assert len(letters) == 3


def test_row_29_the_bank_account_of_the_currency_or_none() -> None:
    assert "6200 0000 0000 0026" in text("one-invoice-en", "demand-1", "letter")
    claims = [{**raw()["claims"][0], "currency": "USD"}]
    with pytest.raises(Refusal) as caught:
        write(case(claims=claims), document="demand-1")
    assert [problem.code for problem in caught.value.problems] == ["no-account"]


def test_row_30_a_text_can_be_one_s_own() -> None:
    own = OwnTemplate("{{ debtor.name }}：{{ open }}", filters={}, names=frozenset({"debtor", "open"}))
    assert own.render({"debtor": {"name": "云州"}, "open": "¥1.00"}) == "云州：¥1.00"


def test_row_31_a_dry_run_tells_why() -> None:
    found = plan(debtors(3), as_of=TODAY, language="zh")
    assert len(found.tasks) == 3
    assert all(task.reason for task in found.tasks)


def test_row_32_a_missed_day_is_caught_up_and_nothing_is_written_twice(tmp_path: Path) -> None:
    order = Order(TODAY, "demand-1", "zh")
    first = run(debtors(3), order, out=tmp_path, processes=1, progress=lambda count: None)
    again = run(debtors(3), order, out=tmp_path, processes=1, progress=lambda count: None)
    assert [record.status for record in first] == ["written"] * 3
    assert [record.status for record in again] == ["unchanged"] * 3
    assert manifest(first, order) == manifest(again, order)
    missed = assess(case("minimal", as_of="2026-11-02"))
    assert missed.next.document == "demand-1"
    assert missed.next.on == date(2026, 11, 2)


def test_row_33_the_original_invoice_goes_with_the_mail() -> None:
    letter = write(case(), document="demand-1", channel="email")
    mail = eml(letter, case(), attachments=[Attachment("invoice.pdf", "application/pdf", b"%PDF-1.7")])
    assert b"invoice.pdf" in mail


def test_row_34_the_history_of_what_was_said() -> None:
    letter = text("several-claims", "demand-2", "letter")
    assert "2026年9月3日" in letter
    assert "2026年10月9日" in letter


def test_row_35_a_hand_over_file_with_hashes() -> None:
    parts = zipfile.ZipFile(io.BytesIO(pack(several(), language="zh")))
    listed = json.loads(parts.read("manifest.json"))["files"]
    assert set(listed) == set(parts.namelist()) - {"manifest.json"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in listed.values())


def test_row_36_proof_of_service() -> None:
    fields = {"sent": "催款通知书〔2026〕3号", "method": "ems", "waybill": "EX123456789CN", "posted_on": "2026-11-20"}
    record = write(case(fields=fields), document="service-record").text
    assert "EX123456789CN" in record
    assert "催款通知书〔2026〕3号（HZ-2026-041号合同，欠款¥126,400.00）" in record


def test_row_37_the_dunning_part_is_tested() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    rows = {int(number) for number in re.findall(r"def test_row_(\d\d)_", source)}
    assert rows == set(range(1, 38))


def test_the_index_of_a_batch_defuses_formulas() -> None:
    from generator.defuse import defused

    row = io.StringIO()
    csv.writer(row).writerow([defused("=HYPERLINK(1)"), defused("云州公司")])
    assert row.getvalue().strip() == "'=HYPERLINK(1),云州公司"
