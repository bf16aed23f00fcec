"""What is advised: a document, a channel, a day, and the reasons as codes whose sentences are data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as the code of a `[reason.*]` sentence of data/stages.toml and what fills its places."""

    code: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The document, the channel and the day advised; the reasons in the order of their weight."""

    document: str
    channel: str
    on: date
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AfterJudgment:
    """What is done with a judgment (`[judgment]` of data/stages.toml), a document and a channel for each state.

    Attributes:
        waiting: the time that the judgment gives for payment is still running.
        unpaid: it has passed, and something of the judgment is unpaid.
        expired: the period to apply for enforcement has passed too.
        running: a court enforces it already.
    """

    waiting: dict[str, str]
    unpaid: dict[str, str]
    expired: dict[str, str]
    running: dict[str, str]
