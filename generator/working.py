"""The working of an assessment told to people, line by line: what `huikuan assess --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator import timelines
from generator.assessment import ClaimReport, CurrencyTotal
from generator.capitals import capitals
from generator.fees import Fee
from generator.filters import percent
from generator.model import Case
from generator.penalty import Weighing
from generator.report import Assessment, finding_json, reason_words
from generator.teller import Teller


def explain(assessed: Assessment, teller: Teller) -> str:
    """The whole working as text, one step a line.

    Args:
        assessed: the assessment.
        teller: sentences and language.
    """
    lines: list[str] = []
    for report, weighed in zip(assessed.claims, assessed.penalties, strict=True):
        lines += [*_claim(report, weighed, assessed.case, teller), ""]
    if assessed.title:
        lines += [*timelines.judgment(assessed.title, teller), ""]
    for total, fees in zip(assessed.totals, assessed.fees, strict=True):
        lines += [_total(total, teller), *_fees(fees, teller)]
    lines += ["", *_advice(assessed, teller)]
    lines.append(teller.line("notice", checked=teller.sentences["checked"]))
    return "\n".join(lines)


def _claim(report: ClaimReport, weighed: Weighing | None, case: Case, teller: Teller) -> Iterator[str]:
    claim = report.claim
    money = {name: (getattr(claim, name), claim.currency) for name in ("amount", "paid", "credited", "open")}
    yield teller.line("claim", number=claim.number, **money)
    yield teller.line("age", due=claim.due_date, as_of=case.as_of, days=report.days_overdue, bucket=report.bucket)
    yield from _interest(report, case, teller)
    if weighed:
        yield _penalty(weighed, claim.currency, teller)
    yield from timelines.limitation(report.limitation, teller)
    for found in report.deadlines:
        yield from timelines.deadline(found, teller)


def _interest(report: ClaimReport, case: Case, teller: Teller) -> Iterator[str]:
    found, currency = report.interest, report.claim.currency
    basis = teller.line(f"basis.{found.basis}")
    if not found.segments:
        yield teller.line("no-interest" if found.basis == "none" else "no-interest-yet", basis=basis, as_of=case.as_of)
        return
    for part in found.segments:
        yield timelines.segment(part, currency, teller, day_count=case.interest.day_count)
    yield from _capped(report, case, teller)
    yield teller.line("interest", total=(found.total, currency), basis=basis, law=teller.law(found.law))
    yield from _beside(report, case, teller)


def _capped(report: ClaimReport, case: Case, teller: Teller) -> Iterator[str]:
    found, currency = report.interest, report.claim.currency
    if found.before_cap is not None and case.interest.cap_percent is not None:
        sums = {"before": (found.before_cap, currency), "cap": (found.total, currency)}
        amount = (report.claim.amount, currency)
        yield teller.line("capped", percent=percent(case.interest.cap_percent), amount=amount, **sums)


def _beside(report: ClaimReport, case: Case, teller: Teller) -> Iterator[str]:
    claim, found, currency = report.claim, report.interest, report.claim.currency
    if found.fixed_sum:
        yield teller.cited(teller.line("fixed-sum", sum=(found.fixed_sum, currency)), found.law)
    if found.covered:
        left = (claim.open + found.covered, currency)
        yield teller.line("covered", covered=(found.covered, currency), principal=left)
    if found.later:
        yield teller.line("later", as_of=case.as_of)
    if found.provisional:
        yield teller.line("provisional", checked=teller.rates_checked)


def _penalty(weighed: Weighing, currency: str, teller: Teller) -> str:
    sums = {name: (getattr(weighed, name), currency) for name in ("agreed", "loss", "limit", "excess")}
    told = teller.line("penalty.beyond" if weighed.excess else "penalty.within", **sums)
    return teller.cited(told, weighed.law)


def _total(total: CurrencyTotal, teller: Teller) -> str:
    sums = {name: (getattr(total, name), total.currency) for name in ("open", "interest", "grand")}
    words = capitals(total.grand, total.currency)
    return teller.line("total", currency=total.currency, capitals=words, **sums)


def _fees(fees: Mapping[str, Fee], teller: Teller) -> Iterator[str]:
    for name, fee in fees.items():
        yield teller.cited(teller.line(f"fee.{name}", total=(fee.total, "CNY")), (fee.law,))
        yield from _bands(fee, teller)


def _bands(fee: Fee, teller: Teller) -> Iterator[str]:
    """The bands of the scale, where the fee is more than a share of the one above."""
    if fee.share != 1:
        yield teller.line("band.share", share=f"{fee.share}")
        return
    for step in fee.steps:
        sums = {"above": (step.above, "CNY"), "up_to": (step.up_to, "CNY"), "fee": f"{step.shown:,.2f}"}
        rate = percent(step.band.percent) if step.band.percent is not None else ""
        yield teller.line("band.percent" if rate else "band.fixed", rate=rate, **sums)
    if fee.capped:
        yield teller.line("band.cap", total=(fee.total, "CNY"))


def _advice(assessed: Assessment, teller: Teller) -> Iterator[str]:
    wording, language = teller.wording, teller.language
    why = reason_words(assessed.stage_reason, wording, language=language)
    yield teller.line("stage", stage=assessed.stage.title, reason=why)
    step = assessed.next
    reasons = [reason_words(reason, wording, language=language) for reason in step.reasons]
    yield teller.line(
        "next",
        on=step.on,
        channel=wording.names[step.channel],
        document=wording.titles[step.document],
        reason=("；" if language == "zh" else "; ").join(reasons),
    )
    for found in assessed.warnings:
        told = finding_json(found, wording, language=language)
        yield teller.line("warning", severity=told["severity"], text=told["text"])
