"""What was measured, against what was promised."""

from __future__ import annotations

import statistics
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: a value, its unit and the most (or, with `least`, the least) it may be."""

    name: str
    value: float
    bound: float
    unit: str = ""
    least: bool = False
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value >= self.bound if self.least else self.value <= self.bound

    def line(self) -> str:
        """The row as printed."""
        sign = "≥" if self.least else "≤"
        verdict = "ok" if self.kept else "MISSED"
        value, bound = (f"{number:g}{self.unit}" for number in (round(self.value, 3), self.bound))
        return f"{self.name:<58} {value:>10}  {sign} {bound:<8} {verdict:<7} {self.note}"


def spread(values: list[float]) -> str:
    """Returns median and range of milliseconds, for the note of a row."""
    return f"{statistics.median(values):.0f} [{min(values):.0f}-{max(values):.0f}]"


def percentile(values: list[float], share: float) -> float:
    """Returns the value below which `share` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
