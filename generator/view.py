"""What a template sees of a case: plain names and values, all present, so that a letter is only words.

Every string a user typed passes `layout.protect`; money stays `Decimal`, days stay `date` until a filter writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from generator import filters
from generator.advice import NextStep
from generator.adviser import Promise
from generator.assessment import ClaimReport, CurrencyTotal, totals
from generator.catalogue import Document
from generator.errors import Problem
from generator.excuses import ExcuseCard, fill
from generator.judgment import Running
from generator.layout import protect
from generator.model import Account, Case, Channel, Contact, Credit, Creditor, Debtor, Event, Language, Payment, Tone
from generator.money import minor_units

_GENERIC = ("先生", "女士", "小姐", "经理", "总", "总经理", "主任", "会计", "老师", "Mr", "Ms", "Mrs", "Dr")
_NOUNS = (Account, Contact, Credit, Creditor, Debtor, Payment, Running)
_CONTACTS = ("demand", "promise", "acknowledgement", "mediation", "payment_order", "lawsuit")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which text is being written: the document and the dials."""

    document: Document
    channel: Channel
    language: Language
    tone: Tone
    deadline: date
    reports: tuple[ClaimReport, ...]
    next_step: NextStep
    next_title: str
    stage: str
    promise: Promise | None
    cards: tuple[ExcuseCard, ...]
    doubled: Running | None = None


def context(case: Case, occasion: Occasion) -> dict[str, Any]:
    """The names of a template, as the contributing guide lists them."""
    rows = [_row(report) for report in occasion.reports]
    sums = [_total(total, case) for total in totals(occasion.reports)]
    seen = {
        "lang": occasion.language,
        "tone": occasion.tone,
        "channel": occasion.channel,
        "as_of": case.as_of,
        "deadline": occasion.deadline,
        "letter_no": letter_number(case, occasion.language),
        "stage": occasion.stage,
        "creditor": case.creditor,
        "debtor": case.debtor,
        "greeting": greeting(case.debtor, occasion.language),
        "claims": rows,
        "one": rows[0] if len(rows) == 1 else "",
        "count": len(rows),
        "totals": sums,
        "total": sums[0] if len(sums) == 1 else "",
        "oldest": max(rows, key=lambda row: row["days_overdue"]) if rows else "",
        "interest": _interest(case, occasion),
        "history": [_event(event) for event in case.events if event.date <= case.as_of and event.type in _CONTACTS],
        "promise": _promise(occasion.promise),
        "doubled": occasion.doubled or "",
        "next": _next(occasion),
        "fields": {field.id: field.read(case.fields.get(field.id, "")) for field in occasion.document.fields},
    }
    return {**_protected(seen), **_cards(case, occasion)}


def letter_number(case: Case, language: Language) -> str:
    """〔2026〕1号 (GB/T 9704 7.2.5), or 2026-1 in English; counted on from the demands sent before."""
    if case.fields.get("letter_no"):
        return case.fields["letter_no"]
    count = 1 + sum(event.type == "demand" and event.date < case.as_of for event in case.events)
    return f"〔{case.as_of.year}〕{count}号" if language == "zh" else f"{case.as_of.year}-{count}"


def greeting(debtor: Debtor, language: Language) -> str:
    """How the letter addresses the person: 王经理 · Mr Wang; the accounts department if nobody is named."""
    name, salutation = debtor.contact.name, debtor.contact.salutation
    if not name and not salutation:
        return "贵公司财务部" if language == "zh" else "Sir or Madam"
    if language == "zh":
        generic = salutation in _GENERIC
        return f"{name[0]}{salutation}" if name and generic and not name.isascii() else salutation or name
    if not salutation.isascii():
        return name or "Sir or Madam"
    return f"{salutation} {name.split()[-1]}" if name and salutation in _GENERIC else salutation or name


def holes(case: Case, document: Document, language: Language) -> list[Problem]:
    """What this document needs and the case does not have: paths of the case, then its own fields."""
    missing = [path for path in document.needs if not attrgetter(path)(case)]
    found = [Problem(path, "field-needed", {"label": path}) for path in missing]
    labels = {field.id: field.answer(case.fields.get(field.id, ""), language) for field in document.fields}
    for field in document.fields:
        asking = field.needed_for(case.fields)
        if (field.required or asking) and not case.fields.get(field.id):
            told = {"label": field.label[language], "for": labels.get(asking, "")}
            found.append(Problem(f"fields.{field.id}", "field-needed-for" if asking else "field-needed", told))
        fault = field.fault(case.fields.get(field.id, ""))
        found += [fault] if fault else []
    return found


