"""From what a user typed to a `Case`: every problem at once, or the case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from generator import contradictions, schema
from generator.errors import CaseError, Problem
from generator.model import (
    Account,
    Case,
    Claim,
    Contact,
    Credit,
    Creditor,
    Debtor,
    Dispute,
    Event,
    Guarantee,
    Hold,
    Instalment,
    InterestTerms,
    Iou,
    Judgment,
    Payment,
)

_RATES = ("percent_per_year", "per_mille_per_day", "multiplier", "cap_percent")


def read(raw: Any, *, rules: dict[str, Any], as_of: date | None = None) -> Case:
    """The case that `raw`, a value as `schema.parse` gives it, describes.

    Args:
        raw: the parsed JSON.
        rules: the case schema (`tables.schema()`).
        as_of: the day to write for; wins over the one in the case.

    Raises:
        CaseError: with every problem found, in the order of the file.
    """
    raw = _without_blanks(raw)
    problems = list(schema.check(raw, rules))
    if isinstance(raw, dict):
        problems += contradictions.of_case(raw)
        if as_of is None and "as_of" not in raw:
            problems.append(Problem("as_of", "missing", {"expected": "expected-date"}))
    if problems:
        raise CaseError(_first_of_each(problems))
    return _case(raw, as_of or _day(raw["as_of"]))


def _without_blanks(value: Any) -> Any:
    """The same without empty strings and nulls, which say "not given" in a form and in many exports."""
    if isinstance(value, dict):
        kept = {name: _without_blanks(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part is not None and part != ""}
    if isinstance(value, list):
        return [_without_blanks(part) for part in value]
    return value.strip() if type(value) is str else value


def _first_of_each(problems: list[Problem]) -> list[Problem]:
    seen: set[tuple[str, str]] = set()
    return [p for p in problems if (p.path, p.code) not in seen and not seen.add((p.path, p.code))]  # type: ignore[func-returns-value]


def _case(raw: dict[str, Any], as_of: date) -> Case:
    return Case(
        creditor=_creditor(raw["creditor"]),
        debtor=_debtor(raw["debtor"]),
        claims=tuple(_claim(part) for part in raw["claims"]),
        as_of=as_of,
        language=raw.get("language", "zh"),
        tone=raw.get("tone", "neutral"),
        creditor_is_sme=raw.get("creditor_is_sme", False),
        interest=_interest(raw.get("interest", {})),
        events=tuple(sorted((_event(part) for part in raw.get("events", ())), key=lambda event: event.date)),
        hold=_hold(raw.get("hold")),
        judgment=_judgment(raw.get("judgment")),
        excuse=_text(raw, "excuse").lower(),
        fields={name: value.strip() for name, value in raw.get("fields", {}).items()},
    )


def _creditor(raw: dict[str, Any]) -> Creditor:
    return Creditor(
        **_texts(raw, "name", "uscc", "address", "phone", "sms_signature"),
        contact=Contact(**_texts(raw.get("contact", {}), "name", "title", "mobile", "email", "wechat")),
        signatory=Contact(**_texts(raw.get("signatory", {}), "name", "title")),
        accounts=tuple(
            Account(**_texts(part, "currency", "account_name", "bank", "number")) for part in raw.get("accounts", ())
        ),
    )


def _debtor(raw: dict[str, Any]) -> Debtor:
    return Debtor(
        **_texts(raw, "name", "uscc", "address"),
        contact=Contact(**_texts(raw.get("contact", {}), "name", "salutation", "title", "mobile", "email")),
        kind=raw.get("kind", "company"),
        relation=raw.get("relation", "regular"),
        export=raw.get("export", False),
    )


def _claim(raw: dict[str, Any]) -> Claim:
    delivered = _day_or_none(raw, "delivery_date")
    instalments = tuple(
        Instalment(_day(part["due_date"]), Decimal(part["amount"])) for part in raw.get("instalments", ())
    )
    agreed = _day_or_none(raw, "due_date") or max((part.due_date for part in instalments), default=None)
    dispute = raw.get("dispute")
    return Claim(
        **_texts(raw, "number", "contract_no", "order_no", "description"),
        currency=raw.get("currency", "CNY"),
        amount=Decimal(raw["amount"]),
        due_date=agreed or _day(raw["delivery_date"]),
        due_by_statute=agreed is None,
        issue_date=_day_or_none(raw, "issue_date"),
        delivery_date=delivered,
        payments=tuple(sorted((_payment(part) for part in raw.get("payments", ())), key=lambda payment: payment.date)),
        credits=tuple(
            Credit(_day(part["date"]), Decimal(part["amount"]), _text(part, "reason"))
            for part in raw.get("credits", ())
        ),
        dispute=Dispute(Decimal(dispute["amount"]), _text(dispute, "reason")) if dispute else None,
        guarantee=_guarantee(raw.get("guarantee")),
        instalments=instalments,
        iou=_iou(raw.get("iou")),
    )


def _guarantee(raw: dict[str, Any] | None) -> Guarantee | None:
    if not raw:
        return None
    kind: Any = _text(raw, "kind")  # one of the schema's
    return Guarantee(_text(raw, "guarantor"), raw.get("period_months"), kind, _day_or_none(raw, "given_on"))


def _iou(raw: dict[str, Any] | None) -> Iou | None:
    return Iou(_day(raw["date"]), _day_or_none(raw, "pay_on"), raw.get("after_due", False)) if raw else None


def _judgment(raw: dict[str, Any] | None) -> Judgment | None:
    if not raw:
        return None
    return Judgment(_day(raw["date"]), _day(raw["pay_by"]), Decimal(raw["principal"]), _text(raw, "number"))


def _payment(raw: dict[str, Any]) -> Payment:
    return Payment(_day(raw["date"]), Decimal(raw["amount"]), _text(raw, "reference"))


def terms(raw: Any, *, rules: dict[str, Any]) -> InterestTerms | None:
    """The interest terms of a case alone, or None where they are not given or malformed."""
    part = _without_blanks(raw.get("interest")) if isinstance(raw, dict) else None
    if not isinstance(part, dict) or any(schema.check(part, rules["properties"]["interest"])):
        return None
    return _interest(part)


def _interest(raw: dict[str, Any]) -> InterestTerms:
    rates: dict[str, Any] = {name: Decimal(raw[name]) for name in _RATES if name in raw}
    kept = {name: raw[name] for name in ("basis", "lpr_mode", "day_count", "allocation") if name in raw}
    return InterestTerms(clause=_text(raw, "clause"), **rates, **kept)


def _hold(raw: dict[str, Any] | None) -> Hold | None:
    return Hold(_text(raw, "reason"), _day(raw["until"]), _text(raw, "by")) if raw else None


def _event(raw: dict[str, Any]) -> Event:
    return Event(
        date=_day(raw["date"]),
        provable=raw.get("provable", False),
        pay_on=_day_or_none(raw, "pay_on"),
        amount=Decimal(raw["amount"]) if raw.get("amount") else None,
        **_texts(raw, "type", "channel", "by", "text"),
    )


def _text(raw: dict[str, Any], name: str) -> str:
    return str(raw.get(name) or "").strip()


def _texts(raw: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: _text(raw, name) for name in names}


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _day_or_none(raw: dict[str, Any], name: str) -> date | None:
    return _day(raw[name]) if raw.get(name) else None
