"""What can go wrong, as data: one root, then the phase in which it happened.

HuikuanError
├── CaseError        the case file or a table row is not usable; carries every Problem found
├── Refusal          the case is sound, but this text may not be written from it (no account, no basis …)
├── TableError       the package's own data files contradict each other (a defect of ours, not of the user)
└── TemplateError    a letter's template, ours or the user's, cannot be used
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, where it stands, and (through `code`) the sentence that says what was expected.

    The sentences live in `data/messages.toml`, in both languages; `args` fills their places.
    """

    path: str
    code: str
    args: dict[str, str] = field(default_factory=dict)


class HuikuanError(Exception):
    """Root of every error this package raises on purpose."""

    problems: tuple[Problem, ...] = ()

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path}: {p.code}" for p in self.problems))


class CaseError(HuikuanError):
    """The input cannot be read as a case; `problems` lists all that is wrong with it."""


class Refusal(HuikuanError):
    """The case is sound, but the text asked for may not be written from it."""


class TableError(HuikuanError):
    """A data file of this package is wrong; the message names file and row."""


class TemplateError(HuikuanError):
    """A template cannot be used; the message names template, line and place."""
