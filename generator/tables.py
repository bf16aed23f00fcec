"""The only reader of this package's data files: TOML and templates → the values that the other modules compute with.

The browser package holds the same tables already read, as the module `generator.frozen` (made by `publish/runtime`),
because parsing TOML is slow there; everywhere else the files themselves are read, each once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from generator.advice import AfterJudgment
from generator.adviser import Adviser
from generator.calendar import WorkCalendar
from generator.catalogue import Document, document
from generator.errors import Problem, TableError
from generator.excuses import ExcuseCard, ExcuseGroup
from generator.grounds import InterestRules
from generator.limitation import LimitationRules
from generator.rates import RateTable
from generator.stages import Policy, Procedure, Stage

_ROOT = Path(__file__).parent
_DATA = _ROOT / "data"
_DOCUMENTS = _ROOT / "documents"


@cache
def table(name: str) -> dict[str, Any]:
    """One data file as it stands, `limitation` or `law/interest`; figures with a point are `Decimal`."""
    frozen = _frozen("tables")
    if frozen is not None:
        found: dict[str, Any] = frozen[name]
        return found
    path = _DATA / f"{name}.toml"
    return _toml(path)


@cache
def names(folder: str) -> tuple[str, ...]:
    """The tables of a folder of data files, in order: `excuses` → `excuses/a`, `excuses/b` …"""
    frozen = _frozen("tables")
    if frozen is not None:
        return tuple(name for name in frozen if name.startswith(f"{folder}/"))
    return tuple(f"{folder}/{path.stem}" for path in sorted((_DATA / folder).glob("*.toml")))


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a case."""
    frozen = _frozen("schema")
    if frozen is not None:
        found: dict[str, Any] = frozen
        return found
    read: dict[str, Any] = json.loads((_DATA / "case.schema.json").read_text(encoding="utf-8"))
    return read


@cache
def messages() -> dict[str, dict[str, str]]:
    """The sentences of problems, by code."""
    return table("messages")


@cache
def calendar() -> WorkCalendar:
    """Working days, with the overrides of data/holidays.toml."""
    raw = table("holidays")
    return WorkCalendar({row["date"]: row["workday"] for row in raw.get("day", ())}, raw["published_through"])


@cache
def lpr() -> RateTable:
    """The one-year loan prime rate."""
    raw = table("lpr")
    return RateTable(tuple((row["from"], row["percent"]) for row in raw["rate"]), raw["checked_through"])


@cache
def interest_rules() -> InterestRules:
    """The figures of the law on overdue interest."""
    raw = table("interest")
    return InterestRules(
        multiplier_min=raw["lpr"]["multiplier_min"],
        multiplier_max=raw["lpr"]["multiplier_max"],
        sme_per_mille=raw["sme"]["per_mille_per_day"],
        doubled_per_mille=raw["doubled"]["per_mille_per_day"],
        excess_percent=raw["excess"]["percent"],
        lpr_law=raw["lpr"]["law"],
        sme_law=raw["sme"]["law"],
        doubled_law=raw["doubled"]["law"],
        excess_law=raw["excess"]["law"],
    )


@cache
def limitation_rules() -> LimitationRules:
    """The figures of the law on limitation."""
    raw = table("limitation")
    return LimitationRules(
        general_years=raw["general"]["years"],
        export_years=raw["export"]["years"],
        old_years=raw["transition"]["years"],
        last_expired_start=raw["transition"]["last_expired_start"],
        longstop_years=raw["longstop"]["years"],
        near_days=raw["near"]["days"],
        general_law=raw["general"]["law"],
        export_law=raw["export"]["law"],
        transition_law=raw["transition"]["law"],
    )


@cache
def adviser() -> Adviser:
    """The ladder of stages and the policy of contact."""
    raw = table("stages")
    ladder = tuple(Stage(**row) for row in raw["stage"])
    procedures = tuple(
        Procedure(**{**row, "kinds": tuple(row["kinds"]), "relations": tuple(row["relations"])})
        for row in raw["procedure"]
    )
    after = AfterJudgment(**raw["judgment"])
    return Adviser(ladder, Stage(**raw["settled"]), Policy(**raw["policy"]), calendar(), after, procedures)


@cache
def reasons() -> dict[str, dict[str, str]]:
    """The sentences of the adviser, by code."""
    found: dict[str, dict[str, str]] = table("stages")["reason"]
    return found


@cache
def spoken_names() -> dict[str, dict[str, str]]:
    """How channels and events are called in a text, by id."""
    return table("names")


@cache
def style() -> str:
    """The style sheet of exported letters."""
    frozen = _frozen("style")
    return str(frozen) if frozen is not None else (_DATA / "letter.css").read_text(encoding="utf-8")


@cache
def excuse_groups() -> tuple[ExcuseGroup, ...]:
    """The families of excuses, in order."""
    return tuple(ExcuseGroup(**row) for row in _rows("excuses", "group"))


@cache
def excuse_cards() -> dict[str, ExcuseCard]:
    """All excuse cards by id, in the order of the catalogue."""
    cards = (ExcuseCard(**{**row, "law": tuple(row.get("law", ()))}) for row in _rows("excuses", "card"))
    return {card.id: card for card in cards}


@cache
def card_blanks() -> dict[str, dict[str, str]]:
    """How a page shows the places in a card's sentences, by place."""
    return {
        name: text for part in names("excuses") or ("excuses",) for name, text in table(part).get("blanks", {}).items()
    }


@cache
def laws() -> dict[str, dict[str, Any]]:
    """Every rule of law by id, as its data file has it."""
    return {row["id"]: row for row in _rows("law", "rule")}


@cache
def templates() -> Mapping[str, str]:
    """Template name → text, shared parts (`_parts/…`) included."""
    frozen = _frozen("templates")
    if frozen is not None:
        found: Mapping[str, str] = frozen
        return found
    files = sorted(_DOCUMENTS.glob("*/*.j2"))
    return {f"{file.parent.name}/{file.name}": file.read_text(encoding="utf-8") for file in files}


@cache
def word_parts() -> Mapping[str, str]:
    """Template name → text of the parts of a Word file."""
    frozen = _frozen("word_parts")
    if frozen is not None:
        found: Mapping[str, str] = frozen
        return found
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((_DATA / "word").glob("*.j2"))}


def template_codes() -> Mapping[str, CodeType]:
    """Template name → compiled code, where the browser package holds it; compiling is slow there."""
    frozen = _frozen("codes")
    return frozen if frozen is not None else {}


@cache
def documents() -> dict[str, Document]:
    """Every document that can be written, in the order of the ladder and then of their ids."""
    frozen = _frozen("documents")
    raws = frozen if frozen is not None else [_toml(path) for path in sorted(_DOCUMENTS.glob("*/document.toml"))]
    known = set(templates())
    made = [document(raw, templates=known) for raw in raws]
    order = [row["document"] for row in table("stages")["stage"]]
    made.sort(key=lambda doc: (order.index(doc.id) if doc.id in order else len(order), doc.id))
    return {doc.id: doc for doc in made}


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    """The rows of one file, or of all files of a folder of that name."""
    return [row for part in names(name) or (name,) for row in _listed(table(part).get(key, []))]


def _listed(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else [value]


def _frozen(name: str) -> Any:
    try:
        from generator import frozen  # type: ignore[attr-defined]
    except ImportError:
        return None
    return getattr(frozen, name)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib
    from decimal import Decimal

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise TableError([Problem(path.name, "no such table")]) from None
    except tomllib.TOMLDecodeError as error:
        raise TableError([Problem(path.name, str(error))]) from None
