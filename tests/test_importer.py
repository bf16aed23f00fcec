"""Tables become claims and cases; what is unknown, doubtful or wrong is named by sheet, row and column."""

import base64
import csv
import io
import json
import subprocess
import sys
import time
import tomllib
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import api, cli_tables, import_report, importer, tables
from generator.bridge import call
from generator.errors import CaseError
from generator.imported import ImportResult

HERE = Path(__file__).parent
TABLES = HERE / "cases" / "tables"
CASES = tomllib.loads((HERE / "cases" / "importer.toml").read_text(encoding="utf-8"))["table"]
CREDITOR = {"name": "清禾机电有限公司"}


def table(row: dict[str, Any]) -> bytes:
    return "\n".join(row["lines"]).replace("LONG", "长" * row.get("long", 0)).encode()


def sample(name: str, **options: Any) -> ImportResult:
    return importer.read((TABLES / name).read_bytes(), name, **options)


def told(problems: tuple[Any, ...]) -> list[str]:
    return [f"{problem.path} {problem.code}" for problem in problems]


def run(*arguments: str) -> tuple[int, str, str]:
    """The command in a process of its own: exit status, standard output, standard error."""
    command = [sys.executable, "-m", "generator", "import", *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env={"LANG": "en_GB.UTF-8", "PATH": ""},
        cwd=HERE.parent,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def named(row: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in wanted}
    return {name: value if isinstance(value, str | dict) else str(value) for name, value in found.items()}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in CASES])
def test_a_table_is_read_as_meant(row: dict[str, Any]) -> None:
    result = importer.read(table(row), "t.csv")
    made = importer.dossiers(result)
    assert [named(one, wanted) for one, wanted in zip(result.rows, row.get("rows", ()), strict=True)] == row.get(
        "rows", []
    )
    assert told((*result.problems, *made.problems)) == row.get("problems", [])
    assert told((*result.warnings, *made.warnings)) == row.get("warnings", [])
    assert [column.header for column in result.unknown] == row.get("unknown", [])
    if "totals" in row:
        assert len(result.sums.totals) == row["totals"]
    assert sorted({place for one in made.dossiers for place in one.unassigned}) == [
        place for place in row.get("unassigned", []) if made.dossiers
    ]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in CASES if "cases" in row])
def test_rows_become_the_claims_of_their_debtors(row: dict[str, Any]) -> None:
    made = importer.cases(importer.read(table(row), "t.csv"))
    assert len(made) == len(row["cases"])
    for case, wanted in zip(made, row["cases"], strict=True):
        claims = wanted.pop("claims")
        assert {name: case["debtor"].get(name) for name in wanted} == wanted
        assert len(case["claims"]) == len(claims)
        for claim, part in zip(case["claims"], claims, strict=True):
            assert {name: claim.get(name) for name in part} == part


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in CASES])
def test_every_case_made_of_a_table_is_a_case(row: dict[str, Any]) -> None:
    result = importer.read(table(row), "t.csv")
    for case in importer.cases(result, CREDITOR, as_of=date(2026, 11, 5)):
        assert api.build(case).creditor.name == CREDITOR["name"]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in CASES])
def test_every_remark_has_its_words_in_both_languages(row: dict[str, Any]) -> None:
    result = importer.read(table(row), "t.csv")
    made = importer.dossiers(result)
    for language in ("zh", "en"):
        answer = import_report.as_json(result, made, language=language)
        assert not any(one["text"].startswith(one["code"]) for one in (*answer["problems"], *answer["warnings"]))
        assert list(import_report.lines(result, made, language=language))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in CASES])
def test_the_status_and_one_line_for_each_problem(row: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    result = importer.read(table(row), "t.csv")
    assert cli_tables.tell(result, importer.dossiers(result), language="en") == row["status"]
    told_lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in told_lines] == [entry.split(" ")[0] for entry in row.get("problems", [])]


# --- samples of real programs -------------------------------------------------------------------------


