"""The engine's four questions: read a case, assess it, write a text from it, and what can be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from generator import assessment, checks, counting, fields, letters, page, periods, schema, tables
from generator.adviser import Adviser
from generator.assessment import ClaimReport
from generator.checks import Finding
from generator.errors import CaseError, HuikuanError, Problem, Refusal
from generator.judgment import Title
from generator.letters import Letter
from generator.model import Case, Language, Tone
from generator.penalty import Weighing
from generator.report import Assessment, as_json, finding_json
from generator.sentences import Wording, problem

_LONGEST_TEXT = 100_000  # characters of an edited letter
_COMMON_FIELDS = frozenset({"letter_no", "skip_reason"})  # fields that every document understands


class LetterRefused(Refusal):
    """The case was assessed, the letter refused: carries the figures, which are still good."""

    def __init__(self, problems: Iterable[Problem], assessment: dict[str, Any]) -> None:
        super().__init__(problems)
        self.assessment = assessment


def load(text: str, *, as_of: date | None = None) -> Case:
    """The case in a JSON text.

    Args:
        text: a case file.
        as_of: the day to write for; wins over the one in the file.

    Raises:
        CaseError: with every problem of the file.
    """
    return build(schema.parse(text), as_of=as_of)


def build(raw: Any, *, as_of: date | None = None) -> Case:
    """The same from a value that has been parsed already."""
    try:
        case = fields.read(raw, rules=tables.schema(), as_of=as_of)
    except CaseError as error:
        raise CaseError([*error.problems, *counting.early_problems(raw)]) from None
    problems = counting.ground_problems(case)
    if case.excuse and case.excuse not in tables.excuse_cards():
        problems.append(Problem("excuse", "no-such-excuse", {"value": case.excuse}))
    known = _COMMON_FIELDS | {field.id for document in tables.documents().values() for field in document.fields}
    for name in case.fields:
        if name not in known:
            problems.append(Problem(f"fields.{name[:40]}", "unknown-key", {"known": ", ".join(sorted(known))}))
    if problems:
        raise CaseError(problems)
    return case


def assess(case: Case) -> Assessment:
    """Open amounts, ageing, interest, limitation, stage, next step and warnings on the case's as-of date.

    Raises:
        Refusal: interest was asked for on a ground that does not carry it, or a sum is too large to be written.
    """
    reports = assessment.report(
        case,
        interest=lambda claim: counting.interest_on(case, claim),
        limitation=lambda claim: periods.limitation_of(case, claim),
        deadlines=lambda claim: periods.deadlines_of(case, claim),
    )
    totals = assessment.totals(reports)
    excess = counting.sum_problems(totals)
    if excess:
        raise Refusal(excess)
    guide, title = tables.adviser().for_debtor(case.debtor), periods.title_of(case)
    stage, reason = guide.stage(reports, case.as_of, title=title)
    penalties = tuple(counting.weighing(case, report.claim, report.interest) for report in reports)
    return Assessment(
        case=case,
        claims=reports,
        totals=totals,
        stage=stage,
        stage_reason=reason,
        next=guide.next_step(case, reports, title=title),
        warnings=_findings(case, reports, penalties=penalties, title=title, guide=guide),
        penalties=penalties,
        fees_on=counting.fees_on,
        title=title,
    )


def _findings(
    case: Case,
    reports: tuple[ClaimReport, ...],
    *,
    penalties: tuple[Weighing | None, ...],
    title: Title | None,
    guide: Adviser,
) -> tuple[Finding, ...]:
    found = checks.case_findings(
        case,
        reports,
        adviser=guide,
        checked_through=tables.lpr().checked_through,
        enforcement=title.enforcement if title else None,
    )
    percent = tables.interest_rules().excess_percent
    return (*found, *checks.penalty_findings(reports, penalties, percent=percent))


def write(
    case: Case,
    *,
    document: str,
    channel: str | None = None,
    language: Language | None = None,
    tone: Tone | None = None,
    assessed: Assessment | None = None,
) -> Letter:
    """The text of one document.

    Args:
        case: the case.
        document: id of the document; `auto` takes the one that is advised next.
        channel: where it goes; the document's first channel if not given.
        language: of the text; the case's if not given.
        tone: soft, neutral or firm; the case's if not given.
        assessed: the assessment of this very case, if it is at hand.

    Raises:
        CaseError: no such document or channel.
        Refusal: something the document needs is missing, or there is nothing to write about.
    """
    assessed = assessed or assess(case)
    return letters.compose(
        assessed, document=document, channel=channel, language=language or case.language, tone=tone or case.tone
    )


def html(letter: Letter, *, note: str = "") -> str:
    """The letter as one HTML file that fetches nothing and runs nothing; `note` is what it says of itself, unseen."""
    return page.html(
        letter.blocks,
        language=letter.language,
        title=letter.subject or letter.title,
        style=tables.style(),
        channel=letter.channel,
        note=note,
    )


def inspect(text: str, *, language: Language) -> list[dict[str, Any]]:
    """Threats, third parties, borrowed authority and the like in a text as edited, with place, reason and rule.

    Raises:
        CaseError: longer than any letter.
    """
    if len(text) > _LONGEST_TEXT:
        raise CaseError([Problem("text", "too-long", {"length": str(len(text)), "max": str(_LONGEST_TEXT)})])
    from generator.wording import slips  # not on the way to a first letter

    return [asdict(slip) for slip in slips(text, tables.table("wording")["rule"], language=language)]


def assessment_json(assessed: Assessment, *, language: Language | None = None) -> dict[str, Any]:
    """The assessment as `huikuan assess` prints it."""
    return as_json(assessed, wording(), language=language or assessed.case.language)


def fragment(letter: Letter) -> str:
    """The letter as HTML elements for a preview, without style."""
    return page.fragment(letter.blocks, language=letter.language, channel=letter.channel)


def letter_json(letter: Letter, *, ui: Language | None = None) -> dict[str, Any]:
    """The letter as `huikuan write --format json` prints it; warnings in the language of the reader, `ui`."""
    return {
        "document": letter.document,
        "title": letter.title,
        "channel": letter.channel,
        "language": letter.language,
        "tone": letter.tone,
        "as_of": f"{letter.as_of}",
        "deadline": f"{letter.deadline}",
        "subject": letter.subject,
        "text": letter.text,
        "sms": {"characters": letter.sms.characters, "parts": letter.sms.parts} if letter.sms else None,
        "warnings": [finding_json(found, wording(), language=ui or letter.language) for found in letter.warnings],
    }


def working(assessed: Assessment, *, language: Language | None = None) -> str:
    """The working of an assessment as text for people."""
    from generator.teller import Teller  # not on the way to a first letter
    from generator.working import explain as tell

    spoken = language or assessed.case.language
    teller = Teller(tables.table("explain"), tables.laws(), wording(), spoken, tables.lpr().checked_through)
    return tell(assessed, teller)


def explain(error: HuikuanError, *, language: Language) -> list[dict[str, str]]:
    """The problems of an error in words: path, text and code of each."""
    known = tables.messages()
    return [
        {"path": p.path, "text": problem(p.code, p.args, known, language=language), "code": p.code}
        for p in error.problems
    ]


def catalogue() -> list[dict[str, Any]]:
    """Every document: id, titles, purpose, stage, channels, languages, and the fields it needs."""
    return [
        {
            "id": document.id,
            "title": document.title,
            "purpose": document.purpose,
            "note": document.note,
            "stage": document.stage,
            "channels": list(document.channels),
            "languages": list(document.languages),
            "needs": [*document.needs, *(f"fields.{field.id}" for field in document.fields if field.required)],
            "fields": [asdict(field) for field in document.fields],
            "cites": list(document.cites),
            "sample": document.sample,
        }
        for document in tables.documents().values()
    ]


def case_schema() -> dict[str, Any]:
    """The JSON Schema of a case."""
    return tables.schema()


@cache
def wording() -> Wording:
    """The sentences of reasons and checks, and the names they use."""
    return Wording(tables.reasons(), tables.table("checks"), tables.spoken_names(), letters.titles())
