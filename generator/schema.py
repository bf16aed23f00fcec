"""Reads a JSON text and holds it against the case schema; reports every problem, not the first.

Only the parts of JSON Schema 2020-12 that `data/case.schema.json` uses are known here: object, array, string
(with `format` date and decimal, `pattern`, `enum`, `maxLength`), integer and boolean.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from generator.errors import CaseError, Problem

MAX_TEXT = 2_000_000  # characters of one case file
_KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
# Direction overrides and zero-width signs can make a letter read otherwise than it is stored (CVE-2021-42574).
_HIDDEN = {*map(chr, (*range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))}
_RESERVED = {"\ue000", "\ue001", "\ue002"}  # stand in for the marks of a letter, see layout.py


class _Float(str):
    """A JSON number with a fraction: kept as written, so that the report can quote it."""


def parse(text: str, *, longest: int = MAX_TEXT) -> Any:
    """The JSON value in `text`; numbers with a fraction stay recognisable as such.

    Args:
        text: the JSON.
        longest: how many characters it may have.

    Raises:
        CaseError: not JSON, too long, nested too deeply, or with a key twice in one object.
    """
    if len(text) > longest:
        raise CaseError([Problem("", "case-too-long", {"max": str(longest), "length": str(len(text))})])
    doubles: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in items]
        doubles.extend(sorted({name for name in names if names.count(name) > 1}))
        return dict(items)

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=_Float, parse_constant=_Float)
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        raise CaseError([Problem("", "not-json", place)]) from None
    except (RecursionError, ValueError):
        raise CaseError([Problem("", "not-json", {"line": "1", "column": "1"})]) from None
    if doubles:
        raise CaseError([Problem(name, "key-twice") for name in doubles])
    return value


def check(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[Problem]:
    """Every place where `value` departs from `schema`, in the order of the text."""
    kind = schema["type"]
    proper = isinstance(value, _KINDS[kind]) and isinstance(value, bool) == (kind == "boolean")
    if kind == "string" and isinstance(value, int | float | _Float) and not isinstance(value, bool):
        code = "number-not-string" if schema.get("format") == "decimal" else "wrong-type"
        yield Problem(path, code, {"value": str(value), "expected": _expected(schema)})
    elif not proper or isinstance(value, _Float):
        yield Problem(path, "wrong-type", {"value": _shown(value), "expected": _expected(schema)})
    elif kind in _CHECKS:
        yield from _CHECKS[kind](value, schema, path)


def _check_object(value: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[Problem]:
    known = schema.get("properties", {})
    extra = schema.get("additionalProperties")
    for name in schema.get("required", ()):
        if name not in value:
            yield Problem(_join(path, name), "missing", {"expected": _expected(known[name])})
    for name, part in value.items():
        if name in known:
            yield from check(part, known[name], _join(path, name))
        elif isinstance(extra, dict):
            yield from check(part, extra, _join(path, name))
        else:
            yield Problem(_join(path, _shown(name)), "unknown-key", {"known": ", ".join(known)})


def _check_array(value: list[Any], schema: dict[str, Any], path: str) -> Iterator[Problem]:
    if len(value) < schema.get("minItems", 0):
        yield Problem(path, "missing", {"expected": _expected(schema)})
    if len(value) > schema["maxItems"]:
        yield Problem(path, "too-many", {"max": str(schema["maxItems"]), "length": str(len(value))})
        return
    for number, part in enumerate(value):
        yield from check(part, schema["items"], f"{path}[{number}]")


def _check_string(value: str, schema: dict[str, Any], path: str) -> Iterator[Problem]:
    long = schema.get("x-widget") == "long"
    hidden = [] if value.isprintable() else sorted({sign for sign in value if _is_hidden(sign, long=long)})
    limit = schema.get("maxLength", 200)
    if len(value) > limit:
        yield Problem(path, "too-long", {"max": str(limit), "length": str(len(value))})
    elif hidden:
        yield Problem(path, "hidden-character", {"signs": ", ".join(f"U+{ord(sign):04X}" for sign in hidden)})
    elif "enum" in schema and value not in schema["enum"]:
        yield Problem(path, "not-in-list", {"value": _shown(value), "expected": ", ".join(schema["enum"])})
    elif schema.get("format") == "date":
        if as_date(value) is None:
            code = "impossible-date" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else "not-a-date"
            yield Problem(path, code, {"value": _shown(value)})
    elif "pattern" in schema and not re.fullmatch(schema["pattern"], value, re.ASCII):
        code = "not-an-amount" if schema.get("format") == "decimal" else "wrong-form"
        yield Problem(path, code, {"value": _shown(value), "expected": _expected(schema)})


def _check_integer(value: int, schema: dict[str, Any], path: str) -> Iterator[Problem]:
    if "enum" in schema and value not in schema["enum"]:
        expected = ", ".join(str(choice) for choice in schema["enum"])
        yield Problem(path, "not-in-list", {"value": str(value), "expected": expected})
    elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        expected = f"{schema['minimum']}–{schema['maximum']}"
        yield Problem(path, "not-in-list", {"value": str(value), "expected": expected})


def as_date(value: Any) -> date | None:
    """The day written as YYYY-MM-DD, or None."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if 1949 <= day.year <= 2199 else None


def as_amount(value: Any) -> Decimal | None:
    """The amount written as a decimal string, or None."""
    if type(value) is str and re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?", value, re.ASCII):
        return Decimal(value)
    return None


def _is_hidden(sign: str, *, long: bool) -> bool:
    if sign in _HIDDEN or sign in _RESERVED:
        return True
    return unicodedata.category(sign) in ("Cc", "Cs") and not (long and sign in "\n\t")


def _expected(schema: dict[str, Any]) -> str:
    """A word for what may stand here; `data/messages.toml` has its sentence under `expected-…`."""
    if "enum" in schema:
        return ", ".join(str(choice) for choice in schema["enum"])
    return "expected-" + str(schema.get("format", schema["type"]))


def _shown(value: Any) -> str:
    """A short, safe quotation of what was given."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    clean = "".join("�" if _is_hidden(sign, long=False) else sign for sign in text)
    return clean if len(clean) <= 40 else clean[:39] + "…"


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


_CHECKS: dict[str, Callable[[Any, dict[str, Any], str], Iterator[Problem]]] = {
    "object": _check_object,
    "array": _check_array,
    "string": _check_string,
    "integer": _check_integer,
}
