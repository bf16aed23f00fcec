"""Whole lists from the command line: a GBK export goes to a folder of letters with one command."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from generator.cli import main

SAMPLE = Path(__file__).parent / "cases" / "samples" / "one-invoice.json"
TABLE = """客户名称,单据编号,单据日期,到期日,应收金额,已收金额,未收余额,币种,业务员
云州拓远装备制造有限公司,A1,2026-08-12,2026-10-13,"186,400.00",60000,"126,400.00",人民币,林晓
云州拓远装备制造有限公司,A2,2026-08-20,2026-10-20,5000,,5000,人民币,林晓
临水新禾输送设备有限公司,B1,2026-07-01,2026-09-01,50000,,50000,人民币,林晓
=cmd|' /C calc'!A0,C1,2026-07-01,2026-09-01,100,,100,人民币,林晓
未到期有限公司,D1,2026-11-01,2026-12-31,800,,800,人民币,林晓
坏行有限公司,E1,2026-07-01,2026-02-30,x,,100,人民币,林晓
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "应收明细.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


def batch(table: Path, out: Path, *more: str) -> int:
    arguments = ["--as-of", "2026-11-20", "--out", str(out), "--creditor", str(SAMPLE), "--jobs", "1"]
    return main(["batch", str(table), *arguments, *more])


def test_a_gbk_list_becomes_a_folder_for_each_debtor(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letters"
    assert batch(table, out) == 1
    assert "应收明细!" in capsys.readouterr().err
    names = sorted(path.name for path in out.iterdir())
    assert names == sorted(
        ["=cmd_' _C calc'!A0", "临水新禾输送设备有限公司", "云州拓远装备制造有限公司", "index.csv", "manifest.json"]
    )
    letter = next((out / "云州拓远装备制造有限公司").glob("*.txt")).read_text("utf-8")
    assert "A1" in letter
    assert "A2" in letter
    assert {path.suffix for path in (out / "云州拓远装备制造有限公司").iterdir()} == {".txt", ".docx", ".eml"}


def test_the_index_names_every_debtor_and_runs_no_formula(table: Path, tmp_path: Path) -> None:
    batch(table, tmp_path / "letters")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "letters" / "index.csv").read_text("utf-8-sig"))))
    assert [row["status"] for row in rows] == ["written", "written", "written", "later"]
    assert rows[2]["debtor"] == "'=cmd|' /C calc'!A0"
    assert rows[3]["on"] == "2026-12-24"


def test_the_manifest_holds_the_hash_of_every_file(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    batch(table, out)
    listed = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
    files = {str(path.relative_to(out)): path for path in out.glob("*/*")}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def test_a_second_run_writes_nothing_and_gives_the_same_bytes(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    batch(table, out)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.glob("*/*")}
    batch(table, out)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in out.glob("*/*")} == before
    batch(table, tmp_path / "elsewhere")
    for path in out.glob("*/*"):
        assert (tmp_path / "elsewhere" / path.relative_to(out)).read_bytes() == path.read_bytes()


def test_several_processes_write_what_one_writes(table: Path, tmp_path: Path) -> None:
    batch(table, tmp_path / "one")
    batch(table, tmp_path / "two", "--jobs", "2")
    assert (tmp_path / "one" / "manifest.json").read_bytes() == (tmp_path / "two" / "manifest.json").read_bytes()


def test_no_half_file_is_left_where_writing_fails(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    (out / "云州拓远装备制造有限公司").write_text("a file where the folder should be", "utf-8")
    assert batch(table, out) == 1
    assert not list(out.rglob("*.part"))
    assert (out / "临水新禾输送设备有限公司").is_dir()


def test_a_batch_needs_a_sender_and_a_known_document(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "letters")
    assert main(["batch", str(table), "--out", out]) == 2
    assert batch(table, tmp_path / "letters", "--document", "no-such") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert not (tmp_path / "letters").exists()


def test_the_plan_puts_the_urgent_first_and_says_why(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(table), "--as-of", "2026-11-20", "--json", "--language", "zh"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [task["debtor"] for task in told["tasks"]][-1] == "未到期有限公司"
    assert [task["days_overdue"] for task in told["tasks"]] == sorted(
        (t["days_overdue"] for t in told["tasks"]), reverse=True
    )
    assert all(task["reason"] for task in told["tasks"])


def test_a_debtor_with_money_that_belongs_to_no_invoice_is_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "list.csv"
    table.write_text(
        "客户名称,单据编号,到期日,应收金额\n甲公司,A1,2026-09-01,100.00\n甲公司,SK-9,2026-09-20,-40.00\n", "utf-8"
    )
    assert main(["plan", str(table), "--as-of", "2026-11-20"]) == 1
    out, err = capsys.readouterr()
    assert "甲公司" not in out
    assert "甲公司: " in err


def test_a_pack_holds_what_was_added(tmp_path: Path) -> None:
    scan = tmp_path / "底单.txt"
    scan.write_text("EX123456789CN", "utf-8")
    target = tmp_path / "pack.zip"
    assert main(["pack", str(SAMPLE), "--output", str(target), "--add", str(scan)]) == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.read("attachments/底单.txt") == b"EX123456789CN"
        assert "03-interest-and-limitation.txt" in archive.namelist()
