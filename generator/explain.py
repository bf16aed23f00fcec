"""The working of an assessment as plain text for people: every figure with the steps and the rules behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import filters
from generator.assessment import ClaimReport
from generator.deadlines import Deadline
from generator.grounds import InterestRules
from generator.interest import Segment
from generator.limitation import Step
from generator.model import InterestTerms, Language
from generator.penalty import Weighing
from generator.sentences import Text, fill

_UNCONFIRMED = ("S", "M")


@dataclass(frozen=True, slots=True)
class Working:
    """One claim with everything that was found about it; `weighing` and `guarantee` where there is one."""

    report: ClaimReport
    weighing: Weighing | None = None
    guarantee: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the working is told with.

    Attributes:
        sentences: `data/working.toml`, by code.
        names: `data/names.toml`, how kinds of acts are called.
        laws: the rules of law by id, for their citation and confidence.
        language: of the text.
    """

    sentences: Mapping[str, Text]
    names: Mapping[str, Text]
    laws: Mapping[str, Mapping[str, Any]]
    language: Language

    def say(self, code: str, *rules: str, **args: Any) -> str:
        """One sentence, with the citations of the rules it rests on."""
        return fill(self.sentences[code], args, language=self.language) + "".join(self._cite(rule) for rule in rules)

    def _cite(self, rule: str) -> str:
        law = self.laws[rule]
        code = "cite-unconfirmed" if law["confidence"] in _UNCONFIRMED else "cite"
        return fill(self.sentences[code], {"rule": law["cite"]}, language=self.language)


def text(
    workings: tuple[Working, ...],
    *,
    terms: InterestTerms,
    as_of: date,
    rules: InterestRules,
    checked_through: date,
    words: Words,
) -> str:
    """The working of all claims, one paragraph a claim, its steps below it.

    Args:
        workings: the claims, in the order of the case.
        terms: on which interest was counted.
        as_of: the day of the assessment.
        rules: the figures of the law on interest.
        checked_through: the day through which the rate table has been checked.
        words: sentences, names and rules.
    """
    parts = []
    for working in workings:
        steps = [
            *_open(working.report, as_of=as_of, words=words),
            *_interest(working.report, terms=terms, as_of=as_of, checked_through=checked_through, words=words),
            *_penalty(working, rules=rules, words=words),
            *_guarantee(working.guarantee, words=words),
            *_limitation(working.report, words=words),
        ]
        parts.append("\n".join([_claim(working.report, words), *(f"  {step}" for step in steps)]))
    return "\n\n".join(parts)


def _claim(report: ClaimReport, words: Words) -> str:
    claim = report.claim
    sums = {name: (getattr(claim, name), claim.currency) for name in ("amount", "paid", "credited", "open")}
    return words.say("claim", number=claim.number, **sums)


def _open(report: ClaimReport, *, as_of: date, words: Words) -> Iterator[str]:
    code = "overdue" if report.days_overdue else "not-overdue"
    yield words.say(code, due=report.claim.due_date, as_of=as_of, days=report.days_overdue)


def _interest(
    report: ClaimReport, *, terms: InterestTerms, as_of: date, checked_through: date, words: Words
) -> Iterator[str]:
    found, currency = report.interest, report.claim.currency
    if found.basis == "none":
        yield words.say("interest-none")
        return
    for segment in found.segments:
        yield _segment(segment, currency=currency, day_count=terms.day_count, words=words)
    yield words.say("interest-total", *found.law, total=(found.total, currency))
    if found.covered:
        left = report.claim.open + found.covered
        yield words.say("interest-covered", covered=(found.covered, currency), principal=(left, currency))
    if found.later:
        yield words.say("interest-later", as_of=as_of)
    if found.provisional:
        yield words.say("interest-provisional", checked=checked_through)


def _segment(segment: Segment, *, currency: str, day_count: int, words: Words) -> str:
    return words.say(
        "interest-segment",
        **{"from": segment.from_, "to": segment.to},
        days=segment.days,
        principal=(segment.principal, currency),
        percent=filters.percent(segment.percent_per_year),
        day_count=day_count,
        amount=filters.number(segment.amount),
    )


def _penalty(working: Working, *, rules: InterestRules, words: Words) -> Iterator[str]:
    found, currency = working.weighing, working.report.claim.currency
    if found is None or not found.agreed:
        return
    sums = {name: (getattr(found, name), currency) for name in ("agreed", "loss", "limit", "excess")}
    yield words.say(
        "penalty-excess" if found.excess else "penalty-fits",
        *found.law,
        **sums,
        multiplier=rules.multiplier_max,
        percent=filters.percent(rules.excess_percent),
    )


def _guarantee(found: Deadline | None, *, words: Words) -> Iterator[str]:
    if found:
        yield words.say("guarantee", *found.law, on=found.counted_from, until=found.last_day)
        for note in found.notes:
            yield words.say(note)


def _limitation(report: ClaimReport, *, words: Words) -> Iterator[str]:
    found = report.limitation
    for step in found.steps:
        yield _step(step, words)
    if "procedure-open" in found.notes:
        yield words.say("limitation-procedure-open")
    status = words.sentences[found.status]
    yield words.say("limitation-last-day", until=found.last_day, status=status)


def _step(step: Step, words: Words) -> str:
    event = words.names[step.event.type] if step.event else ""
    rules = (step.law,) if step.law else ()
    return words.say(f"limitation-{step.code}", *rules, on=step.on, until=step.until, years=step.years, event=event)
