"""Every document as it is sent, byte for byte; `UPDATE_GOLDENS=1` rewrites the files, on purpose only."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import tables, write
from generator.catalogue import Document
from generator.model import TONES, Case, Language

HERE = Path(__file__).parent
Filler = Callable[[Document, Language], Case]
TEXTS = [(doc, language) for doc in tables.documents().values() for language in doc.languages]


def rendered(document: Document, case: Case, language: Language) -> str:
    """All channels and tones of one document, one after the other."""
    parts = []
    for channel in document.channels:
        for tone in TONES:
            letter = write(case, document=document.id, channel=channel, language=language, tone=tone)
            parts.append(f"=== {channel} · {tone} ===\n{letter.text}\n")
    return "\n".join(parts)


def ids(value: object) -> str:
    return value.id if isinstance(value, Document) else str(value)


@pytest.mark.parametrize(("document", "language"), TEXTS, ids=ids)
def test_the_text_is_the_one_agreed(document: Document, language: Language, filled: Filler) -> None:
    golden = HERE / "golden" / f"{document.id}.{language}.txt"
    text = rendered(document, filled(document, language), language)
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


def test_no_golden_is_left_over() -> None:
    wanted = {f"{document.id}.{language}.txt" for document, language in TEXTS}
    assert {path.name for path in (HERE / "golden").iterdir()} == wanted


@pytest.mark.parametrize(("document", "language"), TEXTS, ids=ids)
def test_no_text_has_a_hole_or_a_trace_of_its_template(document: Document, language: Language, filled: Filler) -> None:
    text = rendered(document, filled(document, language), language)
    assert not re.search(
        r"\{\{|\}\}|\{%|%\}|⟦|⟧|\bNone\b|\bTrue\b|\bFalse\b|Decimal|Undefined|datetime|[\ue000-\ue0ff]", text
    )
    assert not re.search(r"[，。；：、]{2}|（）|\(\)|“”| ,|  \S.*\bnull\b", text)


@pytest.mark.parametrize(("document", "language"), TEXTS, ids=ids)
def test_the_tones_truly_differ(document: Document, language: Language, filled: Filler) -> None:
    """Where a document speaks to the debtor, its three tones are three texts, beyond the date of the deadline."""
    if not document.deadline_workdays:
        pytest.skip("no deadline: a form, a receipt or an internal paper has one tone")
    case = filled(document, language)
    for channel in document.channels:
        texts = {
            re.sub(r"\d+", "0", write(case, document=document.id, channel=channel, language=language, tone=tone).text)
            for tone in TONES
        }
        assert len(texts) == 3, f"{document.id} {channel} {language}"
