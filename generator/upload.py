"""A table that a page hands over, as name and base64 → what `huikuan import --json` prints."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from typing import Any

from generator import import_report, importer
from generator.cells import DayOrder
from generator.errors import CaseError, Problem
from generator.imported import ImportResult
from generator.model import Language


def read(
    asked: dict[str, Any], *, language: Language, as_of: date | None = None, tell: importer.Tell | None = None
) -> dict[str, Any]:
    """The import of a table.

    Args:
        asked: `name`, and the table as `base64` or, pasted, as `text`; optionally `day_order` (dmy, mdy),
            `terms_days`, `currency`, the `creditor` of the case files, and `rows`, how many rows to give back (all).
        as_of: the day of the case files, if it is known.
        language: of the messages.
        tell: told how many lines have been read, and of how many (about).

    Raises:
        CaseError: no table that is read here.
        ImportError: what reads workbooks is not there yet; the browser fetches it and asks again.
    """
    name = str(asked.get("name") or "table")[:200]
    data = _data(asked)
    order: DayOrder = asked["day_order"] if asked.get("day_order") in ("dmy", "mdy") else ""
    terms, currency, creditor = asked.get("terms_days"), asked.get("currency"), asked.get("creditor")
    rows = asked.get("rows")
    result = _read(data, name, order, tell)
    made = importer.dossiers(
        result,
        creditor if isinstance(creditor, dict) else None,
        terms_days=terms if type(terms) is int and 0 <= terms <= 3650 else None,
        currency=currency if isinstance(currency, str) and currency else "CNY",
        as_of=as_of,
    )
    shown = rows if type(rows) is int and rows >= 0 else None
    return import_report.as_json(result, made, language=language, rows=shown)


def _read(data: bytes, name: str, order: DayOrder, tell: importer.Tell | None) -> ImportResult:
    try:
        return importer.read(data, name, day_order=order, tell=tell)
    except CaseError as error:
        if isinstance(error.__cause__, ImportError):
            raise error.__cause__ from None
        raise


def _data(asked: dict[str, Any]) -> bytes:
    encoded, text = asked.get("base64"), asked.get("text")
    if isinstance(text, str):
        return _pasted(text).encode("utf-8", "replace")
    if not isinstance(encoded, str):
        raise CaseError([Problem("base64", "wrong-type", {"value": f"{encoded}"[:40], "expected": "expected-string"})])
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise CaseError([Problem("base64", "upload-not-base64")]) from None


def _pasted(text: str) -> str:
    """A pasted table with tabs between its columns; in a chat they are spaces."""
    lines = text.strip().splitlines()
    if not lines or re.search(r"[\t,;|，；]", lines[0]):
        return text
    return "\n".join(re.sub(r"[ \u3000\xa0]+", "\t", line.strip()) for line in lines)
