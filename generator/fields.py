"""From what a user typed to a `Case`: every problem at once, or the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from generator import schema
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
    InterestTerms,
    Payment,
)
from generator.money import minor_units


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
        problems += _contradictions(raw)
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


def _contradictions(raw: dict[str, Any]) -> Iterator[Problem]:
    """What no single field shows: sums, doubles and dates that exclude each other."""
    claims = raw.get("claims")
    numbers: dict[str, int] = {}
    for i, claim in enumerate(claims if isinstance(claims, list) else []):
        if not isinstance(claim, dict):
            continue
        path = f"claims[{i}]"
        number = str(claim.get("number", "")).strip().casefold()
        if number and number in numbers:
            yield Problem(
                f"{path}.number",
                "number-twice",
                {"value": str(claim["number"])[:40], "first": f"claims[{numbers[number]}]"},
            )
        numbers.setdefault(number, i)
        if not claim.get("due_date") and not claim.get("delivery_date"):
            yield Problem(f"{path}.due_date", "missing-due-date")
        yield from _sums(claim, path)


def _sums(claim: dict[str, Any], path: str) -> Iterator[Problem]:
    currency = claim.get("currency", "CNY")
    places = minor_units(currency) if isinstance(currency, str) else 2
    amount = schema.as_amount(claim.get("amount"))
    if amount is not None:
        yield from _positive(amount, f"{path}.amount", places)
    reduced = Decimal(0)
    for kind in ("payments", "credits"):
        rows = claim.get(kind)
        for i, row in enumerate(rows if isinstance(rows, list) else []):
            part = schema.as_amount(row.get("amount")) if isinstance(row, dict) else None
            if part is not None:
                yield from _positive(part, f"{path}.{kind}[{i}].amount", places)
                reduced += part
    if amount is not None and reduced > max(amount, Decimal(0)):
        yield Problem(f"{path}.payments", "overpaid", {"reduced": f"{reduced}", "amount": f"{amount}"})
    dispute = claim.get("dispute")
    contested = schema.as_amount(dispute.get("amount")) if isinstance(dispute, dict) else None
    if contested is not None:
        yield from _positive(contested, f"{path}.dispute.amount", places)
        if amount is not None and reduced <= amount and contested > amount - reduced:
            yield Problem(
                f"{path}.dispute.amount", "dispute-too-large", {"value": f"{contested}", "open": f"{amount - reduced}"}
            )


def _positive(amount: Decimal, path: str, places: int) -> Iterator[Problem]:
    if amount <= 0:
        yield Problem(path, "not-positive", {"value": f"{amount}"})
    elif -int(amount.as_tuple().exponent) > places and amount != round(amount, places):
        yield Problem(path, "too-many-decimals", {"value": f"{amount}", "places": str(places)})


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
    due = _day_or_none(raw, "due_date")
    delivered = _day_or_none(raw, "delivery_date")
    dispute, guarantee = raw.get("dispute"), raw.get("guarantee")
    return Claim(
        **_texts(raw, "number", "contract_no", "order_no", "description"),
        currency=raw.get("currency", "CNY"),
        amount=Decimal(raw["amount"]),
        due_date=due or _day(raw["delivery_date"]),
        due_by_statute=due is None,
        issue_date=_day_or_none(raw, "issue_date"),
        delivery_date=delivered,
        payments=tuple(sorted((_payment(part) for part in raw.get("payments", ())), key=lambda payment: payment.date)),
        credits=tuple(
            Credit(_day(part["date"]), Decimal(part["amount"]), _text(part, "reason"))
            for part in raw.get("credits", ())
        ),
        dispute=Dispute(Decimal(dispute["amount"]), _text(dispute, "reason")) if dispute else None,
        guarantee=Guarantee(_text(guarantee, "guarantor"), guarantee.get("period_months")) if guarantee else None,
    )


def _payment(raw: dict[str, Any]) -> Payment:
    return Payment(_day(raw["date"]), Decimal(raw["amount"]), _text(raw, "reference"))


def terms(raw: Any, *, rules: dict[str, Any]) -> InterestTerms | None:
    """The interest terms of a case alone, or None where they are not given or malformed."""
    part = _without_blanks(raw.get("interest")) if isinstance(raw, dict) else None
    if not isinstance(part, dict) or any(schema.check(part, rules["properties"]["interest"])):
        return None
    return _interest(part)


def _interest(raw: dict[str, Any]) -> InterestTerms:
    rates: dict[str, Any] = {
        name: Decimal(raw[name]) for name in ("percent_per_year", "per_mille_per_day", "multiplier") if name in raw
    }
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
