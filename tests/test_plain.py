"""Plain text: what is copied and pasted, and what the terminal prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.layout import parse, protect
from generator.plain import is_numbered, text, width

ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1)

TABLE = """
⟦table⟧ 发票号码 ⟦|⟧ 到期日 ⟦|⟧ >未付金额
26312000000012345678 ⟦|⟧ 2026年8月31日 ⟦|⟧ ¥100,000.00
0002 ⟦|⟧ 2026年9月1日 ⟦|⟧ ¥8.50
合计 ⟦|⟧ — ⟦|⟧ ¥100,008.50
⟦end⟧
"""


def written(marked, language="zh", channel="letter"):
    return text(parse(marked), language=language, channel=channel)


def test_paragraphs_of_a_chinese_letter_are_indented_by_two_characters():
    assert written("⟦flush⟧某某有限公司：\n货款逾期未付。") == "某某有限公司：\n　　货款逾期未付。"


@pytest.mark.parametrize(("language", "channel"), [("en", "letter"), ("zh", "email"), ("zh", "sms"), ("zh", "wechat")])
def test_other_texts_are_not_indented(language, channel):
    assert written("Words.", language, channel) == "Words."


def test_the_blank_lines_of_the_template_are_kept_once():
    assert written("Dear Ms Wang,\n\n\n\nOne.\nTwo.\n\n", "en", "email") == "Dear Ms Wang,\n\nOne.\nTwo."


def test_a_title_a_heading_and_a_cut_line_stand_apart_without_help_from_the_template():
    assert written("⟦title⟧T\nOne\n⟦h⟧H\nTwo\n⟦cut⟧\nThree", "en").split("\n") == [
        "T", "", "One", "", "H", "Two", "", "✂ " + ("- " * 24).strip(), "", "Three"
    ]  # fmt: skip


def test_a_subject_is_named_as_such():
    assert written("⟦subject⟧付款提醒\n王经理：", "zh", "email") == "主题：付款提醒\n\n王经理："
    assert written("⟦subject⟧Payment due\nDear", "en", "email") == "Subject: Payment due\n\nDear"


def test_headings_of_a_call_script_are_easy_to_find():
    assert written("⟦h⟧开场", "zh", "call") == "【开场】"
    assert written("⟦h⟧Opening", "en", "call") == "-- Opening --"


def test_list_items_have_a_bullet_unless_they_bring_a_number():
    assert written("⟦item⟧发票\n⟦item⟧1. 合同\n⟦item⟧（二）订单") == "· 发票\n1. 合同\n（二）订单"
    assert written("⟦item⟧Invoice\n⟦box⟧Agreed", "en") == "- Invoice\n□ Agreed"


@pytest.mark.parametrize(
    ("item", "numbered"), [("1. x", True), ("一、x", True), ("（3）x", True), ("1.5万元", False), ("2026年", False)]
)
def test_an_amount_at_the_start_is_no_number_of_an_item(item, numbered):
    assert is_numbered(item) is numbered


def test_the_stamp_space_is_named_once():
    assert written("此致\n⟦stamp⟧蓝鲸公司\n⟦right⟧2026年11月5日") == "　　此致\n\n蓝鲸公司（盖章）\n2026年11月5日"
    assert written("⟦stamp⟧债务人（盖章）：") == "债务人（盖章）："
    assert written("⟦stamp⟧", "en") == "(company stamp)"


def test_columns_meet_although_chinese_characters_are_twice_as_wide():
    lines = written(TABLE).split("\n")
    assert len({width(line, "zh") for line in lines if line}) == 1
    assert lines[1].split() == ["-" * 20, "-" * 13, "-" * 11]
    assert [line[-10:] for line in lines[2:]] == ["100,000.00", "     ¥8.50", "100,008.50"]


def test_on_a_phone_a_table_becomes_lines_with_labels():
    assert written(TABLE, "zh", "wechat").split("\n") == [
        "发票号码：26312000000012345678", "到期日：2026年8月31日", "未付金额：¥100,000.00", "",
        "发票号码：0002", "到期日：2026年9月1日", "未付金额：¥8.50", "",
        "合计：¥100,008.50",
    ]  # fmt: skip


def test_a_total_of_several_figures_keeps_their_labels():
    marked = "⟦table⟧ Invoice ⟦|⟧ >Amount ⟦|⟧ >Open\nTotal ⟦|⟧ 10.00 ⟦|⟧ 4.00\n⟦end⟧"
    assert written(marked, "en", "sms") == "Total\nAmount: 10.00\nOpen: 4.00"


def test_a_table_too_wide_for_an_email_becomes_lines_with_labels():
    marked = f"⟦table⟧ A ⟦|⟧ B\n{'x' * 50} ⟦|⟧ {'y' * 25}\n⟦end⟧"
    assert written(marked, "en", "email") == f"A: {'x' * 50}\nB: {'y' * 25}"
    assert "\n" in written(marked, "en", "letter")
    assert "A: " not in written(marked, "en", "letter")


@given(ANY_TEXT)
def test_what_a_user_typed_stands_in_the_text_unchanged(value):
    for marked in (protect(value), f"⟦title⟧{protect(value)}", f"⟦table⟧ A\nx{protect(value)}\n⟦end⟧"):
        for channel in ("letter", "wechat"):
            assert value in written(marked, "zh", channel)


def test_no_line_ends_in_blanks_and_the_text_in_no_newline():
    for channel in ("letter", "email", "wechat"):
        out = written(f"⟦title⟧T\n{TABLE}\n⟦cut⟧\n\n", "zh", channel)
        assert out == out.strip()
        assert all(line == line.rstrip() for line in out.split("\n"))
