"""One line of a table under known headings → one claim, or remarks on why there is none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.claim_money import amounts
from generator.imported import ClaimRow
from generator.line_reader import Line, LineReader, clean
from generator.table_words import Context

_NUMBERS = ("number", "contract_no", "order_no", "debtor_code", "uscc", "contact_mobile")
_TEXTS = ("debtor", "description", "salesperson", "contact_name", "contact_email", "address", "note", *_NUMBERS)
_DAYS = ("issue_date", "due_date", "delivery_date", "paid_date")
_COUNTS = ("overdue_days", "undue_days", "terms_days")
_ESSENTIAL = ("debtor", "number")


def claim(reader: LineReader, line: Line, context: Context, *, limits: dict[str, int]) -> ClaimRow | None:
    """The claim of a line; None where a remark among the problems says why there is none.

    Args:
        reader: finds the cells of the line and takes the remarks.
        line: the line.
        context: what lines above say; its `debtor` is used where the line names none.
        limits: field → characters that a case file takes.
    """
    before = len(reader.problems)
    values = {**_names(reader, line, context, limits), **_days(reader, line), **amounts(reader, line, context)}
    if len(reader.problems) > before:
        return None
    return ClaimRow(sheet=reader.sheet, row=line.number, extra=reader.extra(line), **values)


def _names(reader: LineReader, line: Line, context: Context, limits: dict[str, int]) -> dict[str, Any]:
    filled = reader.filled(line)
    found = {field: clean(filled[field][1]) for field in _TEXTS if field in filled}
    for field in (field for field in _NUMBERS if field in found):
        reading = reader.cells.number(found[field])
        found[field] = reading.value or ""
        if reading.doubt:
            reader.warning(line, reading.doubt, field, found[field])
    found["debtor"] = found.get("debtor") or context.debtor
    found["debtor_code"] = found.get("debtor_code") or context.debtor_code
    found["number"] = found.get("number") or found.get("contract_no") or found.get("order_no") or ""
    for field, text in found.items():
        if field in _ESSENTIAL and not text:
            reader.problem(line, f"{field}-missing", field)
        elif len(text) > limits.get(field, len(text)):
            remark = reader.problem if field in _ESSENTIAL else reader.warning
            remark(line, "cell-too-long", field, text, max=f"{limits[field]}")
            found[field] = text[: limits[field]]
    return found


def _days(reader: LineReader, line: Line) -> dict[str, dt.date | int | None]:
    found: dict[str, dt.date | int | None] = {}
    filled = reader.filled(line)
    for field in (field for field in _DAYS if field in filled):
        text = filled[field][1]
        reading = reader.cells.day(text)
        found[field] = reading.value
        if reading.doubt:
            unusable = field == "due_date" and reading.value is None
            (reader.problem if unusable else reader.warning)(line, reading.doubt, field, text)
    counts = {field: reader.cells.whole(filled[field][1]) for field in _COUNTS if field in filled}
    late, to_go = counts.get("overdue_days"), counts.get("undue_days")
    found["overdue_days"] = late if late is not None or to_go is None else -to_go
    found["terms_days"] = counts.get("terms_days")
    return found
