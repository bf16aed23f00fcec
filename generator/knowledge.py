"""What the pages draw from the data: cards, rules of law, figures, the ladder, the glossary. Read-only copies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from generator import tables

_FIGURES = ("limitation", "interest", "procedure", "fees", "stages", "lpr", "holidays", "overseas")


def cards() -> list[dict[str, Any]]:
    """Every excuse card, in the order of the catalogue."""
    return [asdict(card) for card in tables.excuse_cards().values()]


def card_groups() -> list[dict[str, Any]]:
    """The families of excuses, in order."""
    return [asdict(group) for group in tables.excuse_groups()]


def blanks() -> dict[str, dict[str, str]]:
    """How a page shows the places in a card's sentences."""
    return tables.card_blanks()


def countermeasures() -> list[dict[str, Any]]:
    """The twelve countermeasures, in order."""
    rows: list[dict[str, Any]] = tables.table("countermeasures")["countermeasure"]
    return rows


def laws() -> dict[str, dict[str, Any]]:
    """Every rule of law by id: source, article, effective and checked date, confidence, what it says."""
    return tables.laws()


def figure(path: str) -> Any:
    """One figure of law or of this handbook by its path, such as `limitation.general.years`.

    Raises:
        KeyError: there is no such figure.
    """
    name, *keys = path.split(".")
    if name not in _FIGURES:
        raise KeyError(path)
    value: Any = tables.table(name)
    for key in keys:
        value = value[key]
    return value


def ladder() -> list[dict[str, Any]]:
    """The stages of a debt, in order of days."""
    rows: list[dict[str, Any]] = tables.table("stages")["stage"]
    return rows


def glossary() -> list[dict[str, Any]]:
    """The terms of the trade."""
    rows: list[dict[str, Any]] = tables.table("glossary")["term"]
    return rows


def practice() -> list[dict[str, Any]]:
    """Every practice case, in order; its `case` is a case file whose texts are still in both languages."""
    shared = tables.table("practice")["case"]
    cases = [tables.table(name) for name in tables.names("practice")]
    return [{**row, "case": {**shared, **row["case"]}} for row in sorted(cases, key=lambda row: row["number"])]


def quizzes() -> list[dict[str, Any]]:
    """Every quiz, one for each playbook page, in the order of the navigation; questions have ids that never change."""
    return sorted((tables.table(name) for name in tables.names("quiz")), key=lambda row: row["number"])


def diagrams() -> dict[str, dict[str, Any]]:
    """Every diagram by id: nodes on a grid, and the arrows between them."""
    rows = [tables.table(name) for name in tables.names("diagrams")]
    return {row["id"]: row for row in rows}
