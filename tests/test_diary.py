"""Calendar files: whole days with reminders, folded and escaped as RFC 5545 asks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.diary import Entry, ics

DAY = date(2026, 11, 21)


def lines(*entries, language="zh"):
    return ics(entries, written=DAY, language=language).decode().replace("\r\n ", "").split("\r\n")


def test_an_entry_takes_the_whole_day_and_blocks_no_time():
    found = lines(Entry(date(2026, 12, 31), "致电王经理"))
    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found
    assert "SUMMARY;LANGUAGE=zh:致电王经理" in found
    assert "TRANSP:TRANSPARENT" in found


def test_reminders_come_at_nine_in_the_morning_some_days_before():
    found = lines(Entry(DAY, "诉讼时效届满", remind=(0, 1, 30)))
    assert [line for line in found if line.startswith("TRIGGER")] == [
        "TRIGGER:PT9H",
        "TRIGGER:-P0DT15H",
        "TRIGGER:-P29DT15H",
    ]


def test_signs_of_the_format_are_escaped():
    found = lines(Entry(DAY, "a;b,c\\d", note="one\ntwo"), language="en")
    assert r"SUMMARY;LANGUAGE=en:a\;b\,c\\d" in found
    assert r"DESCRIPTION;LANGUAGE=en:one\ntwo" in found


def test_entries_stand_in_the_order_of_their_days():
    found = lines(Entry(date(2027, 1, 1), "later"), Entry(DAY, "sooner"))
    assert [line.rpartition(":")[2] for line in found if line.startswith("SUMMARY")] == ["sooner", "later"]


def test_importing_again_does_not_double_an_entry():
    first, again = (ics([Entry(DAY, "t")], written=day, language="en") for day in (DAY, date(2026, 12, 1)))
    assert [x for x in first.split() if x.startswith(b"UID")] == [x for x in again.split() if x.startswith(b"UID")]


@given(st.text(), st.text(st.characters(categories=("L", "N", "P", "S", "Z"))))
def test_no_text_can_add_a_line_and_no_line_is_too_long(title, note):
    raw = ics([Entry(DAY, title, note=note)], written=DAY, language="zh")
    physical = raw.split(b"\r\n")
    assert max(map(len, physical)) <= 75
    logical = raw.replace(b"\r\n ", b"").split(b"\r\n")
    assert len(logical) == len(lines(Entry(DAY, "t", note="n" if note else "")))
