"""From the rows of a table to case files, one for each debtor; a row that no letter may be written from is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from generator.cross_checks import debtor_key
from generator.errors import CaseError, Problem
from generator.imported import ClaimRow, ImportResult
from generator.money import minor_units, to_places
from generator.remarks import Remarks

_TEXTS = ("contract_no", "order_no", "description")
_DAYS = ("issue_date", "delivery_date")


@dataclass(frozen=True, slots=True)
class Dossier:
    """One debtor: the case file as a value of JSON, and the rows it was made of.

    `unassigned` are the places of payments and credits of this debtor that belong to no claim: he owes less than the
    case says, and nothing should be sent before they are assigned.
    """

    case: dict[str, Any]
    rows: tuple[ClaimRow, ...]
    unassigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossiers:
    """All debtors of a table in order of their first row; `left_out` rows are named in `problems`."""

    dossiers: tuple[Dossier, ...]
    left_out: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def dossiers(
    result: ImportResult,
    creditor: dict[str, Any] | None = None,
    *,
    currency: str = "CNY",
    terms_days: int | None = None,
    as_of: date | None = None,
) -> Dossiers:
    """The case files of a table.

    A paid amount becomes one payment on the day that the table names, else on the due date (but not after `as_of`):
    interest then runs on what is left from the start, which asks for less rather than for more. A credit likewise.
    A due date that is missing is counted from the document date with the terms of the row or of `terms_days`.

    Args:
        result: the table, read.
        creditor: the `creditor` of the case files.
        currency: of rows where the table names none.
        terms_days: agreed days from the document date, for rows without a due date.
        as_of: the day of the case files, if it is known.

    Raises:
        CaseError: `currency` is no code of three letters.
    """
    if not re.fullmatch("[A-Z]{3}", currency):
        raise CaseError([Problem("currency", "cell-currency", {"value": f"“{currency[:20]}”"})])
    maker = _Maker(currency, terms_days, as_of)
    for row in result.rows:
        if row.amount >= 0:
            maker.add(row)
    for row in result.rows:
        if row.amount < 0:
            maker.set_off(row)
    shared: dict[str, Any] = {"creditor": creditor} if creditor else {}
    shared |= {"as_of": f"{as_of}"} if as_of else {}
    for receipt in result.receipts:
        maker.unassigned.setdefault(debtor_key(receipt.debtor), []).append(receipt.place)
    made = tuple(
        _dossier(claims, shared, unassigned=maker.unassigned.get(key, [])) for key, claims in maker.debtors.items()
    )
    undated = [Problem(result.name, "payments-undated", {"count": f"{maker.undated}"})] if maker.undated else []
    return Dossiers(made, maker.left_out, maker.problems.listed(), (*undated, *maker.warnings.listed()))


def cases(result: ImportResult, creditor: dict[str, Any] | None = None, **options: Any) -> list[dict[str, Any]]:
    """The case files alone; `dossiers` also says which rows were left out, and takes the same options."""
    return [dossier.case for dossier in dossiers(result, creditor, **options).dossiers]


def held(made: Dossiers) -> list[tuple[int, Problem]]:
    """The cases, by their place, that nothing may be written from: the debtor owes less than they say."""
    return [
        (place, Problem(str(found.case["debtor"]["name"]), "money-unassigned", {"places": ", ".join(found.unassigned)}))
        for place, found in enumerate(made.dossiers)
        if found.unassigned
    ]


@dataclass(slots=True)
class _Claim:
    """A claim in the making: the case file's part, what is open of it, and the row it came from."""

    raw: dict[str, Any]
    row: ClaimRow
    open: Decimal


