"""Files made from a real case: the letter's words stand in every one of them."""

import email.policy
import io
from email import message_from_bytes
from pathlib import Path

import pytest
from docx import Document

from generator import api, files, tables

SAMPLES = Path(__file__).parent / "cases" / "samples"


def letter_of(sample, *, channel, language="zh"):
    case = api.load((SAMPLES / f"{sample}.json").read_text("utf-8"))
    return api.write(case, document="overdue-notice", channel=channel, language=language), case


def words_of(document):
    body = [p.text for p in document.paragraphs]
    return "\n".join([*body, *(cell.text for t in document.tables for row in t.rows for cell in row.cells)])


@pytest.mark.parametrize("name", tables.documents())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_of_every_channel_becomes_a_word_file_with_all_its_words(name, language, filled):
    document = tables.documents()[name]
    case = filled(document, language)
    for channel in document.channels:
        letter = api.write(case, document=name, channel=channel, language=language)
        found = "".join(words_of(Document(io.BytesIO(files.docx(letter, case)))).split())
        for block in letter.blocks:
            text = getattr(block, "text", "") or getattr(block, "name", "")
            kind = getattr(block, "kind", "")
            assert kind == "subject" or "".join(text.removeprefix("□").split()) in found


def test_an_email_file_has_the_letter_s_subject_and_not_twice():
    letter, case = letter_of("one-invoice", channel="email")
    mail = message_from_bytes(files.eml(letter, case), policy=email.policy.default)
    body = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == letter.subject
    assert letter.text.endswith(body.replace("\r\n", "\n").rstrip())
    assert letter.subject not in body


def test_a_word_letter_can_go_along_with_the_email():
    letter, case = letter_of("one-invoice", channel="email")
    attached = files.Attachment("催款函.docx", "application/vnd.ms-word", files.docx(letter, case))
    mail = message_from_bytes(files.eml(letter, case, attachments=[attached]), policy=email.policy.default)
    assert [a.get_content() for a in mail.iter_attachments()] == [attached.content]


@pytest.mark.parametrize(("language", "words"), [("zh", "诉讼时效届满日"), ("en", "Limitation period ends")])
def test_the_calendar_holds_the_next_step_and_the_last_day_of_each_claim(language, words):
    case = api.load((SAMPLES / "several-claims.json").read_text("utf-8"))
    assessed = api.assess(case)
    calendar = files.ics(assessed, wording=api.wording(), language=language).decode().replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{assessed.next.on:%Y%m%d}" in calendar
    for report in assessed.claims:
        assert f"DTSTART;VALUE=DATE:{report.limitation.last_day:%Y%m%d}" in calendar
    assert calendar.count(f":{words}") == 4 * len(assessed.claims)  # the title and three reminders


def test_a_settled_claim_is_not_watched():
    case = api.load((SAMPLES / "paid.json").read_text("utf-8"))
    calendar = files.ics(api.assess(case), wording=api.wording(), language="zh").decode()
    open_claims = [c for c in case.claims if c.open > 0]
    assert calendar.count("BEGIN:VEVENT") == 1 + len(open_claims)
