"""Files of tables: their kind by their bytes, their encoding by their headings; hostile ones refused at once."""

import io
import struct
import sys
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator import archive, delimited, headers, sheets, tables
from generator.errors import CaseError
from generator.headers import Aliases

TABLES = Path(__file__).parent / "cases" / "tables"
ALIASES = Aliases(tables.table("headers"))
SHEET = "xl/worksheets/sheet1.xml"


def book(data: bytes, name: str = "a.csv") -> sheets.Book:
    return sheets.book(data, name, score=lambda lines: headers.hits(lines, ALIASES))


def lines(data: bytes, name: str = "a.csv") -> list[list[str]]:
    return [line for sheet in book(data, name).sheets for _, line in sheet.lines]


def codes(data: bytes, name: str = "a.xlsx") -> list[str]:
    with pytest.raises(CaseError) as refused:
        lines(data, name)
    return [problem.code for problem in refused.value.problems]


def workbook(**parts: bytes | str) -> bytes:
    """A sound workbook, parts of which can be replaced: `sheet`, `strings`, `types` …"""
    made = openpyxl.Workbook()
    made.active.append(["客户", "单号", "金额"])
    made.active.append(["甲", "1", 5])
    whole = io.BytesIO()
    made.save(whole)
    names = {
        "sheet": SHEET,
        "strings": "xl/sharedStrings.xml",
        "types": "[Content_Types].xml",
        "styles": "xl/styles.xml",
    }
    replaced = {names[key]: part for key, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name, old.read(name)))
    return out.getvalue()


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def rows_bomb() -> bytes:
    """Half a megabyte that becomes 186 MB of rows."""
    return zipped({SHEET: b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 7_000_000})


def zeros() -> bytes:
    """A part of 1.5 GB of zeros, made without ever holding them."""
    return raw_zip(SHEET, packed_zeros(1500), size=1500 << 20, crc=0)


def lying() -> bytes:
    """The same, but it says that it is small."""
    return raw_zip(SHEET, packed_zeros(300), size=1000, crc=0)


def packed_zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros, deflated: the same block over and over."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + squeeze.flush()


def raw_zip(name: str, packed: bytes, *, size: int, crc: int, flags: int = 0, method: int = 8) -> bytes:
    """A zip file of one part whose fields say whatever they are told to."""
    fields = struct.pack("<HHHHIIIHH", flags, method, 0, 0x21, crc, len(packed), size, len(name), 0)
    local = b"PK\3\4\x14\0" + fields + name.encode() + packed
    central = b"PK\1\2\x14\0\x14\0" + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def many_parts(*, said: int = 60_000) -> bytes:
    """A directory of 60,000 parts, and an end record that says how many there are."""
    entry = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0x21, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0)
    directory = b"".join(entry + b"%09d" % number for number in range(60_000))
    local = b"PK\3\4" + bytes(26)
    return local + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, said, said, len(directory), len(local), 0)


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><worksheet>&l9;</worksheet>'


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("186 MB of rows", rows_bomb, "xlsx-too-big-inside"),
    ("1.5 GB of zeros", zeros, "xlsx-too-big-inside"),
    ("a size that lies", lying, "xlsx-damaged"),
    ("60,000 parts", many_parts, "xlsx-too-many-parts"),
    ("60,000 parts that say they are three", lambda: many_parts(said=3), "xlsx-too-many-parts"),
    ("billion laughs", lambda: workbook(sheet=laughs()), "xlsx-unsafe"),
    ("billion laughs in UTF-16", lambda: workbook(sheet=laughs().encode("utf-16")), "xlsx-unsafe"),
    (
        "billion laughs in EBCDIC",
        lambda: workbook(sheet=b'<?xml version="1.0" encoding="cp037"?>' + laughs().encode("cp037")),
        "xlsx-unsafe",
    ),
    (
        "a declaration after 70,000 signs",
        lambda: workbook(sheet="<!--" + "a b" * 30_000 + "-->" + laughs()),
        "xlsx-unsafe",
    ),
    ("an encrypted part", lambda: raw_zip(SHEET, b"x" * 40, size=40, crc=0, flags=1), "xlsx-encrypted"),
    ("another compression", lambda: zipped({SHEET: b"<x/>"}, method=zipfile.ZIP_LZMA), "xlsx-unsafe"),
    ("a part that swells", lambda: zipped({SHEET: b"<a>" + b" " * 5_000_000}), "xlsx-too-big-inside"),
    ("four million tags", lambda: zipped({SHEET: tags()}), "xlsx-too-big-inside"),
    (
        "an Excel file with a password",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "xlsx-encrypted",
    ),
    ("an end without a beginning", lambda: b"PK\5\6" + bytes(18), "xlsx-damaged"),
    ("half a file", lambda: workbook()[:-400], "xlsx-damaged"),
    ("a zip file of something else", lambda: zipped({"a.txt": b"hello"}), "xlsx-damaged"),
    ("eleven megabytes", lambda: b"PK\3\4" + bytes(11 << 20), "table-too-large"),
]


