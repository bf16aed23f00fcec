"""An import told: as a value of JSON for programs and the browser, as lines of text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from generator import filters, tables
from generator.dossiers import Dossiers, held
from generator.errors import Problem
from generator.imported import ClaimRow, Column, ImportResult, column_place
from generator.model import Language
from generator.money import minor_units
from generator.sentences import fill, problem

_ROW = [part.name for part in fields(ClaimRow)]


def as_json(result: ImportResult, made: Dossiers, *, language: Language, rows: int | None = None) -> dict[str, Any]:
    """What was read: columns, rows (the first `rows`), sums, remarks in words, the case files, and which are held."""
    unclear = [(place, told([problem], language=language)[0]) for place, problem in held(made)]
    return {
        "name": result.name,
        "kind": result.kind,
        "encoding": result.encoding,
        "delimiter": result.delimiter,
        "sheets": list(result.sheets),
        "columns": [_column(column, language) for column in result.columns],
        "unknown": [_column(column, language) for column in result.unknown],
        "rows": [_row(row) for row in result.rows[:rows]],
        "unread": result.unread,
        "left_out": made.left_out,
        "debtors": len(made.dossiers),
        "claims": _claims(made),
        "sums": _sums(result),
        "problems": told((*result.problems, *made.problems), language=language),
        "warnings": told((*result.warnings, *made.warnings), language=language),
        "cases": [dossier.case for dossier in made.dossiers],
        "held": [{"case": place, **said} for place, said in unclear],
    }


def lines(result: ImportResult, made: Dossiers, *, language: Language) -> Iterator[str]:
    """The same in short, for people, without the problems."""
    say = _Speaker(language)
    kind = say("workbook")
    if result.kind != "xlsx":
        kind = say("text", encoding=result.encoding, delimiter=say.delimiter(result.delimiter))
    yield say("file", name=result.name, kind=kind)
    doubts = told((*result.warnings, *made.warnings), language=language)
    several = len(result.sheets) > 1
    yield from _listed(say("columns"), [say.column(column, several=several) for column in result.columns])
    yield from _listed(say("unknown"), [say.column(column, several=several) for column in result.unknown])
    yield from _listed(say("doubtful"), [f"{row['path']}: {row['text']}" for row in doubts])
    wrong = sum(not check.ok for check in result.sums.totals)
    yield say("sums", **{**_sums(result), "totals": len(result.sums.totals), "wrong": wrong})
    for currency, total in _open(made).items():
        yield say("open", amount=filters.money(total, currency, language, places=minor_units(currency)))
    counts = {"debtors": len(made.dossiers), "claims": _claims(made)}
    yield say("result", **counts, unread=result.unread, left_out=made.left_out)


def told(problems: Iterable[Problem], *, language: Language) -> list[dict[str, str]]:
    """Problems in words: path, text and code of each."""
    known = tables.messages()
    return [
        {"path": p.path, "text": problem(p.code, p.args, known, language=language), "code": p.code} for p in problems
    ]


class _Speaker:
    """The sentences of data/import.toml in one language."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._words = tables.table("import")

    def __call__(self, line: str, **args: Any) -> str:
        return fill(self._words["line"][line], args, language=self._language)

    def delimiter(self, sign: str) -> str:
        name: str = self._words["delimiter"][sign][self._language]
        return name

    def column(self, column: Column, *, several: bool) -> str:
        where = column_place(column) if several else column.letter
        meaning = f" → {_label(column.field, self._language)}" if column.field else ""
        unit = self("unit", exponent=column.exponent) if column.exponent else ""
        return f"{where}\t{column.header}{meaning}{unit} {column.currency}".rstrip()


def _listed(title: str, entries: list[str]) -> list[str]:
    return [title, *(f"  {entry}" for entry in entries)] if entries else []


def _label(field: str, language: Language) -> str:
    labels = {row["id"]: row["label"][language] for row in tables.table("headers")["field"]}
    found: str = labels[field]
    return found


def _column(column: Column, language: Language) -> dict[str, Any]:
    told: dict[str, Any] = {"sheet": column.sheet, "column": column.letter, "header": column.header}
    if column.field:
        told |= {"field": column.field, "label": _label(column.field, language)}
        told |= {"exponent": column.exponent, "currency": column.currency}
    return told


def _row(row: ClaimRow) -> dict[str, Any]:
    return {"place": row.place} | {name: _plain(getattr(row, name)) for name in _ROW}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _sums(result: ImportResult) -> dict[str, Any]:
    sums = result.sums
    totals = [
        {"path": check.path, "stated": f"{check.stated}", "computed": f"{check.computed}", "ok": check.ok}
        for check in sums.totals
    ]
    return {"rows": sums.rows, "differing": sums.differing, "totals": totals, "duplicates": sums.duplicates}


def _claims(made: Dossiers) -> int:
    return sum(len(dossier.case["claims"]) for dossier in made.dossiers)


def _open(made: Dossiers) -> dict[str, Decimal]:
    """What is open by currency; two currencies are never added."""
    totals: dict[str, Decimal] = {}
    for claim in (claim for dossier in made.dossiers for claim in dossier.case["claims"]):
        reduced = sum(Decimal(part["amount"]) for kind in ("payments", "credits") for part in claim.get(kind, ()))
        totals[claim["currency"]] = totals.get(claim["currency"], Decimal(0)) + Decimal(claim["amount"]) - reduced
    return totals
