"""A text edited by hand keeps the layout of all that was left alone, and loses not one word."""

import io
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import api, edited, files, plain
from generator.layout import Line, Stamp, Table
from generator.letters import Letter

SAMPLES = Path(__file__).parent / "cases" / "samples"
CASE = api.load((SAMPLES / "several-claims.json").read_text("utf-8"))
LETTERS = {
    (language, channel): api.write(CASE, document="demand-1", channel=channel, language=language)
    for language in ("zh", "en")
    for channel in ("letter", "email")
}
FORMAL = api.write(CASE, document="formal-notice", language="zh")


def words(letter: Letter) -> str:
    return plain.text(letter.blocks, language=letter.language, channel=letter.channel)


def bare(text: str) -> str:
    """Without blanks and without the rules of tables, which are as long as the cells."""
    return "".join(text.replace("-", "").split())


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: f"{letter.language}-{letter.channel}")
def test_a_text_that_was_not_changed_is_the_same_letter(letter):
    assert edited.letter(letter, f"{letter.text}\n") is letter


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda letter: f"{letter.language}-{letter.channel}")
def test_one_changed_paragraph_leaves_all_other_blocks_as_they_were(letter):
    block = next(b for b in letter.blocks if isinstance(b, Line) and b.kind == "paragraph")
    changed = edited.letter(letter, letter.text.replace(block.text, "Changed by hand.", 1))
    assert [b for b in changed.blocks if b not in letter.blocks] == [
        Line("paragraph", "Changed by hand.", block.gap)
    ] or (letter.channel == "letter" and letter.language == "zh")
    assert "Changed by hand." in words(changed)
    assert len(changed.blocks) == len(letter.blocks)


def test_a_changed_title_stays_a_title_and_a_changed_date_stays_on_the_right():
    changed = edited.letter(
        FORMAL, FORMAL.text.replace("催款通知书", "付款通知", 1).replace("\n2026年11月20日", "\n2026年11月21日")
    )
    assert changed.blocks[0] == Line("title", "付款通知")
    assert Line("right", "2026年11月21日") in changed.blocks
    assert len([block for block in changed.blocks if isinstance(block, Stamp)]) == 1  # that of the slip


def test_a_changed_amount_leaves_its_table_a_table():
    letter = LETTERS["zh", "letter"]
    table = next(block for block in letter.blocks if isinstance(block, Table))
    row = next(line for line in letter.text.split("\n") if line.startswith(table.rows[0][0]))
    changed = edited.letter(letter, letter.text.replace(row, row.replace(table.rows[0][0], "HZ-9999")))
    found = next(block for block in changed.blocks if isinstance(block, Table))
    assert found.rows[0] == ("HZ-9999", *table.rows[0][1:])
    assert found.rows[1:] == table.rows[1:]
    assert found.columns == table.columns


def test_a_changed_subject_goes_into_the_head_of_the_mail():
    letter = LETTERS["zh", "email"]
    changed = edited.letter(letter, letter.text.replace(letter.subject, "请核对", 1))
    assert changed.subject == "请核对"
    assert "请核对" not in files.body(changed)


def test_the_edited_words_stand_in_the_word_file_and_its_properties_say_so():
    changed = edited.letter(FORMAL, FORMAL.text + "\n\n　　另：请致电财务。\n• 一项\n□ 同意")
    document = Document(io.BytesIO(files.docx(changed, CASE, note="edited")))
    assert "另：请致电财务。" in [p.text for p in document.paragraphs]
    assert document.core_properties.comments == "edited"
    assert Document(io.BytesIO(files.docx(FORMAL, CASE))).core_properties.comments == ""


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_word_is_lost_whatever_is_cut_or_put_in(data):
    letter = data.draw(st.sampled_from([*LETTERS.values(), FORMAL]))
    lines = letter.text.split("\n")
    start = data.draw(st.integers(0, len(lines)))
    end = data.draw(st.integers(start, min(len(lines), start + 4)))
    added = data.draw(st.lists(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=12), max_size=3))
    text = "\n".join(lines[:start] + added + lines[end:])
    changed = edited.letter(letter, text)
    assert bare(words(changed)) == bare(text)
