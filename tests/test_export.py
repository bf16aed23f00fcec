"""What a page hands to its user is, byte for byte, what the command line writes."""

import base64
import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator import export
from generator.bridge import call
from generator.cli import main

SAMPLES = Path(__file__).parent / "cases" / "samples"
CASE = json.loads((SAMPLES / "one-invoice.json").read_text("utf-8"))
ENGLISH = json.loads((SAMPLES / "one-invoice-en.json").read_text("utf-8"))
ORDER = {"case": CASE, "document": "demand-1", "channel": "letter", "language": "zh", "as_of": "2026-11-22"}


def ask(operation: str, **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(call(operation, json.dumps(asked)))
    assert answer["ok"], answer
    value: dict[str, Any] = answer["value"]
    return value


def refused(operation: str, **asked: Any) -> list[str]:
    answer = json.loads(call(operation, json.dumps(asked)))
    assert not answer["ok"]
    return [problem["code"] for problem in answer["problems"]]


@pytest.mark.parametrize("kind", ["docx", "html", "eml", "ics", "text"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_holds_the_bytes_of_the_command_line(kind: str, language: str, tmp_path: Path) -> None:
    made = ask("export", **ORDER | {"format": kind, "language": language})
    out = tmp_path / "out"
    order = ["--document", "demand-1", "--channel", "letter", "--language", language, "--as-of", "2026-11-22"]
    main(["write", str(SAMPLES / "one-invoice.json"), *order, "--format", kind, "--output", str(out)])
    assert base64.b64decode(made["base64"]) == out.read_bytes()


def test_names_sort_by_day_debtor_and_document() -> None:
    assert ask("export", **ORDER, format="docx")["name"] == "2026-11-22_云州拓远装备制造有限公司_催款函（一）.docx"
    assert ask("export", **ORDER, format="ics")["name"] == "2026-11-22_云州拓远装备制造有限公司_日历提醒.ics"
    named = ask("export", **ORDER | {"case": ENGLISH, "language": "en"}, format="text")["name"]
    assert named == "2026-11-22_Northmoor Conveyor Systems Ltd_First demand letter.txt"


def test_a_hostile_name_stays_one_file() -> None:
    hostile = {**CASE, "debtor": {**CASE["debtor"], "name": "../..\\con:*?" + "长" * 90}}
    name = ask("export", **ORDER | {"case": hostile}, format="docx")["name"]
    assert not set('/\\:*?"<>|\n') & set(name)
    assert len(name.encode()) < 255


def test_an_edited_text_is_what_is_exported_and_the_file_says_so() -> None:
    text = ask("export", **ORDER, format="text", text="一句话。\n\n第二段。")
    assert base64.b64decode(text["base64"]).decode() == "一句话。\n\n第二段。\n"
    assert text["name"] == "2026-11-22_云州拓远装备制造有限公司_催款函（一）（已修改）.txt"
    page = base64.b64decode(ask("export", **ORDER, format="html", text="<b>一句话。</b>")["base64"]).decode()
    assert '<meta name="description" content="文书写成后经人工修改">' in page
    assert "&lt;b&gt;一句话。&lt;/b&gt;" in page
    assert "一句话" in ask("export", **ORDER, format="fragment", text="一句话。")["html"]


def test_a_mail_address_comes_with_and_without_the_text() -> None:
    made = ask("export", **ORDER | {"channel": "email"}, format="mailto")
    assert made["address"].startswith(made["short"] + "&body=")
    assert "云州拓远" in made["body"]
    assert "主题：" not in made["body"]


@pytest.mark.parametrize("kind", ["exe", "zip", "", None])
def test_no_other_format_is_made(kind: Any) -> None:
    assert refused("export", **ORDER, format=kind) == ["not-in-list"]


def test_a_text_longer_than_any_letter_is_refused() -> None:
    assert refused("export", **ORDER, format="text", text="长" * 100_001) == ["too-long"]


def test_the_pack_is_that_of_the_command_line(tmp_path: Path) -> None:
    made = ask("pack", case=CASE, as_of="2026-11-22", language="zh")
    out = tmp_path / "pack.zip"
    main(["pack", str(SAMPLES / "one-invoice.json"), "--as-of", "2026-11-22", "--output", str(out)])
    assert base64.b64decode(made["base64"]) == out.read_bytes()
    assert made["name"] == "2026-11-22_云州拓远装备制造有限公司_移交材料.zip"
    assert made["left_out"] == ["送达记录单"]
    assert "06-proof-of-service.txt" not in zipfile.ZipFile(out).namelist()


TABLE = """客户名称,单据编号,单据日期,到期日,未收余额,币种
甲机械有限公司,A1,2026-08-12,2026-10-13,5000,人民币
甲机械有限公司,A2,2026-08-20,2026-10-20,126400,人民币
未到期有限公司,D1,2026-11-01,2026-12-31,800,人民币
乙/丙公司,B1,2026-07-01,2026-09-01,50000,人民币
"""


def cases(table: str) -> list[dict[str, Any]]:
    """The cases of a table as a page gets them, sender included."""
    coded = base64.b64encode(table.encode()).decode()
    read = ask("import", name="应收.csv", base64=coded, creditor=CASE["creditor"], ui="zh")
    found: list[dict[str, Any]] = read["cases"]
    return found


def test_the_folders_of_a_list_are_those_of_the_command_line_in_any_chunks(tmp_path: Path) -> None:
    raws = cases(TABLE)
    names = ask("folders", debtors=[raw["debtor"]["name"] for raw in raws])["folders"]
    files, rows, hashes = {}, [], {}
    for at in range(0, len(raws), 2):
        part = {"cases": raws[at : at + 2], "folders": names[at : at + 2], "document": "auto"}
        made = ask("folders", **part, as_of="2026-11-20", language="zh")
        files |= {file["name"]: base64.b64decode(file["base64"]) for file in made["files"]}
        rows += made["rows"]
        hashes |= made["hashes"]
    last = ask("folders", rows=rows, hashes=hashes, document="auto", as_of="2026-11-20", language="zh")
    files |= {file["name"]: base64.b64decode(file["base64"]) for file in last["files"]}

    table, out = tmp_path / "应收.csv", tmp_path / "out"
    table.write_text(TABLE, "utf-8")
    sender = ["--creditor", str(SAMPLES / "one-invoice.json"), "--as-of", "2026-11-20", "--language", "zh"]
    main(["batch", str(table), "--out", str(out), *sender, "--jobs", "1"])
    written = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert {name: data == written.get(name) for name, data in files.items()} == dict.fromkeys(written, True)
    index = list(csv.reader(io.StringIO(files["index.csv"].decode("utf-8-sig"))))
    assert [row[1] for row in index[1:]].count("later") == 1


def test_a_debtor_that_cannot_be_written_to_is_named_and_the_others_go_on() -> None:
    raws = [{**CASE, "creditor": {"name": "A"}}, CASE]
    made = ask("folders", cases=raws, folders=["a", "b"], document="demand-1", as_of="2026-11-22", language="zh")
    assert [row[1] for row in made["rows"]] == ["problem", "written"]
    assert "账户" in made["rows"][0][-1]
    assert {name.partition("/")[0] for name in made["hashes"]} == {"b"}


@pytest.mark.parametrize("wrong", [{"cases": [CASE]}, {"cases": ["x"], "folders": ["x"]}, {"cases": [{}] * 201}])
def test_a_list_of_another_shape_is_refused(wrong: dict[str, Any]) -> None:
    assert refused("folders", **wrong, as_of="2026-11-22") == ["wrong-type"]


def test_a_list_needs_a_day() -> None:
    assert refused("folders", cases=[], folders=[]) == ["missing"]


def test_every_format_has_a_type() -> None:
    assert all("/" in kind for kind in export._TYPES.values())