def places(case: Case, occasion: Occasion) -> dict[str, str]:
    """The words for the places of an excuse card, from the claims at hand."""
    language = occasion.language
    reports = occasion.reports
    if not reports:
        return {}
    first = min(reports, key=lambda report: report.claim.due_date)
    joint = " 和 " if language == "zh" else " and "
    sums = [(total.open - total.disputed, total.currency) for total in totals(reports)]
    amounts = [filters.money(amount, currency, language, places=minor_units(currency)) for amount, currency in sums]
    others = len(reports) - 1
    more = f"等{others + 1}张" if language == "zh" else f" and {others} more"
    return {
        "open": joint.join(amounts),
        "due_date": filters.day(first.claim.due_date, language),
        "number": first.claim.number + (more if others else ""),
        "days": str(first.days_overdue),
        "deadline": filters.day(occasion.deadline, language),
        "debtor": case.debtor.name,
        "creditor": case.creditor.name,
        "contact": case.creditor.contact.name or case.creditor.name,
    }


def _cards(case: Case, occasion: Occasion) -> dict[str, Any]:
    words = {name: protect(value) for name, value in places(case, occasion).items()}
    filled = {card.id: fill(card, words, language=occasion.language) for card in occasion.cards}
    return {
        "excuse": filled.get(case.excuse, ""),
        "branches": [filled[card.id] for card in occasion.cards if card.common and card.id != case.excuse],
    }


def _row(report: ClaimReport) -> dict[str, Any]:
    claim = report.claim
    return {
        **{name: getattr(claim, name) for name in ("number", "contract_no", "order_no", "description", "currency")},
        **{name: getattr(claim, name) for name in ("amount", "paid", "credited", "open", "due_date", "due_by_statute")},
        "issue_date": claim.issue_date or "",
        "delivery_date": claim.delivery_date or "",
        "days_overdue": report.days_overdue,
        "bucket": report.bucket,
        "disputed": report.disputed,
        "undisputed": claim.open - report.disputed,
        "dispute_reason": claim.dispute.reason if claim.dispute else "",
        "interest": report.interest.total,
        "fixed_sum": report.interest.fixed_sum,
        "payments": claim.payments,
        "credits": claim.credits,
        "guarantor": claim.guarantee.guarantor if claim.guarantee else "",
        "last_day": report.limitation.last_day,
    }


def _total(total: CurrencyTotal, case: Case) -> dict[str, Any]:
    names = ("currency", "amount", "paid", "credited", "open", "disputed", "interest", "fixed_sum", "grand", "max_days")
    return {
        **{name: getattr(total, name) for name in names},
        "undisputed": total.open - total.disputed,
        "count": len(total.reports),
        "account": account_for(case, total.currency) or Account(total.currency, "", "", ""),
    }


def account_for(case: Case, currency: str) -> Account | None:
    """The creditor's account that takes this currency."""
    return next((account for account in case.creditor.accounts if account.currency == currency), None)


def _interest(case: Case, occasion: Occasion) -> dict[str, Any]:
    terms = case.interest
    asked = occasion.document.interest == "claim" and any(r.interest.total > 0 for r in occasion.reports)
    return {
        "basis": terms.basis,
        "clause": terms.clause,
        "asked": asked,
        "reserved": terms.basis != "none" and not asked,
        "per_mille": terms.per_mille_per_day if terms.per_mille_per_day is not None else "",
        "percent": terms.percent_per_year if terms.percent_per_year is not None else "",
        "multiplier": terms.multiplier if terms.multiplier is not None else "",
        "cap": terms.cap_percent if terms.cap_percent is not None else "",
        "capped": any(report.interest.before_cap is not None for report in occasion.reports),
        "day_count": terms.day_count,
        "mode": terms.lpr_mode,
        "provisional": any(report.interest.provisional for report in occasion.reports),
        "lines": [line for report in occasion.reports for line in _lines(report)],
    }


def _lines(report: ClaimReport) -> list[dict[str, Any]]:
    shared = {"number": report.claim.number, "currency": report.claim.currency}
    return [
        {
            **shared,
            "from": segment.from_,
            "to": segment.to,
            "days": segment.days,
            "principal": segment.principal,
            "percent_per_year": segment.percent_per_year,
            "amount": segment.amount,
        }
        for segment in report.interest.segments
    ]


def _event(event: Event) -> dict[str, Any]:
    return {**_parts(event), "pay_on": event.pay_on or "", "amount": event.amount if event.amount is not None else ""}


def _promise(promise: Promise | None) -> dict[str, Any] | str:
    return {**_parts(promise), "amount": promise.amount if promise.amount is not None else ""} if promise else ""


def _next(occasion: Occasion) -> dict[str, Any]:
    step = occasion.next_step
    return {"document": step.document, "document_title": occasion.next_title, "channel": step.channel, "on": step.on}


def _parts(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _protected(value: Any) -> Any:
    """The same as dicts, lists and scalars, every text made safe to stand in a template."""
    if isinstance(value, str):
        return protect(value)
    if isinstance(value, dict):
        return {name: _protected(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_protected(part) for part in value]
    return _protected(_parts(value)) if isinstance(value, _NOUNS) else value
