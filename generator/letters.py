"""One letter: the document chosen, its claims, what it refuses, and the text that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from generator import checks, conditions, layout, plain, sms, tables, view
from generator.adviser import last_promise
from generator.assessment import ClaimReport, totals
from generator.catalogue import Document
from generator.checks import Finding
from generator.errors import CaseError, Problem, Refusal
from generator.judgment import Running, running
from generator.layout import Block
from generator.model import Case, Channel, Language, Tone
from generator.render import Renderer
from generator.report import Assessment
from generator.sms import SmsCount

_DEFAULT_WORKDAYS = {"soft": 7, "neutral": 5, "firm": 3}


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished text. `text` is what people copy; HTML, Word and mail are made from the same `blocks`."""

    document: str
    title: str
    channel: Channel
    language: Language
    tone: Tone
    as_of: date
    deadline: date
    subject: str
    text: str
    blocks: tuple[Block, ...]
    sms: SmsCount | None
    warnings: tuple[Finding, ...]


def compose(assessed: Assessment, *, document: str, channel: str | None, language: Language, tone: Tone) -> Letter:
    """The text of one document from an assessed case; see `api.write`."""
    advised = document == "auto"
    chosen = _document(assessed.next.document if advised else document)
    assessed = _filled(assessed, chosen)
    via = _channel(
        chosen, channel or (assessed.next.channel if advised and assessed.next.channel in chosen.channels else None)
    )
    at_hand = occasion(assessed, chosen, channel=via, language=language, tone=tone)
    _refuse(assessed.case, chosen, at_hand)
    marked = _renderer().render(chosen.template(via, language), view.context(assessed.case, at_hand))
    letter = finished(marked, at_hand, as_of=assessed.case.as_of)
    found = (*map(_of_the_written, assessed.warnings), *_findings(assessed, at_hand, letter.sms))
    return replace(letter, warnings=found)


def finished(marked: str, occasion: view.Occasion, *, as_of: date) -> Letter:
    """The letter that a template's marked text makes, without warnings yet."""
    blocks = layout.parse(marked)
    text = plain.text(blocks, language=occasion.language, channel=occasion.channel)
    return Letter(
        document=occasion.document.id,
        title=occasion.document.title[occasion.language],
        channel=occasion.channel,
        language=occasion.language,
        tone=occasion.tone,
        as_of=as_of,
        deadline=occasion.deadline,
        subject=layout.subject(blocks),
        text=text,
        blocks=blocks,
        sms=sms.count(text) if occasion.channel == "sms" else None,
        warnings=(),
    )


def _filled(assessed: Assessment, chosen: Document) -> Assessment:
    """The same with what the judgment says in those fields of the document that were left empty."""
    title = assessed.title
    if title is None:
        return assessed
    known = {name: f"{getattr(title.judgment, name)}" for name in ("number", "date", "pay_by")}
    known["unpaid"] = f"{title.unpaid}" if title.unpaid > 0 else ""
    amounts = [field.read(assessed.case.fields.get(field.id, "")) for field in chosen.fields if field.fill == "unpaid"]
    bearing = min([title.unpaid, *(amount for amount in amounts if isinstance(amount, Decimal))])
    known["base"] = f"{bearing}" if bearing > 0 else ""
    empty = [field for field in chosen.fields if field.fill and not assessed.case.fields.get(field.id)]
    given = {**assessed.case.fields, **{field.id: known[field.fill] for field in empty}}
    return replace(assessed, case=replace(assessed.case, fields=given))


def _running(assessed: Assessment, chosen: Document) -> Running | None:
    """The doubled interest on what a document's fields say of a judgment; None where it has no such fields."""
    fields, title = assessed.case.fields, assessed.title
    given = {field.fill: field.read(fields.get(field.id, "")) for field in chosen.fields if field.fill}
    debt, last_day = given.get("base") or given.get("unpaid"), given.get("pay_by")
    if not isinstance(debt, Decimal) or not isinstance(last_day, date) or (title and not title.unpaid):
        return None
    rules, lpr = tables.interest_rules(), tables.lpr()
    return running(debt, last_day, title=title, as_of=assessed.case.as_of, rules=rules, lpr=lpr)


@cache
def titles() -> dict[str, dict[str, str]]:
    """Document id → title in each language."""
    return {document.id: document.title for document in tables.documents().values()}