def test_a_list_of_yonyou_in_gbk() -> None:
    result = sample("yonyou-gbk.csv")
    assert (result.encoding, result.unread) == ("gb18030", 1)
    assert told(result.problems) == ["'yonyou-gbk'!F7 cell-not-date"]
    assert [row.number for row in result.rows] == [
        "25332000000012345678",
        "25332000000012345679",
        "25332000000012345702",
    ]
    assert [row.currency for row in result.rows] == ["CNY"] * 3
    assert [check.ok for check in result.sums.totals] == [True, True, True]
    assert [column.header for column in result.unknown] == ["单据类型"]
    assert result.rows[0].extra == {"单据类型": "销售发票"}


def test_a_workbook_of_kingdee() -> None:
    result = sample("kingdee.xlsx")
    assert [row.due_date for row in result.rows] == [date(2026, 6, 5), date(2026, 7, 11), date(2026, 7, 31)]
    assert [row.amount for row in result.rows] == [Decimal("45600.1"), Decimal("0.3"), Decimal("7300")]
    assert told(result.warnings) == [
        "旧数据!1 sheet-hidden",
        "到期债权表!D5 cell-serial-date",
        "到期债权表!B6 cell-number-rounded",
    ]


def test_a_ledger_of_tplus_with_headings_of_three_lines() -> None:
    result = sample("tplus-three-lines.csv")
    assert [(row.amount, row.balance) for row in result.rows] == [(30000, 18000), (-500, -500), (8640, 8640)]
    assert result.sums.differing == 0


def test_a_report_of_erpnext() -> None:
    made = importer.dossiers(sample("erpnext.csv"))
    assert [(one.case["debtor"]["name"], len(one.rows)) for one in made.dossiers] == [
        ("Norden Tools AB", 2),
        ("Baltic Fasteners SIA", 1),
    ]
    assert {claim["currency"] for one in made.dossiers for claim in one.case["claims"]} == {"USD", "EUR"}


def test_days_of_odoo_are_read_once_the_user_says_how() -> None:
    assert told(sample("odoo.csv").problems) == ["odoo!D2 cell-day-or-month"]
    result = sample("odoo.csv", day_order="dmy")
    assert [row.due_date for row in result.rows] == [date(2026, 9, 2), date(2026, 9, 24)]


def test_unicode_text_of_excel() -> None:
    result = sample("unicode-text.txt")
    assert (result.encoding, result.delimiter) == ("utf-16", "\t")
    assert [(row.number, row.amount) for row in result.rows] == [
        ("HT-2026-018", 12000),
        ("HT-2026-021", 6500),
        ("HT-2026-022", 3000),
    ]


def test_a_list_by_customer_in_ten_thousands() -> None:
    result = sample("sections-gb18030.csv")
    assert [(row.debtor, row.amount, row.paid) for row in result.rows] == [
        ("无锡拓达机械有限公司", 125000, None),
        ("无锡拓达机械有限公司", 80000, 47500),
        ("常州㐱记五金行", 6800, None),
    ]
    assert all(check.ok for check in result.sums.totals)
    assert len(result.sums.totals) == 6


def test_a_word_that_is_valid_in_two_encodings() -> None:
    result = sample("trap-gbk.csv")
    assert result.rows[0].debtor == "实业"
    assert told(result.warnings)[0] == "trap-gbk.csv encoding-doubtful"


def test_an_ageing_summary_has_no_invoices() -> None:
    assert told(sample("ageing.csv").problems)[0] == "ageing.csv ageing-only"


def test_terms_given_by_the_user_stand_in_for_due_dates() -> None:
    made = importer.dossiers(sample("ledger.csv"), terms_days=30)
    assert [claim["due_date"] for claim in made.dossiers[0].case["claims"]] == [
        "2026-02-09",
        "2026-03-12",
        "2026-04-09",
        "2026-05-10",
    ]
    assert made.dossiers[0].unassigned == ("ledger!6",)


def test_money_without_a_day_never_comes_after_the_day_of_the_case() -> None:
    result = importer.read("客户,单号,到期日,应收金额,已收金额\n甲,1,2027-1-5,100,30\n".encode(), "t.csv")
    case = importer.cases(result, as_of=date(2026, 11, 5))[0]
    assert case["claims"][0]["payments"][0]["date"] == "2026-11-05"
    assert case["as_of"] == "2026-11-05"


