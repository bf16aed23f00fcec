"""What no single field of a case shows: sums, doubles, and days and amounts that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator import schema
from generator.errors import Problem
from generator.money import SUM_LIMIT, minor_units


def of_case(raw: dict[str, Any]) -> Iterator[Problem]:
    """Every contradiction in a case as typed, blanks removed; malformed parts are left to the schema."""
    claims = _rows(raw.get("claims"))
    yield from _doubles(claims)
    for i, claim in claims:
        path = f"claims[{i}]"
        if not any(claim.get(name) for name in ("due_date", "delivery_date", "instalments")):
            yield Problem(f"{path}.due_date", "missing-due-date")
        yield from _sums(claim, path)
        yield from _schedule(claim, path)
        yield from _order(claim.get("iou"), ("date", "pay_on"), f"{path}.iou")
    yield from _totals(claims)
    for i, event in _rows(raw.get("events")):
        amount = schema.as_amount(event.get("amount"))
        if amount is not None:
            yield from _positive(amount, f"events[{i}].amount", 3)
    judgment = raw.get("judgment")
    yield from _order(judgment, ("date", "pay_by"), "judgment")
    principal = schema.as_amount(judgment.get("principal")) if isinstance(judgment, dict) else None
    if principal is not None:
        yield from _positive(principal, "judgment.principal", minor_units("CNY"))


def too_large(total: Decimal, currency: str) -> Iterator[Problem]:
    """A sum with more places than can be written in capitals."""
    if total >= SUM_LIMIT:
        yield Problem(
            "claims", "total-too-large", {"currency": currency, "value": f"{total:,}", "max": f"{SUM_LIMIT:,}"}
        )


def _rows(value: Any) -> list[tuple[int, dict[str, Any]]]:
    rows = enumerate(value if isinstance(value, list) else [])
    return [(i, row) for i, row in rows if isinstance(row, dict)]


def _doubles(claims: list[tuple[int, dict[str, Any]]]) -> Iterator[Problem]:
    numbers: dict[str, int] = {}
    for i, claim in claims:
        number = str(claim.get("number", "")).strip().casefold()
        if number and number in numbers:
            args = {"value": str(claim["number"])[:40], "first": f"claims[{numbers[number]}]"}
            yield Problem(f"claims[{i}].number", "number-twice", args)
        numbers.setdefault(number, i)


def _sums(claim: dict[str, Any], path: str) -> Iterator[Problem]:
    places = _places(claim)
    amount = schema.as_amount(claim.get("amount"))
    if amount is not None:
        yield from _positive(amount, f"{path}.amount", places)
    reduced = Decimal(0)
    for kind in ("payments", "credits"):
        for i, row in _rows(claim.get(kind)):
            part = schema.as_amount(row.get("amount"))
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
            args = {"value": f"{contested}", "open": f"{amount - reduced}"}
            yield Problem(f"{path}.dispute.amount", "dispute-too-large", args)


def _schedule(claim: dict[str, Any], path: str) -> Iterator[Problem]:
    """The parts make up the claim, or the claim is one of the parts."""
    amount = schema.as_amount(claim.get("amount"))
    parts = [schema.as_amount(row.get("amount")) for _, row in _rows(claim.get("instalments"))]
    known = [part for part in parts if part is not None]
    for i, part in enumerate(parts):
        if part is not None:
            yield from _positive(part, f"{path}.instalments[{i}].amount", _places(claim))
    if amount is None or not known or len(known) < len(parts):
        return
    total = sum(known, Decimal(0))
    if amount != total and amount not in known:
        yield Problem(f"{path}.instalments", "instalments-sum", {"total": f"{total}", "amount": f"{amount}"})
    elif amount != total and not claim.get("due_date"):
        yield Problem(f"{path}.due_date", "missing-due-date")


def _totals(claims: list[tuple[int, dict[str, Any]]]) -> Iterator[Problem]:
    sums: dict[str, Decimal] = {}
    for _, claim in claims:
        amount = schema.as_amount(claim.get("amount"))
        currency = claim.get("currency", "CNY")
        if amount is not None and isinstance(currency, str):
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    for currency, total in sums.items():
        yield from too_large(total, currency)


def _order(raw: Any, names: tuple[str, str], path: str) -> Iterator[Problem]:
    """The second day does not come before the first."""
    days = [schema.as_date(raw.get(name)) for name in names] if isinstance(raw, dict) else []
    if days and days[0] and days[1] and days[1] < days[0]:
        yield Problem(f"{path}.{names[1]}", "too-early", {"value": f"{days[1]}", "after": f"{days[0]}"})


def _places(claim: dict[str, Any]) -> int:
    currency = claim.get("currency", "CNY")
    return minor_units(currency) if isinstance(currency, str) else 2


def _positive(amount: Decimal, path: str, places: int) -> Iterator[Problem]:
    if amount <= 0:
        yield Problem(path, "not-positive", {"value": f"{amount}"})
    elif -int(amount.as_tuple().exponent) > places and amount != round(amount, places):
        yield Problem(path, "too-many-decimals", {"value": f"{amount}", "places": str(places)})
