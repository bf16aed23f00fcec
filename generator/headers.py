"""Which field a column holds, by its heading: aliases of data/headers.toml, also where headings take several lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.imported import Column

SEARCHED = 30  # lines in which the headings are looked for
NEEDED = 3  # fields that a line of headings names at least, money among them
_DEEPEST = 3
_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_WORDS = re.compile(r"[^\W_]+|[+~]")
_RANGE = re.compile(r"(?<=\d)\s*(?:-|~|至|–)\s*(?=\d|above)")
_DATA = re.compile(r"[-+¥￥$]?\d[\d.,:/年月日 -]*")
_CHINESE = re.compile(r"[⺀-鿿]+")
_SPLIT = re.compile(r"\s*[/|\n]\s*")
LOCAL = 1000  # rank of a column in the currency of the books, behind all others


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: field id, rank among its aliases, power of ten, currency, whether it counts money."""

    field: str
    rank: int
    exponent: int = 0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """A line of headings that was found: its place among the lines searched, its depth, and its columns."""

    start: int
    depth: int
    columns: tuple[Column, ...]
    unknown: tuple[Column, ...]

    @property
    def hits(self) -> int:
        """How many fields it names."""
        return len({column.field for column in self.columns})


class Aliases:
    """The aliases of all fields; built from the table `headers`."""

    def __init__(self, table: dict[str, Any]) -> None:
        words = table["words"]
        self._units: dict[str, int] = table["units"]
        self._currencies = {_key(word): row["code"] for row in table["currency"] for word in row["words"] if _key(word)}
        self._harmless = {_key(word) for word in words["harmless"]}
        self._local = {_key(word) for word in words["local"]}
        self._denying = {_key(word) for word in words["denying"]}
        self._known = {
            _key(alias): Meaning(row["id"], rank)
            for row in reversed(table["field"])
            for rank, alias in reversed(list(enumerate(row["aliases"])))
        }
        self.kinds = {row["id"]: row["kind"] for row in table["field"]}
        self._seen: dict[str, Meaning | None] = {}

    def meaning(self, heading: str) -> Meaning | None:
        """What a heading says, or None where it is unknown."""
        if len(heading) > 80:
            return None
        if heading not in self._seen:
            if len(self._seen) > 10_000:
                self._seen.clear()
            self._seen[heading] = self._meaning(unicodedata.normalize("NFKC", heading).casefold())
        return self._seen[heading]

    def _meaning(self, heading: str) -> Meaning | None:
        whole = self._known.get(_key(heading))
        if whole or not heading.strip():
            return Meaning(whole.field, whole.rank + LOCAL) if whole and self._is_local(heading) else whole
        exponent, currency, behind = 0, "", 0
        for inside in _BRACKETS.findall(heading):
            key = _key(inside)
            if key in self._denying:
                return None
            unit = self._unit(key)
            exponent, currency = (exponent or unit[0], currency or unit[1]) if unit else (exponent, currency)
            behind = LOCAL if key in self._local else behind
            harmless = unit or not key or key in self._harmless | self._local
            if not harmless and not self._same_field(_BRACKETS.sub("", heading), inside):
                return None
        base = self._base(_BRACKETS.sub(" ", heading))
        if base is None:
            return None
        return Meaning(base.field, base.rank + behind, exponent or base.exponent, currency or base.currency)

    def _is_local(self, heading: str) -> bool:
        return any(word in _key(heading) for word in self._local)

    def _unit(self, key: str) -> tuple[int, str] | None:
        """The power of ten and the currency that words in brackets name: 万元, USD, 万美元."""
        if key in self._units or key.removeprefix("人民币") in self._units:
            return self._units[key.removeprefix("人民币")], ""
        for unit, exponent in (("", 0), *self._units.items()):
            currency = self._currencies.get(key.removeprefix(unit.removesuffix("元")))
            if currency and key.startswith(unit.removesuffix("元")):
                return exponent, currency
        return None

    def _same_field(self, one: str, other: str) -> bool:
        """Do a heading and its second name, mostly in the other language, mean the same?"""
        first, second = self._base(one), self._base(other)
        return first is not None and second is not None and first.field == second.field

    def _base(self, heading: str) -> Meaning | None:
        """A heading without brackets: as it stands, in two languages, with a unit behind it, or with harmless words."""
        key = _key(heading)
        if key in self._known:
            return self._known[key]
        parts = [part for part in _SPLIT.split(heading) if _key(part)]
        if len(parts) < 2:
            parts = [*_CHINESE.findall(heading), _CHINESE.sub(" ", heading)]
        found = [self._known.get(_key(part)) for part in parts]
        if len(found) > 1 and found[0] and all(one and one.field == found[0].field for one in found):
            return found[0]
        for unit, exponent in self._units.items():
            shorter = self._known.get(key.removesuffix(unit))
            if shorter and key.endswith(unit):
                return Meaning(shorter.field, shorter.rank, exponent)
        return self._stripped(key)

    def _stripped(self, key: str) -> Meaning | None:
        """The longest alias that is left when harmless words are taken from either end, two at most."""
        left = {key}
        for _ in range(2):
            left |= {part.removeprefix(word) for part in left for word in self._harmless if part.startswith(word)}
            left |= {part.removesuffix(word) for part in left for word in self._harmless if part.endswith(word)}
        known = sorted((part for part in left if part in self._known), key=lambda part: (-len(part), part))
        return self._known[known[0]] if known else None


