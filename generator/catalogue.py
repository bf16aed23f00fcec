"""The documents that can be written: what a `document.toml` says of its letter, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from generator.errors import Problem, TableError
from generator.model import CHANNELS, LANGUAGES, TONES
from generator.schema import as_amount, as_date

_CLAIMS = ("overdue", "open", "due-soon", "all", "paid", "none")
_INTEREST = ("omit", "reserve", "claim")
_CONDITIONS = (
    "clause-for-interest",
    "due",
    "undisputed",
    "domestic",
    "no-counter-duty",
    "no-preservation",
    "announced-step",
    "sme-parties",
    "interest-stopped",
    "currency-of-claims",
)
_FILLS = ("number", "date", "pay_by", "unpaid", "base")
_TYPES = ("text", "long", "date", "money", "choice", "integer")


@dataclass(frozen=True, slots=True)
class Field:
    """A further field that one document needs; its value is a string in the case's `fields`.

    `required_if` names other fields of the document and values of theirs, none for any value: where one of them has
    been given such a value, this field must be filled too. `at_most`, `not_before` and `not_after` name the bounds of
    an amount or a day: other fields, `open` for what is owed, `as_of` for the day of the text. `fill` names what
    of a judgment stands in the field where nothing was typed: `number`, `date`, `pay_by`, `unpaid`, or `base`, what of
    the unpaid bears doubled interest.
    """

    id: str
    label: dict[str, str]
    help: dict[str, str]
    type: str = "text"
    required: bool = False
    required_if: dict[str, list[str]] = field(default_factory=dict)
    at_most: tuple[str, ...] = ()
    not_before: str = ""
    not_after: str = ""
    fill: str = ""
    choices: tuple[dict[str, Any], ...] = ()
    example: dict[str, str] = field(default_factory=dict)

    def needed_for(self, given: Mapping[str, str]) -> str:
        """The id of the field whose value asks for this one; empty if none does."""
        chosen = ((name, given.get(name, ""), values) for name, values in self.required_if.items())
        return next((name for name, value, values in chosen if value and (not values or value in values)), "")

    def answer(self, typed: str, language: str) -> str:
        """The field and what was typed or chosen, as a person reads it."""
        chosen = next((choice[language] for choice in self.choices if choice["id"] == typed), typed)
        return f"{self.label[language]}：{chosen}" if language == "zh" else f"{self.label[language]}: {chosen}"

    def read(self, typed: str) -> str | date | Decimal:
        """What was typed, as what the field holds: a day, an amount, else the words themselves; empty stays empty."""
        day = as_date(typed) if self.type == "date" else None
        amount = as_amount(typed) if self.type == "money" else None
        return day or (typed if amount is None else amount)

    def fault(self, typed: str) -> Problem | None:
        """What is wrong with the words typed into the field, if anything is."""
        path = f"fields.{self.id}"
        if not typed or self.type in ("text", "long"):
            return None
        if self.type == "date":
            return None if as_date(typed) else Problem(path, "not-a-date", {"value": typed})
        if self.type == "money":
            return _amount_fault(typed, path)
        if self.type == "integer":
            whole = typed.isascii() and typed.isdigit()
            return None if whole else Problem(path, "not-in-list", {"value": typed, "expected": "0, 1, 2 …"})
        known = [choice["id"] for choice in self.choices]
        return None if typed in known else Problem(path, "not-in-list", {"value": typed, "expected": ", ".join(known)})


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of letter: its titles, when it is used, what it needs, and which texts it has."""

    id: str
    title: dict[str, str]
    purpose: dict[str, str]
    stage: str
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    claims: str
    needs_account: bool
    needs: tuple[str, ...]
    interest: str
    deadline_workdays: dict[str, int]
    fields: tuple[Field, ...]
    cites: tuple[str, ...]
    sample: str
    note: dict[str, str]
    conditions: tuple[str, ...] = ()

    def template(self, channel: str, language: str) -> str:
        """The name of the template that writes this document."""
        return f"{self.id}/{channel}.{language}.j2"