def test_a_currency_for_the_rest_must_be_a_code() -> None:
    result = importer.read(b"Customer,Invoice,Due Date,Amount\nA,1,2026-1-5,100\n", "t.csv")
    assert importer.cases(result, currency="EUR")[0]["claims"][0]["currency"] == "EUR"
    with pytest.raises(CaseError):
        importer.cases(result, currency="euro")


def test_several_sheets_are_read_and_those_without_headings_named() -> None:
    made = openpyxl.Workbook()
    made.active.title = "说明"
    made.active.append(["本表由系统导出"])
    for number in (1, 2):
        sheet = made.create_sheet(f"{number} 月")
        sheet.append(["客户", "单号", "到期日", "金额"])
        sheet.append(["甲", f"A{number}", date(2026, number, 5), 10])
    whole = io.BytesIO()
    made.save(whole)
    result = importer.read(whole.getvalue(), "t.xlsx")
    assert [row.place for row in result.rows] == ["'1 月'!2", "'2 月'!2"]
    assert told(result.warnings) == ["说明!1 sheet-without-headings"]


def test_remarks_of_one_kind_are_cut_short_and_counted() -> None:
    lines = ["客户,单号,到期日,金额", *(f"甲,{n},月底,10" for n in range(80))]
    result = importer.read("\n".join(lines).encode(), "t.csv")
    assert (result.unread, len(result.problems)) == (80, 51)
    assert result.problems[-1].args == {"count": "30", "kind": "[cell-not-date]"}


def test_a_cell_that_reads_like_a_code_is_only_quoted() -> None:
    result = importer.read("客户,单号,到期日,金额\n甲,1,too-many,{x}5\n".encode(), "t.csv")
    words = import_report.told(result.problems, language="en")
    assert [row["text"].split(" ")[0] for row in words] == ["“too-many”", "“{x}5”"]


# --- faces ----------------------------------------------------------------------------------------------


def test_the_command_tells_columns_doubts_and_numbers() -> None:
    status, out, err = run(str(TABLES / "yonyou-gbk.csv"))
    assert status == 1
    assert "H\t原币金额 → Invoiced amount" in out
    assert "C\t单据类型" in out
    assert out.endswith("Debtors: 2, claims: 3; lines not read: 1, left out: 0\n")
    assert err == "'yonyou-gbk'!F7: “45-12” cannot be read as a date; expected one such as 2026-08-31\n"


@pytest.mark.parametrize(
    ("name", "status"),
    [("kingdee.xlsx", 0), ("erpnext.csv", 0), ("odoo.csv", 1), ("ageing.csv", 2), ("none.csv", 2), (".", 2)],
)
def test_the_exit_status_says_what_was_usable(name: str, status: int) -> None:
    found, _, err = run(str(TABLES / name))
    assert found == status
    assert "Traceback" not in err
    assert bool(err) == bool(status)


def test_the_command_gives_the_cases_as_json() -> None:
    status, out, _ = run(str(TABLES / "odoo.csv"), "--json", "--day-order", "dmy", "--currency", "NOK")
    found = json.loads(out)
    assert status == 0
    assert found["cases"][0]["claims"][0]["currency"] == "NOK"
    assert found["unknown"] == [{"sheet": "odoo", "column": "G", "header": "Payment Status"}]
    assert found["rows"][0]["place"] == "odoo!2"


def ask(**asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call("import", json.dumps(asked)))
    return answer


def test_the_bridge_reads_a_table_of_the_page() -> None:
    data = base64.b64encode((TABLES / "kingdee.xlsx").read_bytes()).decode()
    value = ask(name="kingdee.xlsx", base64=data, ui="en", creditor=CREDITOR)["value"]
    assert value["debtors"] == 2
    assert value["cases"][0]["creditor"] == CREDITOR
    assert value["warnings"][0]["text"].startswith("a hidden sheet")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"name": "a"},
        {"name": "a", "base64": "%%"},
        {"name": 1, "base64": ""},
        {"name": "a.csv", "base64": ""},
        {"name": "a", "base64": "5rWL"},
    ],
)
def test_the_bridge_refuses_in_words(asked: dict[str, Any]) -> None:
    answer = ask(**asked)
    problems = answer["value"]["problems"] if answer["ok"] else answer["problems"]
    assert problems
    assert all(row["text"] for row in problems)


