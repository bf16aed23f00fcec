"""On what ground interest may be asked, and the yearly rate that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.errors import Problem, Refusal
from generator.model import Claim, InterestTerms
from generator.rates import Rate, RateTable

_DAY = timedelta(days=1)
SME_DEBTORS = ("public_body", "large_company")


@dataclass(frozen=True, slots=True)
class InterestRules:
    """The figures of the law on overdue interest.

    Filled from `data/interest.toml`: `multiplier_min`, `multiplier_max`, `lpr_law` from `[lpr]`; `sme_per_mille`,
    `sme_law` from `[sme]` (`per_mille_per_day`, `law`); `doubled_per_mille`, `doubled_law` from `[doubled]`;
    `excess_percent`, `excess_law` from `[excess]` (`percent`, `law`).
    """

    multiplier_min: Decimal
    multiplier_max: Decimal
    sme_per_mille: Decimal
    doubled_per_mille: Decimal
    excess_percent: Decimal
    lpr_law: str = "sale-18"
    sme_law: str = "sme-17"
    doubled_law: str = "enf-1"
    excess_law: str = "cti-65"
    penalty_law: str = "cc-585"
    allocation_law: str = "cc-561"

    def law_of(self, terms: InterestTerms) -> tuple[str, ...]:
        """Ids of the rules that carry interest on this ground."""
        used = {
            "contract": [self.penalty_law],
            "lpr": [self.lpr_law, "practice-lpr-factor"],
            "sme_regulation": [self.sme_law],
        }
        found = list(used.get(terms.basis, ()))
        if terms.basis == "lpr" and terms.lpr_mode == "floating":
            found.append("practice-lpr-floating")
        if found and terms.allocation == "statutory":
            found.append(self.allocation_law)
        return tuple(found)


def problems(
    claim: Claim, terms: InterestTerms, *, rules: InterestRules, creditor_is_sme: bool, debtor_kind: str
) -> tuple[Problem, ...]:
    """Everything that keeps this ground from carrying a rate; empty if interest may be asked.

    Whether a law abroad fits the debtor and the currency is asked where that law is at hand.

    Codes: `interest-needs-basis`, `rate-missing`, `two-rates`, `rate-not-positive`, `rate-not-used`,
    `multiplier-missing`, `multiplier-out-of-range`, `multiplier-not-used`, `cap-not-used`, `count-not-used`,
    `lpr-not-cny`, `sme-facts-missing`.
    """
    match terms.basis:
        case "contract":
            return tuple(_contract_problems(terms))
        case "lpr":
            return tuple(_lpr_problems(claim, terms, rules=rules))
        case "sme_regulation":
            return tuple(_sme_problems(terms, creditor_is_sme=creditor_is_sme, debtor_kind=debtor_kind))
        case "uk_statute" | "eu_minimum":
            return tuple(_abroad_problems(terms))
        case _:
            typed = (terms.percent_per_year, terms.per_mille_per_day, terms.multiplier, terms.cap_percent)
            return (Problem("interest.basis", "interest-needs-basis"),) if any(v is not None for v in typed) else ()


def yearly_rates(
    claim: Claim,
    terms: InterestTerms,
    *,
    as_of: date,
    rules: InterestRules,
    lpr: RateTable,
    creditor_is_sme: bool,
    debtor_kind: str,
) -> tuple[Rate, ...]:
    """The rates in force from the first overdue day to `as_of`, each from its day on; none if no interest runs.

    Raises:
        Refusal: with the `problems` of the ground, or `lpr-before-table`.
    """
    found = problems(claim, terms, rules=rules, creditor_is_sme=creditor_is_sme, debtor_kind=debtor_kind)
    if found:
        raise Refusal(found)
    first = claim.due_date + _DAY
    if terms.basis == "none" or as_of < first:
        return ()
    if terms.basis != "lpr":
        return (Rate(_agreed_percent(terms, rules), first),)
    rates = [Rate(lpr.rate_on(first).percent, first, provisional=lpr.rate_on(first).provisional)]
    if terms.lpr_mode == "floating":
        rates += lpr.changes_between(first, as_of)
        rates[-1] = Rate(rates[-1].percent, rates[-1].since, provisional=as_of > lpr.checked_through)
    factor = terms.multiplier or Decimal(1)
    return tuple(Rate(_trimmed(rate.percent * factor), rate.since, provisional=rate.provisional) for rate in rates)


def _agreed_percent(terms: InterestTerms, rules: InterestRules) -> Decimal:
    """A daily clause counts days, whatever the base: per mille × base ÷ 10 is the percentage that gives it back."""
    if terms.basis == "contract" and terms.percent_per_year is not None:
        return _trimmed(terms.percent_per_year)
    per_mille = rules.sme_per_mille if terms.basis == "sme_regulation" else terms.per_mille_per_day or Decimal(0)
    return _trimmed(per_mille * terms.day_count / 10)


def _trimmed(percent: Decimal) -> Decimal:
    """The same number without idle zeros and without an exponent."""
    return Decimal(f"{percent.normalize():f}")


def _contract_problems(terms: InterestTerms) -> Iterator[Problem]:
    yearly, daily = terms.percent_per_year, terms.per_mille_per_day
    if yearly is None and daily is None:
        yield Problem("interest.percent_per_year", "rate-missing")
    if yearly is not None and daily is not None:
        yield Problem("interest.per_mille_per_day", "two-rates")
    for name, rate in (("percent_per_year", yearly), ("per_mille_per_day", daily), ("cap_percent", terms.cap_percent)):
        if rate is not None and rate <= 0:
            yield Problem(f"interest.{name}", "rate-not-positive", {"value": f"{rate}"})
    if terms.multiplier is not None:
        yield Problem("interest.multiplier", "multiplier-not-used")


def _lpr_problems(claim: Claim, terms: InterestTerms, *, rules: InterestRules) -> Iterator[Problem]:
    if claim.currency != "CNY":
        yield Problem("interest.basis", "lpr-not-cny", {"currency": claim.currency, "number": claim.number})
    yield from _unused_rates(terms)
    limits = {"min": f"{rules.multiplier_min}", "max": f"{rules.multiplier_max}"}
    if terms.multiplier is None:
        yield Problem("interest.multiplier", "multiplier-missing", limits)
    elif not rules.multiplier_min <= terms.multiplier <= rules.multiplier_max:
        yield Problem("interest.multiplier", "multiplier-out-of-range", {"value": f"{terms.multiplier}", **limits})


def _sme_problems(terms: InterestTerms, *, creditor_is_sme: bool, debtor_kind: str) -> Iterator[Problem]:
    if not creditor_is_sme:
        yield Problem("creditor_is_sme", "sme-facts-missing")
    if debtor_kind not in SME_DEBTORS:
        yield Problem("debtor.kind", "sme-facts-missing")
    yield from _unused_rates(terms)
    if terms.multiplier is not None:
        yield Problem("interest.multiplier", "multiplier-not-used")


def _abroad_problems(terms: InterestTerms) -> Iterator[Problem]:
    yield from _unused_rates(terms)
    if terms.multiplier is not None:
        yield Problem("interest.multiplier", "multiplier-not-used")
    if terms.day_count != 365:
        yield Problem("interest.day_count", "count-not-used")
    if terms.allocation != "principal":
        yield Problem("interest.allocation", "count-not-used")


def _unused_rates(terms: InterestTerms) -> Iterator[Problem]:
    """A rate that was typed but would not be used must not look as if it were."""
    if terms.cap_percent is not None:
        yield Problem("interest.cap_percent", "cap-not-used")
    for name, rate in (("percent_per_year", terms.percent_per_year), ("per_mille_per_day", terms.per_mille_per_day)):
        if rate is not None:
            yield Problem(f"interest.{name}", "rate-not-used")
