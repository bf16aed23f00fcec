"""The bridge's way from a table to the worklist: the same answers as the commands, in parts."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from generator.bridge import call
from generator.cli import main
from generator.worklist import MOST

TABLE = """客户名称,单据编号,单据日期,到期日,应收金额,已收金额,备用列
甲公司,A1,2026-06-01,2026-09-01,100.00,0,x
乙公司,B1,2026-06-01,2026-10-01,9000.00,1000.00,
丙公司,C1,2023-06-01,2023-12-20,80.00,,
丁公司,D1,2026-11-01,2026-12-20,70.00,,
戊公司,E1,2026-06-01,2026-10-01,8000.50,,
戊公司,SK-9,2026-06-01,2026-10-01,-3.50,,
己公司,F1,2026-06-01,2026-10-01,8000.00,,
"""
DAY = "2026-11-20"


def ask(operation: str, **asked: Any) -> Any:
    answer = json.loads(call(operation, json.dumps(asked)))
    assert answer["ok"], answer
    return answer["value"]


def planned(cases: list[Any], *, size: int, held: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    """All tasks in order, asked for in parts of `size`."""
    tasks = []
    for start in range(0, len(cases), size):
        part = ask("plan", cases=cases[start : start + size], start=start, as_of=DAY, ui="zh")
        tasks += [task for task in part["tasks"] if task["case"] not in held]
    return sorted(tasks, key=lambda task: str(task["order"]))


def test_a_pasted_text_and_a_file_give_the_same_cases() -> None:
    encoded = base64.b64encode(TABLE.encode("gb18030")).decode()
    assert ask("import", name="t.csv", base64=encoded)["cases"] == ask("import", name="t.csv", text=TABLE)["cases"]


def test_a_list_pasted_from_a_chat_has_spaces_between_its_columns() -> None:
    text = """客户 单号　 到期日  欠款
甲公司 A1 2026-09-01 5,000.00
  乙公司　A2 2026-10-01 6000
乙 公司 A3 2026-10-01 6000"""
    told = ask("import", text=text)
    assert [(row["debtor"], row["number"], row["amount"]) for row in told["rows"]] == [
        ("甲公司", "A1", "5000.00"),
        ("乙公司", "A2", "6000"),
    ]
    assert [row["path"] for row in told["problems"]] == ["table!C4", "table!D4"]


def test_a_long_table_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    head, row = TABLE.splitlines()[:2]
    text = "\n".join((head, *(row.replace("A1", f"A{number}") for number in range(1000)), ""))
    call("import", json.dumps({"name": "t.csv", "text": text}), lambda done, total: told.append((done, total)))
    assert told == [(0, 1001), (250, 1001), (500, 1001), (750, 1001), (1000, 1001)]


def test_each_case_can_be_written_from_once_the_sender_is_known() -> None:
    cases = ask("import", name="t.csv", text=TABLE, creditor={"name": "本公司"}, as_of=DAY)["cases"]
    assert [case["as_of"] for case in cases] == [DAY] * 6
    assert ask("assess", case=cases[1])["totals"][0]["open"] == "8000.00"


def test_only_the_first_rows_are_given_back_where_that_is_asked() -> None:
    told = ask("import", name="t.csv", text=TABLE, rows=2)
    assert [row["number"] for row in told["rows"]] == ["A1", "B1"]
    assert told["claims"] == 6
    assert [column["header"] for column in told["unknown"]] == ["备用列"]


def test_a_case_that_must_wait_is_named_by_its_place() -> None:
    (held,) = ask("import", name="t.csv", text=TABLE)["held"]
    assert (held["case"], held["path"], held["code"]) == (4, "戊公司", "money-unassigned")


@pytest.mark.parametrize("size", [1, 4, MOST])
def test_in_parts_of_any_size_it_is_the_plan_of_the_command(
    size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    main(["plan", str(file), "--as-of", DAY, "--json", "--language", "zh"])
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    told = ask("import", name="t.csv", text=TABLE, as_of=DAY)
    ours = planned(told["cases"], size=size, held=tuple(row["case"] for row in told["held"]))
    assert [{name: task[name] for name in tasks[0]} for task in ours] == tasks
    assert [task["debtor"] for task in ours] != [case["debtor"]["name"] for case in told["cases"]]


def test_a_task_says_what_why_and_until_when() -> None:
    (task,) = planned(ask("import", name="t.csv", text=TABLE)["cases"][2:3], size=1)
    assert task["limitation"] == {"number": "C1", "last_day": "2026-12-21", "status": "near"}
    assert (task["bucket"], task["open"]) == ("90+", [{"currency": "CNY", "amount": "80.00"}])
    assert task["document_title"]
    assert task["reason"]
    assert task["red"] + task["amber"] == len(task["warnings"]) > 0


def test_the_larger_debt_comes_first_where_all_else_is_equal() -> None:
    cases = ask("import", name="t.csv", text=TABLE)["cases"]
    assert [task["debtor"] for task in planned([cases[5], cases[4]], size=1)] == ["戊公司", "己公司"]


def test_a_sender_shared_by_all_is_no_part_of_each_case() -> None:
    cases = ask("import", name="t.csv", text=TABLE)["cases"][:1]
    alone = ask("plan", cases=cases, as_of=DAY)["tasks"][0]
    shared = ask("plan", cases=cases, as_of=DAY, shared={"creditor": {"name": "本公司"}})["tasks"][0]
    assert "no-account" not in {row["code"] for row in alone["warnings"]}
    assert "no-account" in {row["code"] for row in shared["warnings"]}


def test_a_broken_case_is_named_and_the_rest_goes_on() -> None:
    cases = ask("import", name="t.csv", text=TABLE)["cases"][:1]
    told = ask("plan", cases=[{"debtor": {"name": "坏"}}, 5, *cases], start=10, as_of=DAY)
    assert [task["case"] for task in told["tasks"]] == [12]
    assert {(row["case"], row["debtor"]) for row in told["problems"]} == {(10, "坏"), (11, "?")}
    assert all(row["text"] for row in told["problems"])


@pytest.mark.parametrize(
    "asked",
    [{}, {"cases": []}, {"as_of": DAY}, {"as_of": DAY, "cases": [{}] * (MOST + 1)}, {"as_of": "x", "cases": []}],
)
def test_a_plan_without_day_or_list_is_answered_with_problems(asked: dict[str, Any]) -> None:
    assert json.loads(call("plan", json.dumps(asked)))["ok"] is False


@pytest.mark.parametrize("asked", [{}, {"name": 5}, {"base64": "*"}, {"base64": ""}, {"text": ""}, {"base64": 7}])
def test_an_import_of_nothing_is_answered_with_problems(asked: dict[str, Any]) -> None:
    answer = json.loads(call("import", json.dumps(asked)))
    assert answer["ok"] is False
    assert answer["problems"][0]["text"]