def document(raw: dict[str, Any], *, templates: set[str]) -> Document:
    """The document that one `document.toml` describes.

    Raises:
        TableError: a key is missing or has a value that nobody knows, or a template is missing.
    """
    try:
        made = Document(
            id=raw["id"],
            title=raw["title"],
            purpose=raw["purpose"],
            stage=raw["stage"],
            channels=tuple(raw["channels"]),
            languages=tuple(raw.get("languages", LANGUAGES)),
            claims=raw.get("claims", "open"),
            needs_account=raw.get("needs_account", False),
            needs=tuple(raw.get("needs", ())),
            interest=raw.get("interest", "omit"),
            deadline_workdays=raw.get("deadline_workdays", {}),
            fields=tuple(_field(part) for part in raw.get("fields", ())),
            cites=tuple(raw.get("cites", ())),
            sample=raw.get("sample", ""),
            note=raw.get("note", {"zh": "", "en": ""}),
            conditions=tuple(raw.get("conditions", ())),
        )
    except (KeyError, TypeError) as error:
        raise TableError([Problem(f"documents/{raw.get('id')}/document.toml", f"missing or wrong: {error}")]) from None
    wrong = list(_faults(made, templates))
    if wrong:
        raise TableError([Problem(f"documents/{made.id}", fault) for fault in wrong])
    return made


def _field(raw: dict[str, Any]) -> Field:
    return Field(
        id=raw["id"],
        label=raw["label"],
        help=raw.get("help", {"zh": "", "en": ""}),
        type=raw.get("type", "text"),
        required=raw.get("required", False),
        required_if=raw.get("required_if", {}),
        at_most=tuple(raw.get("at_most", ())),
        not_before=raw.get("not_before", ""),
        not_after=raw.get("not_after", ""),
        fill=raw.get("fill", ""),
        choices=tuple(raw.get("choices", ())),
        example=raw.get("example", {}),
    )


def _amount_fault(typed: str, path: str) -> Problem | None:
    """An amount in a letter is above zero and has no more decimals than money can have."""
    amount = as_amount(typed)
    if amount is None:
        return Problem(path, "not-an-amount", {"value": typed})
    if amount <= 0:
        return Problem(path, "not-positive", {"value": typed})
    fits = amount == round(amount, 2)
    return None if fits else Problem(path, "too-many-decimals", {"value": typed, "places": "2"})


def _faults(made: Document, templates: set[str]) -> list[str]:
    faults = [
        f"no template {made.template(c, lang)}"
        for c in made.channels
        for lang in made.languages
        if made.template(c, lang) not in templates
    ]
    faults += [f"unknown channel {channel}" for channel in made.channels if channel not in CHANNELS]
    faults += [f"unknown language {language}" for language in made.languages if language not in LANGUAGES]
    faults += [f"unknown tone {tone}" for tone in made.deadline_workdays if tone not in TONES]
    faults += [f"field {part.id}: unknown type {part.type}" for part in made.fields if part.type not in _TYPES]
    known = {part.id: [choice["id"] for choice in part.choices] for part in made.fields}
    for part in made.fields:
        for name, values in part.required_if.items():
            if name not in known or not set(values) <= set(known[name]):
                faults.append(f"field {part.id}: required_if names no field or choice: {name} {values}")
        faults += [f"field {part.id}: unknown fill {part.fill}"] if part.fill not in ("", *_FILLS) else []
        bounds = {*part.at_most, part.not_before, part.not_after} - {"", "open", "as_of", *known}
        faults += [f"field {part.id}: unknown bound {name}" for name in sorted(bounds)]
    faults += [f"unknown condition {name}" for name in made.conditions if name not in _CONDITIONS]
    if made.claims not in _CLAIMS:
        faults.append(f"claims = {made.claims!r}, expected one of {_CLAIMS}")
    if made.interest not in _INTEREST:
        faults.append(f"interest = {made.interest!r}, expected one of {_INTEREST}")
    return faults
