"""Lines of a table that are no claims: totals, footers, opening balances, and lines that hold for those below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.cells import CellReader
from generator.headers import Aliases

_LABEL = re.compile(r"(?:^|(?<=[\s(,;|]))([^\s:：()（）]{1,14}(?: [A-Za-z.]{1,10}){0,2})\s*[:：]\s*")
_TRIMMED = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Context:
    """What lines above say of the lines below: the customer of a section, a currency, a power of ten."""

    debtor: str = ""
    debtor_code: str = ""
    currency: str = ""
    exponent: int = 0


class TableWords:
    """Knows such lines by the words of data/headers.toml."""

    def __init__(self, table: dict[str, Any], aliases: Aliases, cells: CellReader) -> None:
        words = table["words"]
        self._aliases, self._cells = aliases, cells
        self._units: dict[str, int] = table["units"]
        self._unit_labels = set(words["unit_labels"])
        self._sections = {_bare(word) for word in words["section_labels"]}
        self._totals = {_bare(word) for word in words["totals"]}
        self._endings = tuple(words["total_endings"])
        self._footers = tuple(_bare(word) for word in words["footers"])
        self._openings = {_bare(word) for word in words["openings"]}

    def is_total(self, line: Sequence[str]) -> bool:
        """Does one of the first cells that are filled say so: 合计, 小计：, 上海某公司 小计, Total?"""
        return any(self._says_total(cell) for cell in _first(line))

    def _says_total(self, cell: str) -> bool:
        if "计" not in cell and "otal" not in cell.lower() and "sum" not in cell.lower():
            return False
        bare = _bare(re.split(r"[:：(（]", cell.strip(), maxsplit=1)[0])
        return bare in self._totals or bare.endswith(self._endings) or cell.strip().lower().endswith(" total")

    def is_opening(self, line: Sequence[str]) -> bool:
        """Is it a balance brought forward?"""
        return any(_bare(cell) in self._openings for cell in line if cell and len(cell) < 30)

    def is_footer(self, line: Sequence[str]) -> bool:
        """Is it a line beneath a table: 制表人, 打印日期, page 1?"""
        return any(_bare(cell).startswith(self._footers) for cell in _first(line)[:1])

    def context(self, line: Sequence[str], before: Context, *, has_money: bool = False) -> Context | None:
        """The context with what this line adds to it, or None if it adds nothing: 客户：…, 单位：万元, 币种：美元.

        Args:
            line: the cells.
            before: the context so far.
            has_money: whether figures stand in the line; then only its beginning can be such a heading.
        """
        found: dict[str, Any] = {}
        for label, value in _labelled(_first(line)[:2] if has_money else line):
            meaning = self._aliases.meaning(label)
            field = meaning.field if meaning else ""
            bare = _bare(value).removeprefix("人民币")
            if label.casefold() in self._unit_labels and (bare in self._units or self._cells.currency(bare)):
                found["exponent"] = self._units.get(bare, 0)
            elif value and (field == "debtor_code" or _bare(label) in self._sections):
                found["debtor_code" if field == "debtor_code" else "debtor"] = value
            elif field == "currency" and self._cells.currency(value):
                found[field] = self._cells.currency(value)
        if not found:
            return None
        if "debtor" in found:
            found.setdefault("debtor_code", "")
        return replace(before, **found)


def _labelled(line: Sequence[str]) -> list[tuple[str, str]]:
    """Labels with a colon and their values, several in one cell or the value in the next."""
    filled = [cell.strip() for cell in line if cell.strip()]
    found: list[tuple[str, str]] = []
    for index, cell in enumerate(filled):
        labels = list(_LABEL.finditer(cell)) if ":" in cell or "：" in cell else []
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(cell)
            value = cell[label.end() : end].strip(" ,;|)）")
            if not value and end == len(cell) and index + 1 < len(filled):
                value = filled[index + 1]
            found.append((label[1], value))
    return found


def _first(line: Sequence[str]) -> list[str]:
    return [cell for cell in line if cell.strip()][:4]


def _bare(text: str) -> str:
    return _TRIMMED.sub("", unicodedata.normalize("NFKC", text)).casefold()
