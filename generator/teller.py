"""Tells figures in words: fills sentences, names rules by their articles, marks what nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.model import Language
from generator.sentences import Wording, fill

_UNCONFIRMED = ("S", "M")  # confidence of a rule that nobody has read in the original


@dataclass(frozen=True, slots=True)
class Teller:
    """The sentences (`data/explain.toml`), the rules of law, the names of things, and the language to tell in."""

    sentences: Mapping[str, Any]
    rules: Mapping[str, Mapping[str, Any]]
    wording: Wording
    language: Language
    rates_checked: date

    def line(self, code: str, **args: Any) -> str:
        """One sentence with its places filled; `step.start` reaches into a group."""
        sentence = self.sentences
        for key in code.split("."):
            sentence = sentence[key]
        return fill(sentence, args, language=self.language)

    def law(self, ids: Iterable[str]) -> str:
        """The rules by source and article; one that is not confirmed says so."""
        return ("、" if self.language == "zh" else "; ").join(self._rule(name) for name in ids) or "—"

    def cited(self, told: str, ids: Iterable[str]) -> str:
        """A line with its rules in brackets behind it."""
        names = self.law(ids)
        return f"{told}（{names}）" if self.language == "zh" else f"{told} ({names})"

    def status(self, status: str) -> str:
        """How a period stands, in words."""
        return self.line(f"status.{status}")

    def _rule(self, name: str) -> str:
        rule = self.rules[name]
        cite: str = rule["cite"][self.language]
        return self.line("unconfirmed", cite=cite) if rule["confidence"] in _UNCONFIRMED else cite