def find(lines: Sequence[Sequence[str]], aliases: Aliases, *, sheet: str, anchored: bool = False) -> Headings | None:
    """The first line of headings, with the lines beneath it that belong to it.

    Args:
        lines: the first lines of a sheet.
        aliases: what headings mean.
        sheet: the name of the sheet, for the columns.
        anchored: look only at headings that begin on the first line.
    """
    for start in range(min(1, len(lines)) if anchored else len(lines)):
        best: Headings | None = None
        for depth in range(1, min(_DEEPEST, len(lines) - start) + 1):
            found = _headings(lines[start : start + depth], aliases, sheet=sheet, start=start)
            if found and found.hits > (best.hits if best else NEEDED - 1):
                best = found
        if best:
            return best
    return None


def hits(lines: Sequence[Sequence[str]], aliases: Aliases) -> int:
    """How many fields the best line of headings names, 0 if there is none."""
    found = find(lines[:SEARCHED], aliases, sheet="")
    return found.hits if found else 0


def _headings(block: Sequence[Sequence[str]], aliases: Aliases, *, sheet: str, start: int) -> Headings | None:
    """The columns under these lines; None if they name no money, several hold data, or the first adds nothing."""
    if len(block) > 1 and any(_DATA.fullmatch(cell.strip()) for line in block for cell in line):
        return None
    known, unknown, first_line_counts = [], [], len(block) == 1
    for index, names in enumerate(_stacked(block)):
        meanings = ((name, aliases.meaning(name)) for name in names)
        name, meaning = next(((name, meaning) for name, meaning in meanings if meaning), ("", None))
        if meaning:
            place = (meaning.field, meaning.exponent, meaning.currency, meaning.rank)
            known.append(Column(sheet, index, " ".join(name.split()), *place))
            first_line_counts |= bool(_at(block[0], index)) and name == names[0]
        elif names:
            unknown.append(Column(sheet, index, " ".join(names[0].split())))
    names_money = any(aliases.kinds[column.field] == "money" for column in known)
    return Headings(start, len(block), tuple(known), tuple(unknown)) if names_money and first_line_counts else None


def _stacked(block: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each column what its heading may read as: all its lines joined, the lower ones, the upper alone."""
    *upper, lowest = block
    width = max(len(line) for line in block)
    filled = [_carried(line, width) for line in upper]
    stacked = []
    for index in range(width):
        last = _at(lowest, index)
        above = [line[index] for line in filled] if last else [_at(line, index) for line in upper]
        parts = [part for part in (*above, last) if part]
        stacked.append([" ".join(parts[cut:]) for cut in range(len(parts))])
    return stacked


def _carried(line: Sequence[str], width: int) -> list[str]:
    """A line of headings with merged cells: each blank takes the text to its left."""
    carried, text = [], ""
    for index in range(width):
        text = _at(line, index) or text
        carried.append(text)
    return carried


def _at(line: Sequence[str], index: int) -> str:
    return line[index].strip() if index < len(line) else ""


def _key(text: str) -> str:
    """A heading as it is compared: folded, without spaces and punctuation; `1-30` stays apart from `130`."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_WORDS.findall(_RANGE.sub("~", folded)))
