"""回款 huikuan: letters, interest and limitation dates for overdue invoices. The names below are the public ones."""

from generator.api import (
    assess,
    assessment_json,
    build,
    case_schema,
    catalogue,
    explain,
    html,
    letter_json,
    load,
    write,
)
from generator.errors import CaseError, HuikuanError, Problem, Refusal

__all__ = [
    "CaseError",
    "HuikuanError",
    "Problem",
    "Refusal",
    "assess",
    "assessment_json",
    "build",
    "case_schema",
    "catalogue",
    "explain",
    "html",
    "letter_json",
    "load",
    "write",
]
