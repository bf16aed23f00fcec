"""Excuse cards and countermeasures: what they say, what to ask, what to answer, how to close."""

from __future__ import annotations

from dataclasses import dataclass

Text = dict[str, str]  # language → words

_PARTS = ("says", "concern", "ask", "reply", "verify", "close", "avoid")


@dataclass(frozen=True, slots=True)
class ExcuseCard:
    """One excuse (a `[[card]]` of data/excuses). Replies may hold places such as `{open}`."""

    id: str
    group: str
    origin: str
    common: bool
    says: Text
    concern: Text
    ask: Text
    reply: Text
    verify: Text
    close: Text
    avoid: Text
    document: str
    law: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExcuseGroup:
    """A family of excuses, such as "no money"."""

    id: str
    title: Text
    lead: Text


def fill(card: ExcuseCard, values: dict[str, str], *, language: str) -> dict[str, str]:
    """The card's sentences in one language with the case's figures in their places.

    Args:
        card: the card.
        values: place → words, for every place of data/excuses `[blanks]`.
        language: zh or en.
    """
    filled = {part: _places(getattr(card, part)[language], values) for part in _PARTS}
    return {"id": card.id, **filled}


def _places(sentence: str, values: dict[str, str]) -> str:
    for name, words in values.items():
        sentence = sentence.replace("{" + name + "}", words)
    return sentence
