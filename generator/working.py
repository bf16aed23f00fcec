"""The working of an assessment told to people, line by line: what `huikuan assess --explain` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.assessment import ClaimReport, CurrencyTotal
from generator.capitals import capitals
from generator.filters import percent
from generator.limitation import Step
from generator.model import Case, Language
from generator.report import Assessment, Wording, finding_json, reason_words
from generator.sentences import fill


@dataclass(frozen=True, slots=True)
class Teller:
    """The sentences (`data/explain.toml`), the short names of rules, and the language to tell in."""

    sentences: Mapping[str, Any]
    rules: Mapping[str, Mapping[str, Any]]
    wording: Wording
    language: Language
    rates_checked: date

    def line(self, code: str, **args: Any) -> str:
        """One sentence with its places filled; `step.start` reaches into a group."""
        sentence = self.sentences
        for key in code.split("."):
            sentence = sentence[key]
        return fill(sentence, args, language=self.language)

    def law(self, ids: tuple[str, ...]) -> str:
        """The rules by source and article, or their ids where the data has no such rule."""
        return ("、" if self.language == "zh" else ", ").join(self._rule(name) for name in ids) or "—"

    def _rule(self, name: str) -> str:
        cited: str = self.rules[name]["cite"][self.language] if name in self.rules else name
        return cited


def explain(assessed: Assessment, teller: Teller) -> str:
    """The whole working as text, one step a line.

    Args:
        assessed: the assessment.
        teller: sentences and language.
    """
    lines: list[str] = []
    for report in assessed.claims:
        lines += [*_claim(report, assessed.case, teller), ""]
    lines += [_total(total, teller) for total in assessed.totals]
    lines += ["", *_advice(assessed, teller)]
    lines.append(teller.line("notice", checked=teller.sentences["checked"]))
    return "\n".join(lines)


def _claim(report: ClaimReport, case: Case, teller: Teller) -> Iterator[str]:
    claim = report.claim
    money = {name: (getattr(claim, name), claim.currency) for name in ("amount", "paid", "credited", "open")}
    yield teller.line("claim", number=claim.number, **money)
    yield teller.line("age", due=claim.due_date, as_of=case.as_of, days=report.days_overdue, bucket=report.bucket)
    yield from _interest(report, case, teller)
    limit = report.limitation
    status = teller.sentences["status"][limit.status]
    yield teller.line("limitation", last_day=limit.last_day, status=status)
    for step in limit.steps:
        yield _step(step, teller)
    if "procedure-open" in limit.notes:
        yield teller.line("step.procedure-open")


def _interest(report: ClaimReport, case: Case, teller: Teller) -> Iterator[str]:
    claim, found, currency = report.claim, report.interest, report.claim.currency
    if not found.segments:
        basis = teller.sentences["basis"][found.basis]
        code = "no-interest" if found.basis == "none" else "no-interest-yet"
        yield teller.line(code, basis=basis, as_of=case.as_of)
        return
    for segment in found.segments:
        yield teller.line(
            "segment",
            **{"from": segment.from_, "to": segment.to},
            days=segment.days,
            principal=(segment.principal, currency),
            percent=percent(segment.percent_per_year),
            day_count=case.interest.day_count,
            amount=f"{segment.amount:,.4f}",
        )
    basis = teller.sentences["basis"][found.basis]
    yield teller.line("interest", total=(found.total, currency), basis=basis, law=teller.law(found.law))
    if found.covered:
        left = (claim.open + found.covered, currency)
        yield teller.line("covered", covered=(found.covered, currency), principal=left)
    if found.later:
        yield teller.line("later", as_of=case.as_of)
    if found.provisional:
        yield teller.line("provisional", checked=teller.rates_checked)


def _step(step: Step, teller: Teller) -> str:
    event = teller.wording.names.get(step.event.type, step.event.type) if step.event else ""
    told = teller.line(f"step.{step.code}", on=step.on, until=step.until, years=step.years, event=event)
    opening, closing = ("（", "）") if teller.language == "zh" else (" (", ")")
    return f"{told}{opening}{teller.law((step.law,))}{closing}" if step.law else told


def _total(total: CurrencyTotal, teller: Teller) -> str:
    sums = {name: (getattr(total, name), total.currency) for name in ("open", "interest", "grand")}
    words = capitals(total.grand, total.currency)
    return teller.line("total", currency=total.currency, capitals=words, **sums)


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
