"""How days, amounts and shares are written in a text, in either language. Pure wording: nothing is computed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.model import Language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date | str, language: Language) -> str:
    """2026年11月5日 · 5 November 2026 (GB/T 9704 7.3.5.4: no leading zeros). An empty value stays empty."""
    if not isinstance(value, date):
        return value
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month_day(value: date | str, language: Language) -> str:
    """11月5日 · 5 November, where the year is plain."""
    if not isinstance(value, date):
        return value
    if language == "zh":
        return f"{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS[value.month - 1]}"


def money(value: Decimal, currency: str, language: Language, *, places: int = 2) -> str:
    """¥100,000.00 in Chinese texts on renminbi, else the code before the figure: USD 12,345.00."""
    figure = f"{value:,.{places}f}"
    if language == "zh" and currency == "CNY":
        return f"-¥{figure[1:]}" if figure.startswith("-") else f"¥{figure}"
    return f"{currency} {figure}"


def number(value: Decimal) -> str:
    """A plain figure without idle zeros: 4.50 → 4.5, 1.30 → 1.3."""
    figure = f"{value:f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def percent(value: Decimal) -> str:
    """4.5%, at most six decimals."""
    return f"{number(round(value, 6))}%"
