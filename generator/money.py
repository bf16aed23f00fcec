"""Amounts of a currency: its decimals, and the one way in which amounts are rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

SUM_LIMIT = 10**16  # a sum has at most sixteen places before the point: more cannot be written in capitals

# ISO 4217; every currency not named here has two decimals.
_MINOR_UNITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3, "JOD": 3}


def minor_units(currency: str) -> int:
    """How many decimals an amount of this currency has (ISO 4217)."""
    return _MINOR_UNITS.get(currency, 2)


def rounded(value: Fraction | Decimal, currency: str) -> Decimal:
    """`value` in the minor unit of the currency, halves away from zero."""
    return to_places(value, minor_units(currency))


def to_places(value: Fraction | Decimal, places: int) -> Decimal:
    """`value` with exactly so many decimals, halves away from zero; exact, whatever the decimal context says."""
    numerator, denominator = value.as_integer_ratio()
    units = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(f"{'-' if numerator < 0 and units else ''}{units}E-{places}")
