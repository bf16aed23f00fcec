"""E-mail files: read back by Python's own parser as they were meant, and never more than one message."""

import email.policy
from datetime import date
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.message import Attachment, Mailbox, eml, mailto

SENDER = Mailbox("苏州蓝鲸电子有限公司 李华", "lihua@lanjing.example")
TO = Mailbox("王经理", "wang@haichen.example")
DAY = date(2026, 11, 21)


def written(**changes):
    given = {
        "sender": SENDER,
        "to": TO,
        "subject": "付款提醒",
        "text": "您好：\n请付款。",
        "html": "<p>请付款。</p>",
        "written": DAY,
    }
    return eml(**{**given, **changes})


def read(data):
    return message_from_bytes(data, policy=email.policy.default)


def test_a_mail_client_finds_sender_recipient_subject_and_day():
    message = read(written())
    assert message["From"].addresses[0].display_name == SENDER.name
    assert message["To"].addresses[0].addr_spec == TO.address
    assert message["Subject"] == "付款提醒"
    assert message["Date"].datetime.isoformat() == "2026-11-21T12:00:00+08:00"
    assert message["X-Unsent"] == "1"
    assert message.defects == []


def test_the_text_stands_in_two_forms():
    message = read(written())
    assert message.get_content_type() == "multipart/alternative"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == "您好：\n请付款。"
    assert message.get_body(("html",)).get_content() == "<p>请付款。</p>"


def test_files_go_along_with_their_names():
    name = "催款函 “一”.docx"
    message = read(written(attachments=[Attachment(name, "application/zip", b"\0\1\2")]))
    assert message.get_content_type() == "multipart/mixed"
    assert [(a.get_filename(), a.get_content()) for a in message.iter_attachments()] == [
        ("催款函 “一”.docx", b"\0\1\2")
    ]
    assert message.get_body(("plain",)).get_content().startswith("您好")


def test_the_same_letter_gives_the_same_bytes_and_another_letter_another_id():
    assert written() == written()
    assert read(written())["Message-ID"] != read(written(text="另一封"))["Message-ID"]
    assert read(written())["Message-ID"].endswith("@lanjing.example>")


@pytest.mark.parametrize("address", ["", "wang", "a@b\r\nBcc: x@y.z", "wang@ö.example", "a@b.c, d@e.f"])
def test_an_address_that_is_none_leaves_the_field_open(address):
    message = read(written(to=Mailbox("王经理", address), sender=Mailbox("", address)))
    assert message["To"] is None
    assert message["From"] is None
    assert message["Bcc"] is None
    assert message["Message-ID"].endswith("@huikuan.invalid>")


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_no_subject_or_name_can_add_a_header(value):
    message = read(written(subject=value, to=Mailbox(value, TO.address)))
    assert message.keys() == ["From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"]
    assert message["To"].addresses[0].addr_spec == TO.address


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=300).map(str.strip))
def test_any_subject_is_read_back_as_it_was(value):
    raw = written(subject=value)
    assert read(raw)["Subject"] == value
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


def test_a_mailto_address_holds_subject_and_body():
    assert (
        mailto("a@b.example", subject="A&B", text="one\ntwo?")
        == "mailto:a@b.example?subject=A%26B&body=one%0D%0Atwo%3F"
    )
    assert mailto("a@b?cc=x", subject="", text="").startswith("mailto:?subject=")
