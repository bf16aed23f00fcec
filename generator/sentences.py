"""Sentences out of the data files, with their places filled: reasons, warnings, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import filters
from generator.model import Language
from generator.money import minor_units

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences that an assessment is told in: reasons, checks, names of events, titles of documents."""

    reasons: Mapping[str, Text]
    checks: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, Text]
    titles: Mapping[str, Text]


def fill(sentence: Text, args: Mapping[str, Any], *, language: Language) -> str:
    """The sentence in one language.

    Args:
        sentence: language → words with `{places}`.
        args: place → a day, a pair (amount, currency), a text in both languages, or plain words.
        language: zh or en.
    """
    return sentence[language].format_map({name: _words(value, language) for name, value in args.items()})


def problem(code: str, args: Mapping[str, str], messages: Mapping[str, Text], *, language: Language) -> str:
    """The sentence of a problem; an argument that is itself a code (`expected-date`) becomes its words."""
    words = {
        name: messages[value][language].format_map(args) if value in messages else value for name, value in args.items()
    }
    if code not in messages:
        return f"{code} {dict(args)}"
    return messages[code][language].format_map(words)


def _words(value: Any, language: Language) -> str:
    if isinstance(value, date):
        return filters.day(value, language)
    if isinstance(value, tuple):
        amount, currency = value
        return filters.money(amount, currency, language, places=minor_units(currency))
    if isinstance(value, Mapping):
        words: str = value[language]
        return words
    return str(value)
