"""The letter markup: what a template may write, and what a user's text can never do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import TemplateError
from generator.layout import Column, Line, Stamp, Table, parse, protect, subject, without_subject


def test_a_line_without_a_mark_is_a_paragraph():
    assert parse("截至今日，货款尚未收到。") == (Line("paragraph", "截至今日，货款尚未收到。"),)


@pytest.mark.parametrize("kind", ["subject", "title", "right", "flush", "h", "cut", "item", "box"])
def test_each_mark_names_the_kind_of_its_line(kind):
    assert parse(f"⟦{kind}⟧ Words ") == (Line(kind, "Words"),)


def test_blank_lines_count_once_and_never_at_the_start():
    assert parse("\n\nOne\n\n \u3000\n\nTwo\nThree\n\n") == (
        Line("paragraph", "One"),
        Line("paragraph", "Two", gap=True),
        Line("paragraph", "Three"),
    )


def test_a_line_whose_value_is_empty_is_left_out_but_its_blank_line_stays():
    assert parse("One\n\n⟦right⟧\nTwo") == (Line("paragraph", "One"), Line("paragraph", "Two", gap=True))


def test_the_date_under_a_stamp_belongs_to_the_stamp():
    assert parse("⟦stamp⟧Lanjing\n⟦right⟧5 November 2026\n\n⟦right⟧Page 1") == (
        Stamp("Lanjing", ("5 November 2026",)),
        Line("right", "Page 1", gap=True),
    )


def test_a_table_has_named_columns_figures_and_rows():
    marked = "⟦table⟧ Invoice ⟦|⟧ >Open\n  0001 ⟦|⟧ 1,000.00\n\n  0002 ⟦|⟧\n⟦end⟧"
    assert parse(marked) == (
        Table((Column("Invoice"), Column("Open", figures=True)), (("0001", "1,000.00"), ("0002", ""))),
    )


@pytest.mark.parametrize(
    ("marked", "place", "code"),
    [
        ("One\n⟦bold⟧Two", "line 2", "unknown-mark"),
        ("Two ⟦h⟧ in the middle", "line 1", "unknown-mark"),
        ("half a mark ⟦h", "line 1", "unknown-mark"),
        ("⟦end⟧", "line 1", "unknown-mark"),
        ("\n⟦table⟧ A ⟦|⟧ B\n1 ⟦|⟧ 2", "line 2", "table-without-end"),
        ("⟦table⟧ A ⟦|⟧ B\n1 ⟦|⟧ 2 ⟦|⟧ 3\n⟦end⟧", "line 2", "table-row"),
    ],
)
def test_a_slip_in_a_template_is_named_with_its_line(marked, place, code):
    with pytest.raises(TemplateError) as caught:
        parse(marked)
    assert [(p.path, p.code) for p in caught.value.problems] == [(place, code)]


def test_the_subject_of_an_email_stands_apart_from_its_body():
    blocks = parse("⟦subject⟧Invoice 1 due\n\nDear Ms Wang,")
    assert subject(blocks) == "Invoice 1 due"
    assert without_subject(blocks) == (Line("paragraph", "Dear Ms Wang,"),)
    assert subject(()) == ""
    assert without_subject(()) == ()


ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1)


@given(ANY_TEXT)
def test_no_value_can_become_a_mark(value):
    assert parse(f"⟦item⟧{protect(value)}") == (Line("item", value),)


@given(ANY_TEXT)
def test_no_value_can_break_a_table(value):
    table = parse(f"⟦table⟧ A ⟦|⟧ B\n{protect(value)} ⟦|⟧ 2\n⟦end⟧")[0]
    assert isinstance(table, Table)
    assert table.rows == ((value, "2"),)


def test_a_value_of_two_lines_stays_one_block():
    assert parse(protect("⟦h⟧first\r\n⟦end⟧ second")) == (Line("paragraph", "⟦h⟧first\n⟦end⟧ second"),)
