"""Word files: well formed whatever the text, the same bytes every time, and read back by others as they were meant."""

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

import generator.word
from generator.layout import parse, protect
from generator.render import Renderer
from generator.word import PARTS, Meta, docx

FOLDER = Path(generator.word.__file__).parent / "data" / "word"
RENDER = Renderer({p.name: p.read_text("utf-8") for p in FOLDER.glob("*.j2")}, names={}, escape=True).render
META = Meta("催款函 <一> & 附件", "苏州蓝鲸电子有限公司", date(2026, 11, 21))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = """
⟦title⟧关于支付逾期货款的催款函
⟦right⟧〔2026〕12号
⟦flush⟧宁波海辰机电有限公司：
截至今日，下列货款“到期”未付：
⟦table⟧ 发票号码 ⟦|⟧ >未付金额
26312000000012345678 ⟦|⟧ ¥100,000.00
合计 ⟦|⟧ ¥100,000.00
⟦end⟧
⟦h⟧一、要求
⟦item⟧请付款
⟦item⟧1. 请回函
⟦stamp⟧苏州蓝鲸电子有限公司
⟦right⟧2026年11月21日
⟦cut⟧沿此线裁下
⟦title⟧回执
⟦box⟧确认无误
⟦stamp⟧宁波海辰机电有限公司
"""


def written(marked, language="zh"):
    return docx(parse(marked), language=language, meta=META, render=RENDER)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def opened(data):
    return Document(io.BytesIO(data))


def test_the_same_letter_gives_the_same_bytes():
    assert written(LETTER) == written(LETTER)


def test_the_file_holds_no_clock_and_no_machine():
    with zipfile.ZipFile(io.BytesIO(written(LETTER))) as archive:
        entries = archive.infolist()
    assert [e.filename for e in entries] == list(PARTS)
    assert {(e.date_time, e.create_system, e.compress_type) for e in entries} == {((1980, 1, 1, 0, 0, 0), 0, 0)}


def test_no_template_of_the_word_folder_is_left_out():
    assert sorted(PARTS.values()) == sorted(p.name for p in FOLDER.iterdir())


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_is_well_formed(name, language):
    part(written(LETTER, language), name)


@given(st.text(st.characters(exclude_categories=("Cs", "Co"))))
def test_no_text_can_break_the_document(value):
    data = written(f"⟦title⟧{protect(value)}\n⟦stamp⟧{protect(value)}\n⟦table⟧ A ⟦|⟧ B\n{protect(value)} ⟦|⟧ x\n⟦end⟧")
    assert part(data, "word/document.xml").tag == f"{W}document"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1))
def test_a_user_s_text_stands_in_the_document_unchanged(value):
    texts = [t.text for t in part(written(f"⟦flush⟧{protect(value)}"), "word/document.xml").iter(f"{W}t")]
    assert texts == [value]


def test_a_line_break_in_a_value_is_a_line_break_in_word():
    document = part(written(protect("one\ntwo")), "word/document.xml")
    assert [t.tag.removeprefix(W) for t in document.find(f".//{W}r") if t.tag != f"{W}rPr"] == ["t", "br", "t"]


def test_python_docx_reads_title_table_and_properties():
    document = opened(written(LETTER))
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["关于支付逾期货款的催款函", "回执"]
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [
        ["发票号码", "未付金额"], ["26312000000012345678", "¥100,000.00"], ["合计", "¥100,000.00"]
    ]  # fmt: skip
    told = document.core_properties
    assert (told.title, told.author, told.created.date()) == (META.title, META.author, META.written)


