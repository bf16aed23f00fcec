"""Court fees by the scale of 《诉讼费用交纳办法》: suit, payment order, preservation, enforcement. All in yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.money import rounded


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a scale: `fixed` yuan, or `percent` of what lies between the band before and `up_to`."""

    up_to: Decimal | None
    fixed: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FeeScale:
    """The scale of one kind of fee; `share` is the part of it that is charged.

    Filled from `data/fees.toml` by `scales`.
    """

    kind: str
    law: str
    bands: tuple[Band, ...]
    cap: Decimal | None = None
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class FeeStep:
    """What one band adds: on the part of the amount between `above` and `up_to`."""

    above: Decimal
    up_to: Decimal
    band: Band
    fee: Fraction

    @property
    def shown(self) -> Decimal:
        """What the band adds, to the fen; the sum is rounded once."""
        return rounded(self.fee, "CNY")


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee in yuan, rounded to the fen, with its working; `capped` if the scale's cap cut it."""

    kind: str
    total: Decimal
    steps: tuple[FeeStep, ...]
    law: str
    capped: bool = False
    share: Fraction = Fraction(1)


def scales(raw: Mapping[str, Any]) -> dict[str, FeeScale]:
    """The scales in `data/fees.toml` by kind; a table without bands is a share of the fee for a suit."""
    return {kind: _scale(kind, raw) for kind, table in raw.items() if isinstance(table, Mapping) and "law" in table}


def fee(amount: Decimal, scale: FeeScale) -> Fee:
    """The fee for a claim of so many yuan.

    Raises:
        ValueError: a negative amount.
    """
    if amount < 0:
        raise ValueError(f"{amount} is negative")
    steps = _steps(amount, scale)
    total = sum((step.fee for step in steps), Fraction(0)) * scale.share
    capped = scale.cap is not None and total > scale.cap
    if capped and scale.cap is not None:
        total = Fraction(scale.cap)
    return Fee(scale.kind, rounded(total, "CNY"), steps, scale.law, capped, scale.share)


def _scale(kind: str, raw: Mapping[str, Any]) -> FeeScale:
    table = raw[kind]
    bands = tuple(
        Band(*(Decimal(row[name]) if name in row else None for name in ("up_to", "fixed", "percent")))
        for row in table.get("bands", raw["case"]["bands"])
    )
    cap = Decimal(table["cap"]) if "cap" in table else None
    share = Fraction(table.get("numerator", 1), table.get("denominator", 1))
    return FeeScale(kind, table["law"], bands, cap, share)


def _steps(amount: Decimal, scale: FeeScale) -> tuple[FeeStep, ...]:
    steps: list[FeeStep] = []
    above = Decimal(0)
    for band in scale.bands:
        top = amount if band.up_to is None else min(amount, band.up_to)
        added = Fraction(band.fixed or 0) + Fraction(top - above) * Fraction(band.percent or 0) / 100
        steps.append(FeeStep(above, top, band, added))
        if top == amount:
            break
        above = top
    return tuple(steps)
