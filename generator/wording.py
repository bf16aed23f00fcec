"""Words that must not stand in a text to a debtor: threats, shaming, third parties, borrowed authority."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model import Language


@dataclass(frozen=True, slots=True)
class Slip:
    """A place in a text: the words, where they start (in characters), how grave it is, why, and the rule."""

    rule: str
    words: str
    start: int
    severity: str
    why: str
    law: str


def slips(text: str, rules: Iterable[Mapping[str, Any]], *, language: Language) -> tuple[Slip, ...]:
    """Every place of a text that a rule of `data/wording.toml` finds, in the order of the text.

    Args:
        text: what is going to be sent, as edited.
        rules: the `[[rule]]` rows; both languages are looked for, whatever the text's language.
        language: of the reasons.
    """
    found = {
        (match.start(), rule["id"]): _slip(match, rule, language)
        for rule in rules
        for pattern in rule["find"].values()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    }
    return tuple(found[key] for key in sorted(found))


def _slip(match: re.Match[str], rule: Mapping[str, Any], language: Language) -> Slip:
    return Slip(rule["id"], match[0], match.start(), rule["severity"], rule["why"][language], rule["law"])