def test_the_page_is_a4_and_counted():
    data = written(LETTER)
    section = opened(data).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fields = [f.get(f"{W}instr").strip() for f in part(data, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_head_of_a_table_repeats_and_no_row_is_torn():
    rows = list(part(written(LETTER), "word/document.xml").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_stamp_space_is_larger_than_a_company_seal():
    document = part(written("⟦stamp⟧甲\n⟦right⟧日期"), "word/document.xml")
    spaces = [s.attrib for s in document.iter(f"{W}spacing")]
    lines = 2 * 380
    assert int(spaces[0][f"{W}before"]) + int(spaces[-1][f"{W}after"]) + lines >= 2550  # 45 mm


def test_a_signature_never_stands_alone_and_a_slip_is_not_torn():
    marked = "one\ntwo\nthree\nfour\n⟦stamp⟧A\nfive\n⟦cut⟧\n⟦title⟧six\nseven\n⟦box⟧eight\nnine\nten\n⟦stamp⟧B"
    document = part(written(marked), "word/document.xml")
    kept = {"".join(p.itertext()): p.find(f"{W}pPr/{W}keepNext") is not None for p in document.iter(f"{W}p")}
    assert [text for text, keep in kept.items() if keep] == [
        "three",
        "four",
        "six",
        "seven",
        "□ eight",
        "nine",
        "ten",
    ]


@pytest.mark.parametrize(("language", "face", "tag"), [("zh", "FangSong", "en-US"), ("en", "SimSun", "en-GB")])
def test_faces_and_languages_are_named(language, face, tag):
    defaults = part(written(LETTER, language), "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == face
    assert defaults.find(f"{W}lang").attrib == {f"{W}val": tag, f"{W}eastAsia": "zh-CN", f"{W}bidi": "ar-SA"}


def test_every_face_has_a_stand_in():
    data = written(LETTER)
    fonts = {f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in part(data, "word/fontTable.xml")}
    used = {v for f in part(data, "word/styles.xml").iter(f"{W}rFonts") for v in f.attrib.values()}
    assert used <= fonts.keys()
    assert "仿宋_GB2312" in fonts["FangSong"]
    assert "宋体" in fonts["SimSun"]


def test_dates_and_amounts_are_not_broken_inside_their_cells():
    marked = "⟦table⟧ 单据号 ⟦|⟧ 付款日 ⟦|⟧ >尚欠金额 ⟦|⟧ 说明\n1 ⟦|⟧ 2026年10月30日 ⟦|⟧ ¥1,278,750.50 ⟦|⟧ "
    document = part(written(f"{marked}{'对方称资金紧张需要等待集团统一安排' * 4}\n⟦end⟧"), "word/document.xml")
    size = int(document.find(f".//{W}sz").get(f"{W}val"))
    number, day, amount, note = (int(c.get(f"{W}w")) for c in document.iter(f"{W}gridCol"))
    assert min(day, amount) >= 15 * size * 5 > number  # fifteen half-width characters, 5 twips each for each half point
    assert note > day + amount


def test_a_table_of_many_columns_is_set_smaller_not_wider_than_the_page():
    head, row = " ⟦|⟧ ".join(["标题"] * 8), " ⟦|⟧ ".join(["26312000000012345678"] * 8)
    document = part(written(f"⟦table⟧{head}\n{row}\n⟦end⟧"), "word/document.xml")
    assert sum(int(c.get(f"{W}w")) for c in document.iter(f"{W}gridCol")) <= 11906 - 2 * 1417
    assert {s.get(f"{W}val") for s in document.iter(f"{W}sz")} == {"16"}


def test_headings_are_broken_before_letters_are_made_smaller():
    head = "Invoice ⟦|⟧ Contract ⟦|⟧ Due date ⟦|⟧ >Amount ⟦|⟧ >Paid or credited ⟦|⟧ >Outstanding ⟦|⟧ >Days overdue"
    row = "HZ-E-26 ⟦|⟧ HZ-EX-26-1 ⟦|⟧ 6 May 2026 ⟦|⟧ USD 8,450.00 ⟦|⟧ USD 2,000.00 ⟦|⟧ USD 6,450.00 ⟦|⟧ 45"
    document = part(written(f"⟦table⟧{head}\n{row}\n⟦end⟧", "en"), "word/document.xml")
    size = int(document.find(f".//{W}sz").get(f"{W}val"))
    widths = [int(c.get(f"{W}w")) for c in document.iter(f"{W}gridCol")]
    assert size > 16
    assert widths[-1] < 12 * size * 5  # "Days overdue" takes two lines
    assert all(w >= len(text) * size * 5 for w, text in zip(widths, row.split(" ⟦|⟧ "), strict=True))


def test_the_signatures_of_an_agreement_stand_on_one_page():
    document = part(written("条款\n\n⟦stamp⟧甲方\n⟦right⟧日期\n\n⟦stamp⟧乙方\n⟦right⟧日期\n"), "word/document.xml")
    texts = [p for p in document.iter(f"{W}p") if "".join(p.itertext())]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in texts] == [True, True, True, True, False]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_opens_the_letter_and_keeps_the_slip_on_its_sheet(tmp_path):
    (tmp_path / "letter.docx").write_bytes(written(LETTER))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "letter.docx"], check=True, capture_output=True, timeout=180
    )
    pdf = (tmp_path / "letter.pdf").read_bytes()
    assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type/Page/") == 1
