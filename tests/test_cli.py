"""The command line: what it prints, what it exits with, and that it never leaves half a file or a traceback."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import write
from generator.api import load
from generator.cli import main

SAMPLE = Path(__file__).parent / "cases" / "samples" / "one-invoice.json"
BAD = '{"creditor": {"name": "A"}, "debtor": {}, "claims": [{"number": "1", "amount": 5, "due_date": "2026-02-30"}]}'


def run(*arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    """The command in a process of its own: exit status, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={"LANG": "en_GB.UTF-8", "PATH": ""},
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_write_prints_the_text_of_the_engine() -> None:
    letter = write(load(SAMPLE.read_text(encoding="utf-8")), document="demand-1", channel="letter")
    status, out, err = run("write", str(SAMPLE), "--document", "demand-1", "--channel", "letter")
    assert (status, out, err) == (0, letter.text + "\n", "")


def test_a_case_may_come_from_standard_input() -> None:
    status, out, _ = run(
        "write", "-", "--document", "overdue-notice", "--channel", "sms", stdin=SAMPLE.read_text(encoding="utf-8")
    )
    assert status == 0
    assert out.startswith("【衡泽轴承】")


def test_a_byte_order_mark_does_no_harm() -> None:
    status, _, err = run("assess", "-", stdin="\ufeff" + SAMPLE.read_text(encoding="utf-8"))
    assert (status, err) == (0, "")


def test_assess_prints_the_names_of_the_contract() -> None:
    status, out, _ = run("assess", str(SAMPLE), "--as-of", "2026-10-14")
    found: dict[str, Any] = json.loads(out)
    assert status == 0
    assert found["as_of"] == "2026-10-14"
    claim = found["claims"][0]
    assert {
        "number",
        "currency",
        "amount",
        "paid",
        "credited",
        "open",
        "days_overdue",
        "bucket",
        "interest",
        "limitation",
    } <= set(claim)
    assert {"total", "basis", "segments"} <= set(claim["interest"])
    assert set(claim["interest"]["segments"][0]) == {"from", "to", "days", "principal", "percent_per_year", "amount"}
    assert {"last_day", "years", "counted_from", "restarted_by", "status", "provisional", "law"} <= set(
        claim["limitation"]
    )
    assert set(found["totals"][0]) >= {"currency", "open", "interest", "grand", "open_capitals"}
    assert {"document", "channel", "on", "reason"} <= set(found["next"])
    assert {"id", "reason"} <= set(found["stage"])
    assert claim["days_overdue"] == 1


def test_every_problem_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    status, out, err = run("write", "-", "--document", "demand-1", "--output", str(target), stdin=BAD)
    assert (status, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "debtor.name",
        "claims[0].amount",
        "claims[0].due_date",
    ]
    assert list(tmp_path.iterdir()) == []


def test_output_is_written_whole_and_leaves_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "letter.html"
    status, out, _ = run("write", str(SAMPLE), "--document", "demand-1", "--format", "html", "--output", str(target))
    assert (status, out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.html"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    status, _, err = run(
        "write", str(SAMPLE), "--document", "demand-1", "--output", str(tmp_path / "no" / "letter.txt")
    )
    assert status == 2
    assert len(err.splitlines()) == 1
    assert "nothing was left behind" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["write", str(SAMPLE)],
        ["write", str(SAMPLE), "--document", "no-such-letter"],
        ["write", str(SAMPLE), "--document", "demand-1", "--channel", "sms"],
        ["write", str(SAMPLE), "--document", "demand-1", "--channel", "fax"],
        ["assess", str(SAMPLE), "--as-of", "2026-02-30"],
        ["assess", "no-such-file.json"],
        ["assess", str(SAMPLE.parent)],
        ["rmb", "1.005"],
        ["rmb", "ten"],
    ],
    ids=" ".join,
)
def test_bad_usage_exits_with_two_and_no_traceback(arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x80abc", b""])
def test_bytes_that_are_no_text_are_told_as_such(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content)
    assert main(["assess", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"{path}: ")


def test_list_names_every_document_with_its_needs() -> None:
    _, out, _ = run("list", "--json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert {
        "reminder",
        "overdue-notice",
        "demand-1",
        "demand-2",
        "formal-notice",
        "receipt-thanks",
        "call-script",
    } <= set(rows)
    assert rows["demand-1"]["languages"] == ["zh", "en"]
    _, text, _ = run("list")
    assert all(f"{name}\t" in text for name in rows)


def test_the_schema_is_json_and_names_every_top_key() -> None:
    _, out, _ = run("schema")
    found = json.loads(out)
    assert found["$schema"].endswith("2020-12/schema")
    assert set(found["properties"]) >= {
        "as_of",
        "creditor",
        "debtor",
        "claims",
        "interest",
        "events",
        "excuse",
        "fields",
    }
    assert found["additionalProperties"] is False


def test_rmb_speaks_capitals() -> None:
    assert run("rmb", "1004.05")[:2] == (0, "壹仟零肆元零伍分\n")


def test_messages_follow_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    assert main(["assess", "-"]) == 2
    assert "没有填写" in capsys.readouterr().err
