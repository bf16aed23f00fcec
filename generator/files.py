"""The files that a letter or an assessment becomes: Word, e-mail, calendar. Wires writers to data; computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from generator import diary, layout, letters, message, page, plain, tables, word
from generator.assessment import ClaimReport
from generator.letters import Letter
from generator.message import Attachment, Mailbox
from generator.model import Case, Language
from generator.render import Renderer
from generator.report import Assessment, reason_words
from generator.sentences import Wording, fill


def docx(letter: Letter, case: Case, *, note: str = "") -> bytes:
    """The letter as a Word file, dated on the day it is written for; `note` stands in the file's properties."""
    return word.docx(
        layout.without_subject(letter.blocks),
        language=letter.language,
        meta=word.Meta(letter.subject or letter.title, author=case.creditor.name, written=letter.as_of, note=note),
        render=_word_renderer().render,
        channel=letter.channel,
    )


def eml(letter: Letter, case: Case, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """The letter as an e-mail from the creditor's contact to the debtor's, unsent; any channel's text can be mailed."""
    blocks = layout.without_subject(letter.blocks)
    subject = letter.subject or letter.title
    return message.eml(
        sender=Mailbox(case.creditor.contact.name or case.creditor.name, case.creditor.contact.email),
        to=Mailbox(case.debtor.contact.name or case.debtor.name, case.debtor.contact.email),
        subject=subject,
        text=body(letter),
        html=page.html(blocks, language=letter.language, title=subject, style=tables.style(), channel=letter.channel),
        written=letter.as_of,
        attachments=attachments,
    )


def mailto(letter: Letter, case: Case) -> str:
    """An address that opens the user's mail program with the text in it."""
    return message.mailto(case.debtor.contact.email, subject=letter.subject or letter.title, text=body(letter))


def body(letter: Letter) -> str:
    """The text without its subject line: what stands in the body of an e-mail."""
    return plain.text(layout.without_subject(letter.blocks), language=letter.language, channel=letter.channel)


def ics(assessed: Assessment, *, wording: Wording, language: Language) -> bytes:
    """The next step and the last day of each open claim's limitation period, with reminders."""
    expiring = (r for r in assessed.claims if r.claim.open > 0 and r.limitation.status != "expired")
    entries = [_next(assessed, wording=wording, language=language)]
    entries += [_limitation(report, assessed.case, language=language) for report in expiring]
    return diary.ics(entries, written=assessed.case.as_of, language=language)


def _next(assessed: Assessment, *, wording: Wording, language: Language) -> diary.Entry:
    step = assessed.next
    places = {
        "document": letters.titles()[step.document],
        "debtor": assessed.case.debtor.name,
        "channel": wording.names.get(step.channel, step.channel),
    }
    why = "\n".join(reason_words(reason, wording, language=language) for reason in step.reasons)
    words = tables.table("diary")
    title = fill(words["next"], places, language=language)
    return diary.Entry(step.on, title, note=why, remind=tuple(words["reminders"]["next"]))


def _limitation(report: ClaimReport, case: Case, *, language: Language) -> diary.Entry:
    words = tables.table("diary")
    claim, last = report.claim, report.limitation.last_day
    title = fill(words["limitation"], {"debtor": case.debtor.name, "number": claim.number}, language=language)
    note = fill(words["limitation-note"], {"open": (claim.open, claim.currency), "day": last}, language=language)
    if report.limitation.provisional:
        note = f"{note}\n{words['provisional'][language]}"
    return diary.Entry(last, title, note=note, remind=tuple(words["reminders"]["limitation"]))


@cache
def _word_renderer() -> Renderer:
    return Renderer(tables.word_parts(), names={}, escape=True)