def tags() -> bytes:
    """Tags enough to keep a parser busy, in bytes that do not repeat enough to betray them."""
    return b"".join(b"<c><v>%d</v></c>" % (number * 7919 % 100_003) for number in range(800_000))


@pytest.mark.parametrize(("make", "code"), [pytest.param(m, c, id=name) for name, m, c in HOSTILE])
def test_a_hostile_file_is_refused_at_once_and_in_little_memory(make: Callable[[], bytes], code: str) -> None:
    data = make()
    assert codes(data) == [code]
    spans = []
    for _ in range(3):
        started = time.process_time()
        codes(data)
        spans.append(time.process_time() - started)
    tracemalloc.start()
    try:
        codes(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert min(spans) <= 0.1
    assert peak <= 30 << 20


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr(SHEET, "<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            new.writestr(SHEET, "<b/>")
    assert codes(out.getvalue()) == ["xlsx-unsafe"]


def test_only_the_parts_that_are_read_go_on() -> None:
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
        more.writestr("xl/vbaProject.bin", b"macro")
    with zipfile.ZipFile(io.BytesIO(archive.checked(out.getvalue(), "a.xlsx"))) as kept:
        assert not {"xl/externalLinks/externalLink1.xml", "xl/vbaProject.bin"} & set(kept.namelist())
        assert SHEET in kept.namelist()
    assert lines(out.getvalue()) == [["客户", "单号", "金额"], ["甲", "1", "5"]]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls-binary"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "xls-is-html"),
        (b"\xef\xbb\xbf\r\n<TABLE border=1>", "xls-is-html"),
        (b'<?xml version="1.0"?><html>', "xls-is-html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xls-is-xml"),
        (b"", "table-empty"),
        (b" \r\n ", "table-empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "table-not-text"),
        (b"\xef\xbb\xbf\xff\xff", "table-not-text"),
    ],
)
def test_what_is_no_table_is_said_plainly(start: bytes, code: str) -> None:
    assert codes(start, "list.xls") == [code]


def test_text_called_xls_is_read_and_said_so() -> None:
    found = book("客户\t单号\t金额\n甲\t1\t5\n".encode("gbk"), "list.xls")
    assert [note.code for note in found.warnings] == ["xls-is-text"]
    assert (found.encoding, found.delimiter) == ("gb18030", "\t")


HEADED = "客户名称,单据号,到期日,应收金额\n上海申禾实业,A-1,2026-1-5,5\n"

# The GBK bytes of this word are valid UTF-8 as well, and the headings are the same in both.
TRAP = "Customer,Invoice No,Due Date,Amount\n实业,1,2026-1-5,5\n".encode("gbk")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (HEADED.encode("utf-8"), "utf-8"),
        (HEADED.encode("utf-8-sig"), "utf-8-sig"),
        (HEADED.encode("gbk"), "gb18030"),
        (HEADED.replace("申禾", "㐱𠮷€").encode("gb18030"), "gb18030"),
        (HEADED.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + HEADED.encode("utf-16-be"), "utf-16"),
        (HEADED.encode("utf-16-le"), "utf-16-le"),
        (HEADED.encode("utf-16-be"), "utf-16-be"),
        ("Customer,Invoice No,Due Date,Amount\nMüller GmbH,1,2026-1-5,5\n".encode(), "utf-8"),
        ("Customer,Invoice No,Due Date,Amount\nМосква,1,2026-1-5,5\n".encode(), "utf-8"),
        (TRAP, "gb18030"),
        ("Customer,Invoice No,Due Date,Amount\n实业,1,2026-1-5,5\n".encode(), "utf-8"),
    ],
)
def test_the_encoding_is_told_by_mark_validity_and_headings(data: bytes, encoding: str) -> None:
    found = book(data)
    assert found.encoding == encoding
    assert [problem.code for problem in found.warnings] == (["encoding-doubtful"] if data == TRAP else [])
    assert next(iter([line for _, line in found.sheets[0].lines][1:]))[0] in (
        "上海申禾实业",
        "上海㐱𠮷€实业",
        "Müller GmbH",
        "Москва",
        "实业",
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_shows_headings(delimiter: str) -> None:
    found = book(HEADED.replace(",", delimiter).encode())
    assert found.delimiter == delimiter
    assert [len(line) for _, line in found.sheets[0].lines] == [4, 4]


def test_a_line_that_names_the_delimiter_is_no_line() -> None:
    found = book(("sep=;\n" + HEADED.replace(",", ";")).encode())
    assert [number for number, _ in found.sheets[0].lines] == [2, 3]


def test_a_quotation_mark_that_does_not_close_is_found() -> None:
    broken = HEADED + '乙,"B-2,2026-1-5,5,\n丙,C-3,2026-1-6,5,,,\n丁,D-4,2026-1-6,5,,,\n'
    assert codes(broken.encode(), "a.csv") == ["table-open-quote"]
    assert codes((HEADED + '乙,"' + "x" * 140_000).encode(), "a.csv") == ["table-open-quote"]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    assert lines((HEADED + '乙,"B\n2",2026-1-5,"1,000"\n').encode())[2] == ["乙", "B\n2", "2026-1-5", "1,000"]


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_ROWS", 3)
    monkeypatch.setattr(sheets, "MAX_ROWS", 1)
    assert codes((HEADED * 2).encode(), "a.csv") == ["table-too-many-rows"]
    assert codes(workbook()) == ["table-too-many-rows"]
    monkeypatch.setattr(delimited, "MAX_BYTES", 10)
    assert codes(HEADED.encode(), "a.csv") == ["table-too-large"]


def test_cells_of_a_workbook_become_plain_text() -> None:
    made = openpyxl.Workbook()
    made.active.append(
        [
            0.1 + 0.2,
            12000,
            1e-7,
            123456.789,
            True,
            datetime(2026, 1, 5),
            date(2026, 1, 6),
            datetime(2026, 1, 5, 8, 30),
            " a ",
            None,
            "x",
        ]
    )
    whole = io.BytesIO()
    made.save(whole)
    found = lines(whole.getvalue())[0]
    assert found == [
        "0.3",
        "12000",
        "0.0000001",
        "123456.789",
        "TRUE",
        "2026-01-05",
        "2026-01-06",
        "2026-01-05 08:30:00",
        " a ",
        "",
        "x",
    ]


def test_formulas_that_nobody_has_counted_are_named() -> None:
    made = openpyxl.Workbook()
    made.active.append(["客户", "=1+1"])
    whole = io.BytesIO()
    made.save(whole)
    found = book(whole.getvalue(), "a.xlsx")
    assert [problem.code for problem in found.warnings] == ["formulas-without-values"]
    assert not book(workbook(), "a.xlsx").warnings


def test_days_counted_from_1904_are_read_so() -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append([date(2026, 1, 5), 44565])
    whole = io.BytesIO()
    made.save(whole)
    found = book(whole.getvalue(), "a.xlsx").sheets[0]
    assert found.from_1904
    assert next(iter(found.lines)) == (1, ["2026-01-05", "44565"])


def test_a_size_that_a_sheet_states_wrongly_does_no_harm() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{}"/><sheetData>{}</sheetData></worksheet>'
    for size in ("A1", "A1:XFD1048576"):
        assert lines(workbook(sheet=sheet.format(size, cells))) == [["1", "", "3"]]
    far = '<row r="99999999"><c r="A99999999"><v>1</v></c></row>'
    assert codes(workbook(sheet=sheet.format("A1", far))) == ["xlsx-damaged"]
    wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    assert codes(workbook(sheet=sheet.format("A1", wide))) == ["table-too-many-columns"]


def test_without_openpyxl_a_workbook_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert codes(workbook()) == ["openpyxl-missing"]
    assert lines(HEADED.encode())


def test_text_is_read_without_loading_openpyxl() -> None:
    import subprocess

    code = "import sys; from generator import importer; importer.read(b'a,b\\n1,2', 'a.csv'); sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=TABLES.parents[2]).returncode == 0


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_words(data: bytes) -> None:
    for start in (b"", b"PK\3\4", b"PK\5\6"):
        try:
            lines(start + data)
        except CaseError as refused:
            assert all(problem.code in tables.messages() for problem in refused.problems)


@given(st.data())
def test_a_workbook_with_any_byte_changed_raises_nothing_but_words(data: st.DataObject) -> None:
    sound = bytearray(WORKBOOK)
    for _ in range(3):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        lines(bytes(sound))
    except CaseError as refused:
        assert all(problem.code in tables.messages() for problem in refused.problems)


WORKBOOK = workbook()
