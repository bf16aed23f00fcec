"""回款 huikuan: letters, interest and limitation dates for overdue invoices. The names below are the public ones."""

from generator.api import (
    assess,
    assessment_json,
    build,
    case_schema,
    catalogue,
    explain,
    html,
    inspect,
    letter_json,
    load,
    write,
)
from generator.errors import CaseError, HuikuanError, Problem, Refusal
from generator.knowledge import blanks, card_groups, cards, countermeasures, figure, glossary, ladder, laws

__all__ = [
    "CaseError",
    "HuikuanError",
    "Problem",
    "Refusal",
    "assess",
    "assessment_json",
    "blanks",
    "build",
    "card_groups",
    "cards",
    "case_schema",
    "catalogue",
    "countermeasures",
    "explain",
    "figure",
    "glossary",
    "html",
    "inspect",
    "ladder",
    "laws",
    "letter_json",
    "load",
    "write",
]
