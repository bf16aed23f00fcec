"""Remarks on the cells of a table, as they are found: the first of each kind are listed, the rest counted."""

from __future__ import annotations

from collections import Counter

from generator.errors import Problem
from generator.imported import place

LISTED = 50  # of one kind
_LONGEST = 40


class Remarks:
    """A list of problems that stays short however bad the table is."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def __len__(self) -> int:
        return self._counts.total()

    def add(
        self, sheet: str, row: int, code: str, *, column: int | None = None, value: str | None = None, **args: str
    ) -> None:
        """One remark on a cell, or on a line where there is no column; `value` is what stands there, to be quoted."""
        self._counts[sheet, code] += 1
        if self._counts[sheet, code] <= LISTED:
            shown = {name: _short(text) for name, text in args.items()}
            if value is not None:
                shown["value"] = f"“{_short(value)}”"
            self._listed.append(Problem(place(sheet, row, column), code, shown))

    def listed(self) -> tuple[Problem, ...]:
        """All remarks, and for each kind that was cut short how many more there are."""
        more = [
            Problem(sheet, "more-of-a-kind", {"count": str(count - LISTED), "kind": f"[{code}]"})
            for (sheet, code), count in self._counts.items()
            if count > LISTED
        ]
        return (*self._listed, *more)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
