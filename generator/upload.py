"""A table that a page hands over, as name and base64 → what `huikuan import --json` prints."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from generator import import_report, importer
from generator.cells import DayOrder
from generator.errors import CaseError, Problem
from generator.model import Language


def read(asked: dict[str, Any], *, language: Language) -> dict[str, Any]:
    """The import of a table.

    Args:
        asked: `name`, `base64`; optionally `day_order` (dmy, mdy), `terms_days`, `currency`, and the `creditor` of
            the case files.
        language: of the messages.

    Raises:
        CaseError: no table that is read here.
    """
    name, encoded = asked.get("name"), asked.get("base64")
    if not isinstance(name, str) or not isinstance(encoded, str):
        raise CaseError([Problem("base64", "wrong-type", {"value": str(name)[:40], "expected": "expected-string"})])
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise CaseError([Problem("base64", "upload-not-base64")]) from None
    order: DayOrder = asked["day_order"] if asked.get("day_order") in ("dmy", "mdy") else ""
    terms, currency, creditor = asked.get("terms_days"), asked.get("currency"), asked.get("creditor")
    result = importer.read(data, name[:200] or "table", day_order=order)
    made = importer.dossiers(
        result,
        creditor if isinstance(creditor, dict) else None,
        terms_days=terms if type(terms) is int and 0 <= terms <= 3650 else None,
        currency=currency if isinstance(currency, str) and currency else "CNY",
    )
    return import_report.as_json(result, made, language=language)
