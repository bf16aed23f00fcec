"""What one cell of a user's table says: an amount, a day, a number, a name; and what makes it doubtful.

A cell is text. Nothing is guessed: what can be read in two ways is not read, a blank is None and not 0.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

Value = TypeVar("Value")
DayOrder = Literal["dmy", "mdy", ""]

# Signs that several currencies share, and those they may stand for beside the currency that the table names.
AMBIGUOUS = {"$": ("USD", "HKD", "AUD", "CAD", "SGD", "TWD"), "¥": ("CNY", "JPY")}

_FIRST_YEAR, _LAST_YEAR = 1949, 2199  # as in a case file
_SERIALS = range(18_264, 109_939)  # 1950 to 2200, counted from the end of 1899
_EPOCHS = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_TOO_MUCH = Decimal(10) ** 15
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_COMMAS = re.compile(r"-?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?", re.ASCII)
_GROUPED = re.compile(
    r"\d{1,3}(?:([,' ])\d{3}(?:\1\d{3}){0,4})?(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?|\.\d{1,6}", re.ASCII
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{1,2}", re.ASCII)
_MONTH_NAMED = re.compile(r"(?:(\d{1,2})[- ]?([a-z]{3,9})|([a-z]{3,9})[- ]?(\d{1,2})),?[- ]?(\d{4})", re.ASCII)
_TIME = re.compile(
    r"(?:[t ]\s*|(?<=[日号]))\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m)?\s*(z|[+-]\d{2}:?\d{2})?$", re.ASCII
)
_WEEKDAY = re.compile(r"[ (]*(星期|周)[一二三四五六日天]\)?$")
_AROUND = re.compile(r"\s*([-/.年月日号])\s*")
_SERIAL = re.compile(r"(\d{5,6})(?:\.\d+)?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,3}", re.ASCII)
_RUINED = re.compile(r"\d{11,}00000", re.ASCII)
_COUNT = re.compile(r"(-?\d{1,6})(?:\.0+)?\s*(?:天|日|days?)?", re.ASCII)
_EXCEL_ERROR = re.compile(r"#(n/a|ref!|value!|name\?|div/0!|num!|null!|spill!|calc!|#+)|#+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Full-width letters and digits become the usual ones; full-width brackets belong to many a name and stay.
_WIDE = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0D)
}
_MINUS = {0x2212: "-", 0x2010: "-", 0x2011: "-", 0xFE63: "-"}


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """A value or None, and the code of what is doubtful about it: without a value it could not be read at all."""

    value: Value | None
    doubt: str = ""
    currency: str = ""


class CellReader:
    """Reads cells with the words of data/headers.toml.

    Args:
        table: that table.
        day_order: how a day such as 05/06/2026 is meant, if the user has said so.
        from_1904: whether the workbook counts its days from 1904.
    """

    def __init__(self, table: dict[str, Any], *, day_order: DayOrder = "", from_1904: bool = False) -> None:
        words = table["words"]
        self._day_order, self._epoch = day_order, _EPOCHS[from_1904]
        self._blanks = frozenset(words["blanks"])
        self._longest_blank = max(map(len, self._blanks))
        self._currencies: dict[str, str] = {word: row["code"] for row in table["currency"] for word in row["words"]}
        self._units: dict[str, int] = table["units"]
        self._sides = dict.fromkeys(words["credit_side"], -1) | dict.fromkeys(words["debit_side"], 1)
        known = sorted({"整", "正", *AMBIGUOUS, *self._currencies, *self._units, *self._sides}, key=len, reverse=True)
        either = "|".join(re.escape(word) for word in known)
        self._before = re.compile(rf"({either})(?![a-z])\s*")
        self._after = re.compile(rf"\s*(?<![a-z])({either})$")
        self._codes: dict[str, str | None] = {}
        self._days: dict[str, Reading[dt.date]] = {}

    def is_blank(self, text: str) -> bool:
        """Does the cell say "nothing": empty, a dash, n/a?"""
        return not text or (len(text) <= self._longest_blank and text.casefold() in self._blanks)

    def amount(self, text: str, *, exponent: int = 0) -> Reading[Decimal]:
        """An amount, with its sign and the currency it names.

        Args:
            text: the cell.
            exponent: the power of ten that the heading names; a unit in the cell itself wins.
        """
        if _PLAIN.fullmatch(text):
            return _scaled(Decimal(text), exponent)
        if _COMMAS.fullmatch(text):
            return _scaled(Decimal(text.replace(",", "")), exponent)
        plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip().casefold()
        if self.is_blank(plain):
            return Reading(None)
        if _EXCEL_ERROR.fullmatch(plain):
            return Reading(None, "cell-excel-error")
        core, said = self._peeled(plain)
        signs = said.count("-") + said.count("side-")
        currencies = {word[9:] for word in said if word.startswith("currency:")}
        units = [int(word[5:]) for word in said if word.startswith("unit:")]
        if not _GROUPED.fullmatch(core) or max(signs, len(currencies), len(units)) > 1:
            return Reading(None, "cell-not-amount")
        value = Decimal(re.sub("[,' ]", "", core)) * (-1 if signs else 1)
        return _scaled(value, units[0] if units else exponent, "".join(currencies))

    def _peeled(self, text: str) -> tuple[str, list[str]]:
        """The digits of an amount, and what stood around them: signs, brackets, currencies, units, debit or credit."""
        said: list[str] = []
        for _ in range(8):
            if text[:1] == "(" and text[-1:] == ")":
                text, found = text[1:-1], "-"
            elif text[:1] in ("-", "+"):
                text, found = text[1:], text[:1]
            elif text[-1:] in ("-", "+"):
                text, found = text[:-1], text[-1:]
            elif match := self._after.search(text):
                text, found = text[: match.start()], self._meaning(match[1], behind=True)
            elif match := self._before.match(text):
                text, found = text[match.end() :], self._meaning(match[1], behind=False)
            else:
                break
            text = text.strip()
            said.append(found)
        return text, said

    def _meaning(self, word: str, *, behind: bool) -> str:
        if word in self._sides:
            return "side-" if self._sides[word] < 0 else "side+"
        if behind and word in self._units and self._units[word]:
            return f"unit:{self._units[word]}"
        if word in AMBIGUOUS:
            return f"currency:{word}"
        return f"currency:{self._currencies[word]}" if word in self._currencies else ""

    def day(self, text: str) -> Reading[dt.date]:
        """A day in any form that has one meaning; a time behind it is dropped."""
        if text not in self._days:
            if len(self._days) > 20_000:
                self._days.clear()
            self._days[text] = self._day(text)
        return self._days[text]

    def _day(self, text: str) -> Reading[dt.date]:
        plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip().casefold()
        if self.is_blank(plain):
            return Reading(None)
        if _EXCEL_ERROR.fullmatch(plain):
            return Reading(None, "cell-excel-error")
        plain = _AROUND.sub(r"\1", _TIME.sub("", _WEEKDAY.sub("", plain)))
        if found := _YEAR_FIRST.fullmatch(plain):
            year, _, *rest = found.groups()
            month, day = (part for part in rest if part)
            return _real(int(year), int(month), int(day))
        if re.fullmatch(r"\d{8}", plain, re.ASCII):
            return _real(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
        if found := _YEAR_LAST.fullmatch(plain):
            return self._year_last(int(found[1]), int(found[3]), int(found[4]))
        if found := _MONTH_NAMED.fullmatch(plain):
            return _named(found[2] or found[3], int(found[1] or found[4]), int(found[5]))
        if (found := _SERIAL.fullmatch(plain)) and int(found[1]) in _SERIALS:
            return Reading(self._epoch + dt.timedelta(days=int(found[1])), "cell-serial-date")
        return Reading(None, "cell-short-year" if _SHORT_YEAR.fullmatch(plain) else "cell-not-date")

    def _year_last(self, first: int, second: int, year: int) -> Reading[dt.date]:
        """05/06/2026: read only where one order is impossible, both are the same day, or the user has said which."""
        if self._day_order or first == second:
            day, month = (second, first) if self._day_order == "mdy" else (first, second)
            return _real(year, month, day)
        if first <= 12 and second <= 12:
            return Reading(None, "cell-day-or-month")
        return _real(year, min(first, second), max(first, second))

    def number(self, text: str) -> Reading[str]:
        """The number of a document, as text; doubtful where a spreadsheet has rounded its digits away."""
        plain = text if text.isascii() else text.translate(_WIDE)
        if self.is_blank(plain):
            return Reading("")
        if plain[0].isdigit() and _SCIENTIFIC.fullmatch(plain):
            return Reading(plain, "cell-number-scientific")
        return Reading(plain, "cell-number-rounded" if plain.endswith("00000") and _RUINED.fullmatch(plain) else "")

    def whole(self, text: str) -> int | None:
        """A count of days, or None."""
        found = _COUNT.fullmatch(text.translate(_WIDE).casefold()) if text else None
        return int(found[1]) if found else None

    def currency(self, text: str) -> str | None:
        """The code of a currency that a cell names: empty for a blank, None where it is unknown."""
        if text not in self._codes:
            if len(self._codes) > 1000:
                self._codes.clear()
            self._codes[text] = self._currency(unicodedata.normalize("NFKC", text).strip().casefold())
        return self._codes[text]

    def _currency(self, plain: str) -> str | None:
        if self.is_blank(plain):
            return ""
        if plain in self._currencies:
            return self._currencies[plain]
        return plain.upper() if re.fullmatch(r"[a-z]{3}", plain) else None

    def side(self, text: str) -> int:
        """-1 for credit, 1 for debit or where nothing is said."""
        return self._sides.get(text.strip().casefold(), 1) if text else 1


def _scaled(value: Decimal, exponent: int, currency: str = "") -> Reading[Decimal]:
    scaled = value.scaleb(exponent) + 0 if exponent else value  # + 0: 15000 instead of 1.5E+4
    if abs(scaled) >= _TOO_MUCH:
        return Reading(None, "cell-not-amount")
    return Reading(scaled or Decimal(0), "", currency)


def _real(year: int, month: int, day: int) -> Reading[dt.date]:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Reading(None, "cell-impossible-date")
    return Reading(found) if _FIRST_YEAR <= year <= _LAST_YEAR else Reading(None, "cell-far-date")


def _named(month: str, day: int, year: int) -> Reading[dt.date]:
    names = _FULL_MONTHS if month in _FULL_MONTHS else _MONTHS
    found = "sep" if month == "sept" else month
    return _real(year, names.index(found) + 1, day) if found in names else Reading(None, "cell-not-date")
