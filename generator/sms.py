"""How many parts a text message counts as on a Chinese gateway: 70 characters, then 67 a part.

Signature and punctuation count, full-width or not, each character once; beyond the Basic Multilingual Plane
(emoji) a character counts twice, as it is sent in UTF-16.
"""

from __future__ import annotations

from dataclasses import dataclass

SINGLE, JOINED = 70, 67


@dataclass(frozen=True, slots=True)
class SmsCount:
    """Characters and billed parts of one message."""

    characters: int
    parts: int


def count(text: str) -> SmsCount:
    """The count of a message."""
    characters = len(text.encode("utf-16-le")) // 2
    return SmsCount(characters, 1 if characters <= SINGLE else -(-characters // JOINED))