class _Maker:
    """Gathers rows by debtor and claim."""

    def __init__(self, currency: str, terms_days: int | None, as_of: date | None) -> None:
        self._currency, self._terms_days, self._as_of = currency, terms_days, as_of
        self.problems, self.warnings = Remarks(), Remarks()
        self.left_out = self.undated = 0
        self.debtors: dict[str, dict[str, _Claim]] = {}
        self.unassigned: dict[str, list[str]] = {}

    def add(self, row: ClaimRow) -> None:
        """A row as a claim of its debtor."""
        due = self._due(row)
        claims = self.debtors.get(debtor_key(row.debtor), {})
        before = claims.get(row.number.casefold())
        if not row.amount:
            self.warnings.add(row.sheet, row.row, "amount-zero")
        elif due is None and row.delivery_date is None:
            self._leave_out(row, "row-without-due-date")
        elif before and (before.row.amount, before.row.due_date) == (row.amount, row.due_date):
            self._leave_out(row, "row-twice", value=row.number, first=before.row.place)
        else:
            number = self._unique(row, claims)
            self.debtors.setdefault(debtor_key(row.debtor), claims)[number.casefold()] = self._claim(row, number, due)

    def set_off(self, row: ClaimRow) -> None:
        """A negative row: a credit note on the claim of the same number, or nothing that can be used."""
        claim = self.debtors.get(debtor_key(row.debtor), {}).get(row.number.casefold())
        if claim is None:
            self.unassigned.setdefault(debtor_key(row.debtor), []).append(row.place)
            self._leave_out(row, "credit-unassigned", figure=f"{row.amount}")
        elif row.amount + claim.open < 0:
            self.unassigned.setdefault(debtor_key(row.debtor), []).append(row.place)
            self._leave_out(row, "credit-too-large", figure=f"{row.amount}", open=f"{claim.open}")
        else:
            claim.open += row.amount
            day = row.issue_date or row.due_date or self._day_of(claim.row, self._due(claim.row))
            claim.raw.setdefault("credits", []).append({"date": f"{day}", "amount": self._money(row, -row.amount)})

    def _leave_out(self, row: ClaimRow, code: str, value: str | None = None, **args: str) -> None:
        self.left_out += 1
        self.problems.add(row.sheet, row.row, code, column=None, value=value, **args)

    def _due(self, row: ClaimRow) -> date | None:
        terms = row.terms_days if row.terms_days is not None else self._terms_days
        if row.due_date or row.issue_date is None or terms is None:
            return row.due_date
        return row.issue_date + timedelta(days=terms)

    def _unique(self, row: ClaimRow, claims: dict[str, _Claim]) -> str:
        """The number of the row, told apart where an earlier row of the debtor has it: an invoice in instalments."""
        number, count = row.number, 1
        while number.casefold() in claims:
            count += 1
            number = f"{row.number[:70]} ({count})"
        if count > 1:
            self.warnings.add(row.sheet, row.row, "number-made-unique", value=row.number, used=number)
        return number

    def _claim(self, row: ClaimRow, number: str, due: date | None) -> _Claim:
        raw: dict[str, Any] = {"number": number, "currency": row.currency or self._currency}
        raw |= {name: text for name in _TEXTS if (text := getattr(row, name))}
        raw |= {name: f"{day}" for name in _DAYS if (day := getattr(row, name))}
        raw |= {"due_date": f"{due}"} if due else {}
        raw["amount"] = self._money(row, row.amount)
        if due and not row.due_date:
            self.warnings.add(row.sheet, row.row, "due-date-from-terms", figure=f"{due}")
        if row.paid:
            day = row.paid_date or self._day_of(row, due)
            self.undated += row.paid_date is None
            raw["payments"] = [{"date": f"{day}", "amount": self._money(row, row.paid)}]
        if row.credited:
            raw["credits"] = [{"date": f"{self._day_of(row, due)}", "amount": self._money(row, row.credited)}]
        return _Claim(raw, row, row.open)

    def _day_of(self, row: ClaimRow, due: date | None) -> date | None:
        """The day on which money without a day is taken to have come."""
        day = due or row.delivery_date
        return min(day, self._as_of) if day and self._as_of else day

    def _money(self, row: ClaimRow, amount: Decimal) -> str:
        return f"{to_places(amount, minor_units(row.currency or self._currency))}"


def _dossier(claims: dict[str, _Claim], shared: dict[str, Any], *, unassigned: list[str]) -> Dossier:
    rows = tuple(claim.row for claim in claims.values())
    contact = {name: _said(rows, f"contact_{name}") for name in ("name", "mobile", "email")}
    debtor: dict[str, Any] = {"name": rows[0].debtor, "uscc": _said(rows, "uscc"), "address": _said(rows, "address")}
    debtor["contact"] = {name: text for name, text in contact.items() if text}
    debtor = {name: value for name, value in debtor.items() if value}
    return Dossier(
        {**shared, "debtor": debtor, "claims": [claim.raw for claim in claims.values()]}, rows, tuple(unassigned)
    )


def _said(rows: Sequence[ClaimRow], name: str) -> str:
    """What the first row that says anything says."""
    return next((text for row in rows if (text := getattr(row, name))), "")
