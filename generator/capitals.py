"""Amounts in Chinese capitals (人民币大写).

Source: 《正确填写票据和结算凭证的基本规定》(annex of 银发〔1997〕393号) and 《会计基础工作规范》 52. Where they leave a
choice: 整 after 元 and after 角, none after 分; 零 for every gap, also across an empty 万 group; none before 角.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from generator.money import SUM_LIMIT, minor_units

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_PARTS = ("角", "分", "厘")
_WRITTEN = re.compile(r"([-+]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d*)(\.\d+)?", re.ASCII)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－−＋", "0123456789.,--+")
_NAMES = {
    "CNY": "人民币",
    "USD": "美元",
    "EUR": "欧元",
    "GBP": "英镑",
    "HKD": "港币",
    "MOP": "澳门元",
    "TWD": "新台币",
    "JPY": "日元",
    "KRW": "韩元",
    "SGD": "新加坡元",
    "AUD": "澳大利亚元",
    "CAD": "加拿大元",
    "CHF": "瑞士法郎",
    "NZD": "新西兰元",
    "THB": "泰铢",
    "MYR": "马来西亚林吉特",
    "VND": "越南盾",
    "INR": "印度卢比",
    "RUB": "俄罗斯卢布",
    "AED": "阿联酋迪拉姆",
}


def capitals(amount: Decimal | str | int, currency: str) -> str:
    """The amount in capitals with its currency glued in front; the ISO code stands for one without a Chinese name.

    Raises:
        TypeError, ValueError: as `rmb`; a currency with three decimals may have them (厘).
    """
    return _NAMES.get(currency, currency) + _written(amount, places=max(2, minor_units(currency)))


def rmb(amount: Decimal | str | int) -> str:
    """The amount in capitals, without 人民币 in front: 1409.50 → 壹仟肆佰零玖元伍角整.

    Args:
        amount: exact; a text may carry ¥, thousands separators and full-width digits.

    Raises:
        TypeError: for a float, which does not hold the amount that was written.
        ValueError: not a number, more than two decimals, or 10¹⁶ and more.
    """
    return _written(amount, places=2)


def _written(amount: Decimal | str | int, *, places: int) -> str:
    value = _exact(amount, places=places)
    whole, parts = divmod(int(value.copy_abs().scaleb(places)), 10**places)
    sign = "负" if value < 0 else ""
    return sign + (_whole(whole) + "元" if whole or not parts else "") + _fraction(parts, places=places, gap=whole > 0)


def _exact(amount: Decimal | str | int, *, places: int) -> Decimal:
    if isinstance(amount, str):
        amount = _read(amount)
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(f"expected a Decimal or a decimal string, not {type(amount).__name__}")
    value = Decimal(amount)
    if not value.is_finite():
        raise ValueError(f"{value} is not an amount")
    if abs(value) >= SUM_LIMIT:
        raise ValueError(f"{value} has more than 16 digits before the point")
    if value != round(value, places):
        raise ValueError(f"{value} has more than {places} decimals")
    return round(value, places)


def _read(text: str) -> Decimal:
    written = _WRITTEN.fullmatch(text.strip().translate(_FULL_WIDTH))
    if not written or not (written[2] or written[3]):
        raise ValueError(f"{text!r} is not an amount")
    return Decimal(written[1] + written[2].replace(",", "") + (written[3] or ""))


def _whole(number: int) -> str:
    """Read a number below 10¹⁶ as two halves of eight digits, each as two groups of four."""
    return _joined(number, size=10**8, unit="亿", part=_eight) if number else "零"


def _eight(number: int) -> str:
    return _joined(number, size=10**4, unit="万", part=_four)


def _joined(number: int, *, size: int, unit: str, part: Callable[[int], str]) -> str:
    high, low = divmod(number, size)
    if not high:
        return part(low)
    gap = "零" if 0 < low < size // 10 else ""
    return part(high) + unit + gap + part(low)


def _four(number: int) -> str:
    """壹仟零贰拾: each digit with its place, one 零 for a run of noughts inside."""
    digits = [int(digit) for digit in f"{number:04d}"]
    read = "".join(_DIGITS[digit] + (place if digit else "") for digit, place in zip(digits, _PLACES, strict=True))
    return re.sub("零+", "零", read).strip("零")


def _fraction(parts: int, *, places: int, gap: bool) -> str:
    """角 and 分, with 零 for an empty 角 after a 元."""
    if not parts:
        return "整"
    digits = f"{parts:0{places}d}".rstrip("0")
    read = "".join(
        _DIGITS[int(digit)] + (part if digit != "0" else "") for digit, part in zip(digits, _PARTS, strict=False)
    )
    read = re.sub("零+", "零", read)
    return (read if gap else read.lstrip("零")) + ("整" if len(digits) == 1 else "")
