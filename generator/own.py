"""A letter from a user's own template: the same case, names and filters as ours, held by the guard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import letters, view
from generator.catalogue import Document
from generator.errors import Problem, Refusal
from generator.guard import OwnTemplate
from generator.letters import Letter
from generator.model import Channel, Language, Tone
from generator.report import Assessment

_TITLE = {"zh": "自拟文书", "en": "Own text"}
_DOCUMENT = Document(
    id="own",
    title=_TITLE,
    purpose=_TITLE,
    stage="own",
    channels=("letter", "email", "sms", "wechat", "call"),
    languages=("zh", "en"),
    claims="open",
    needs_account=False,
    needs=(),
    interest="claim",
    deadline_workdays={},
    fields=(),
    cites=(),
    sample="",
    note={"zh": "", "en": ""},
)


def compose(assessed: Assessment, source: str, *, channel: Channel, language: Language, tone: Tone) -> Letter:
    """The text that a user's template writes from a case.

    Args:
        assessed: the case, assessed.
        source: Jinja2 in the subset that `guard` allows; letter marks such as ⟦title⟧ may be used.
        channel: how the text is laid out.
        language: of dates and amounts.
        tone: available to the template as `tone`.

    Raises:
        TemplateError: every fault of the template, with its line.
        Refusal: nothing is open.
    """
    occasion = _occasion(assessed, channel=channel, language=language, tone=tone)
    names = view.context(assessed.case, occasion)
    template = OwnTemplate(source, filters=letters.filters(), names=frozenset(names))
    letter = letters.finished(template.render(names), occasion, as_of=assessed.case.as_of)
    return replace(letter, warnings=assessed.warnings)


def context(assessed: Assessment, *, channel: Channel, language: Language, tone: Tone) -> dict[str, Any]:
    """The names that a user's template may use, with their values in this case.

    Raises:
        Refusal: nothing is open.
    """
    return view.context(assessed.case, _occasion(assessed, channel=channel, language=language, tone=tone))


def _occasion(assessed: Assessment, *, channel: Channel, language: Language, tone: Tone) -> view.Occasion:
    found = letters.occasion(assessed, _DOCUMENT, channel=channel, language=language, tone=tone)
    if not found.reports:
        raise Refusal([Problem("claims", "nothing-to-claim", {"reason": "none-open"})])
    return found