def test_a_table_larger_than_a_case_file_may_come_over_the_bridge() -> None:
    lines = ["客户,单号,到期日,金额", *(f"甲,{n},2026-1-5,10" for n in range(90_000))]
    data = base64.b64encode("\n".join(lines).encode()).decode()
    assert len(data) > 2_000_000
    assert ask(name="t.csv", base64=data)["value"]["claims"] == 90_000


# --- speed, memory, soundness -----------------------------------------------------------------------------


def many(count: int) -> Iterator[list[str]]:
    yield [
        "客户编码",
        "客户名称",
        "发票号码",
        "开票日期",
        "到期日",
        "币种",
        "应收金额",
        "已收金额",
        "未收金额",
        "业务员",
        "结算组织",
    ]
    for n in range(count):
        debtor, cents = n % 20_000, 10_000 + n * 7
        days = [f"2026-{n % 9 + 1:02}-{n % 28 + 1:02}", f"2026/{n % 10 + 1}/{n % 28 + 1}"]
        money = [f"{cents / 100:,.2f}", "0.00", f"{cents / 100:.2f}"]
        yield [f"C{debtor}", f"第{debtor}号有限公司", f"2533200000{n:010}", *days, "人民币", *money, "顾青", "总部"]


def test_a_hundred_thousand_lines_are_read_in_eight_seconds_and_little_memory() -> None:
    whole = io.StringIO()
    csv.writer(whole).writerows(many(100_000))
    data = whole.getvalue().encode("gb18030")
    spans = []
    while not spans or (min(spans) > 8 and len(spans) < 3):  # a busy machine may need a second look
        started = time.process_time()
        result = importer.read(data, "t.csv")
        spans.append(time.process_time() - started)
    assert (len(result.rows), result.unread, result.sums.differing) == (100_000, 0, 0)
    assert min(spans) <= 8
    del result
    tracemalloc.start()
    try:
        importer.read(data[: len(data) // 5], "t.csv")
        assert tracemalloc.get_traced_memory()[1] * 5 <= 300 << 20
    finally:
        tracemalloc.stop()


def test_a_workbook_of_ten_thousand_rows_is_read_in_four_seconds() -> None:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("表")
    for number, row in enumerate(many(10_000)):
        money = [cell if number == 0 else int(cell.replace(",", "").replace(".", "")) / 100 for cell in row[6:9]]
        due = row[4] if number == 0 else datetime.strptime(row[4], "%Y/%m/%d")
        sheet.append([*row[:4], due, row[5], *money, *row[9:]])
    whole = io.BytesIO()
    made.save(whole)
    started = time.process_time()
    result = importer.read(whole.getvalue(), "t.xlsx")
    assert time.process_time() - started <= 4
    assert (len(result.rows), result.unread) == (10_000, 0)


cells = st.sampled_from(
    [
        "",
        "-",
        "甲",
        "1",
        "客户",
        "单号",
        "金额",
        "到期日",
        "合计",
        "客户：乙",
        "2026-1-5",
        "1,000",
        "(5)",
        "#N/A",
        "单位：万元",
        "US$5",
        "'=1",
        "\n",
    ]
) | st.text(max_size=8)


@given(st.lists(st.lists(cells, min_size=1, max_size=7), max_size=14), st.booleans())
def test_no_table_breaks_the_importer_and_every_case_is_a_case(lines: list[list[str]], headed: bool) -> None:
    whole = io.StringIO()
    head = [["客户", "单号", "到期日", "应收金额", "已收金额", "余额", "币种"]] if headed else []
    csv.writer(whole).writerows([*head, *lines])
    try:
        result = importer.read(whole.getvalue().encode("utf-8", "replace"), "t.csv")
    except CaseError as refused:
        assert all(problem.code in tables.messages() for problem in refused.problems)
        return
    made = importer.dossiers(result, CREDITOR, as_of=date(2026, 11, 5))
    assert import_report.as_json(result, made, language="zh")
    for one in made.dossiers:
        api.build(one.case)