@cache
def _renderer() -> Renderer:
    return Renderer(tables.templates(), names=tables.spoken_names(), codes=tables.template_codes())


def _findings(assessed: Assessment, occasion: view.Occasion, count: SmsCount | None) -> list[Finding]:
    title, chosen = titles()[assessed.next.document], occasion.document
    found = checks.document_findings(
        assessed.case,
        chosen,
        advised=assessed.next,
        advised_title=title,
        adviser=tables.adviser().for_debtor(assessed.case.debtor),
    )
    found += checks.schedule_findings(assessed.case, chosen, totals(occasion.reports))
    if count and count.parts > 1:
        found.append(Finding("sms-long", "document", {"characters": count.characters, "parts": count.parts}))
    return found


def _of_the_written(found: Finding) -> Finding:
    """A text that was written can do without an account, else it were refused; a later demand cannot."""
    return replace(found, code="account-later") if found.code == "no-account" else found


def _document(name: str) -> Document:
    known = tables.documents()
    if name not in known:
        raise CaseError([Problem("document", "no-such-document", {"value": name[:40], "known": ", ".join(known)})])
    return known[name]


def _channel(chosen: Document, name: str | None) -> Channel:
    via = name or chosen.channels[0]
    if via not in chosen.channels:
        args = {"document": chosen.id, "value": via[:40], "known": ", ".join(chosen.channels)}
        raise CaseError([Problem("channel", "no-such-channel", args)])
    return via  # type: ignore[return-value]  # it is one of the document's channels, which are checked


def filters() -> dict[str, Any]:
    """The filters that templates know, by name: money, date, capitals …"""
    return _renderer().filters


def occasion(
    assessed: Assessment, chosen: Document, *, channel: Channel, language: Language, tone: Tone
) -> view.Occasion:
    """What the text of this document is written from: the dials, the claims it speaks of, and the next step."""
    days = chosen.deadline_workdays.get(tone, _DEFAULT_WORKDAYS[tone])
    return view.Occasion(
        document=chosen,
        channel=channel,
        language=language,
        tone=tone,
        deadline=tables.calendar().add_workdays(assessed.case.as_of, days),
        reports=_chosen(assessed, chosen),
        next_step=assessed.next,
        next_title=titles()[assessed.next.document][language],
        stage=assessed.stage.id,
        promise=last_promise(assessed.case, grace_days=tables.adviser().policy.grace_days),
        cards=tuple(tables.excuse_cards().values()) if channel == "call" or assessed.case.excuse else (),
        doubled=_running(assessed, chosen),
    )


def _chosen(assessed: Assessment, chosen: Document) -> tuple[ClaimReport, ...]:
    """The claims that this document speaks of; a reminder falls back to overdue ones if nothing else is open."""
    still_open = tuple(report for report in assessed.claims if report.claim.open > 0)
    if chosen.claims == "overdue":
        return tuple(report for report in still_open if report.days_overdue)
    if chosen.claims == "due-soon":
        return tuple(report for report in still_open if not report.days_overdue) or still_open
    if chosen.claims == "paid":
        return tuple(report for report in assessed.claims if report.claim.payments)
    return still_open if chosen.claims == "open" else assessed.claims


def _refuse(case: Case, chosen: Document, occasion: view.Occasion) -> None:
    """Stop where the letter would have a hole or say what is not so; all reasons at once.

    Raises:
        Refusal: with every reason.
    """
    problems = []
    if not occasion.reports and chosen.claims != "none":
        reason = {"overdue": "none-overdue", "paid": "none-paid"}.get(chosen.claims, "none-open")
        problems.append(Problem("claims", "nothing-to-claim", {"reason": reason, "as_of": f"{case.as_of}"}))
    if chosen.needs_account:
        for currency in dict.fromkeys(report.claim.currency for report in occasion.reports):
            if not view.account_for(case, currency):
                problems.append(Problem("creditor.accounts", "no-account", {"currency": currency}))
    problems += view.holes(case, chosen, occasion.language)
    problems += conditions.unmet(case, chosen, occasion.reports)
    asks = chosen.needs_account and chosen.claims == "overdue" and occasion.reports
    if asks and all(report.disputed >= report.claim.open for report in occasion.reports):
        problems.append(Problem("claims", "all-disputed"))
    if problems:
        raise Refusal(problems)
