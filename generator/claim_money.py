"""The amounts of one line: their currency, their signs, and what follows where only some of them are given."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.cells import AMBIGUOUS, Reading
from generator.headers import LOCAL
from generator.imported import TOLERANCE, Column
from generator.line_reader import MONEY, Line, LineReader
from generator.money import minor_units, to_places
from generator.table_words import Context

_BASE = "CNY"  # the currency of the books, in which a column called 本币 stands

Readings = dict[str, tuple[Reading[Decimal], Column | None]]


def amounts(reader: LineReader, line: Line, context: Context) -> dict[str, Any]:
    """Currency, amount, paid, credited and balance of a line; remarks on what cannot be read or does not fit."""
    read: Readings = {field: reader.money(line, field, exponent=context.exponent) for field in MONEY}
    doubtful = {field: reading.doubt for field, (reading, _) in read.items() if reading.doubt}
    for field, doubt in doubtful.items():
        reader.problem(line, doubt, field, reader.first(line, field)[1])
    if doubtful:
        return {}
    currency = _currency(reader, line, read, context)
    values = {field: _rounded(reader, line, field, reading.value, currency) for field, (reading, _) in read.items()}
    if reader.cells.side(reader.first(line, "side")[1]) < 0:
        field = "balance" if values["balance"] is not None else "amount"
        values[field] = -(values[field] or Decimal(0))
    return {"currency": currency, **_settled(reader, line, values)}


def _rounded(reader: LineReader, line: Line, field: str, value: Decimal | None, currency: str) -> Decimal | None:
    places = minor_units(currency or _BASE)
    if value is None or -int(value.as_tuple().exponent) <= places:
        return value
    rounded = to_places(value, places)
    if rounded != value:
        reader.warning(line, "cell-rounded", field, f"{value:f}", used=f"{rounded}")
    return rounded


def _settled(reader: LineReader, line: Line, values: dict[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The amounts with their signs put right, and the amount itself where only what is left of it is given."""
    amount, paid, balance = values["amount"], values["paid"], values["balance"]
    credited = None if values["credited"] is None else abs(values["credited"])
    reduced = abs(paid or Decimal(0)) + (credited or Decimal(0))
    if amount is None and (balance is None or (reduced and reader.column("amount"))):
        reader.problem(line, "payment-without-claim" if reduced else "amount-missing")
    elif amount is None and balance is not None:
        amount = balance + reduced
        if reader.column("amount"):
            reader.warning(line, "amount-from-balance", "balance", figure=f"{balance}")
    if amount is not None and paid is not None and paid < 0 < amount:
        if balance is None or abs(amount - reduced - balance) > TOLERANCE:
            reader.problem(line, "paid-negative", "paid", figure=f"{paid}")
        paid = -paid
    if amount is not None and 0 < amount < reduced:
        reader.problem(line, "paid-exceeds", "paid", figure=f"{reduced}", amount=f"{amount}")
    return {"amount": amount, "paid": paid, "credited": credited, "balance": balance}


def _currency(reader: LineReader, line: Line, read: Readings, context: Context) -> str:
    """The one currency that column, heading, cells and the lines above agree on; empty where none is named."""
    text = reader.first(line, "currency")[1]
    named = reader.cells.currency(text)
    if named is None:
        reader.problem(line, "cell-currency", "currency", text)
        return ""
    hints = {reading.currency for reading, _ in read.values()}
    hints |= {column.currency for _, column in read.values() if column}
    code = named or context.currency
    if hints != {""}:
        code = _agreed(reader, line, hints | {named}, context)
    source = read["amount"][1] or read["balance"][1]
    if source and source.rank >= LOCAL and code not in ("", _BASE):
        reader.problem(line, "amount-in-base", source.field, code, base=_BASE)
    return code


def _agreed(reader: LineReader, line: Line, named: set[str], context: Context) -> str:
    """The currency that all these codes and signs can mean; a remark where there is none."""
    signs = named & AMBIGUOUS.keys()
    codes = named - signs - {""}
    code = next(iter(codes)) if len(codes) == 1 else context.currency
    if "¥" in signs and not code:
        code = _BASE
    if len(codes) > 1 or any(code not in AMBIGUOUS[sign] for sign in signs):
        remark = "currency-conflict" if code or codes else "currency-unclear"
        reader.problem(line, remark, "amount", ", ".join(sorted(named - {""})))
    return code
