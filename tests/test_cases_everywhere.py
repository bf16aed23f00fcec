"""Every document with every sample case: it is written without a hole, or refused with reasons, never a crash."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import Refusal, assess, build, explain, html, tables, write
from generator.catalogue import Document
from generator.model import TONES, Language

SAMPLES = sorted((Path(__file__).parent / "cases" / "samples").glob("*.json"))
DOCUMENTS = list(tables.documents().values())
HOLES = re.compile(r"\{\{|\{%|⟦|\bNone\b|Decimal|Undefined")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_written_or_refused_with_reasons(path: Path, document: Document) -> None:
    case = build(json.loads(path.read_text(encoding="utf-8")))
    assessed = assess(case)
    for language in document.languages:
        for channel in document.channels:
            for tone in TONES:
                try:
                    letter = write(
                        case, document=document.id, channel=channel, language=language, tone=tone, assessed=assessed
                    )
                except Refusal as refusal:
                    assert all(row["text"] for row in explain(refusal, language=language))
                else:
                    assert letter.text.strip()
                    assert not HOLES.search(letter.text)


NAMES = [
    "A & B <i>股份</i>",
    "{{ 7*7 }} {% if x %}",
    "⟦title⟧公司",
    "\"引号'与\\反斜杠",
    "𠮷野家 Ltd",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_strange_name_stays_as_it_is_and_does_nothing(name: str, language: Language) -> None:
    raw = json.loads(SAMPLES[0].with_name("several-claims.json").read_text(encoding="utf-8"))
    raw["debtor"]["name"] = raw["creditor"]["name"] = name
    case = build(raw)
    for document in DOCUMENTS:
        for channel in document.channels:
            try:
                letter = write(case, document=document.id, channel=channel, language=language)
            except Refusal:
                continue
            assert "49" not in letter.text.replace("2026-49", "") or "7*7" in letter.text
            if channel == "letter":
                assert name in letter.text
            assert "<script>" not in html(letter)
            assert "<i>" not in html(letter)


TEXT = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(name=TEXT, number=TEXT, reason=TEXT)
def test_whatever_is_typed_the_letter_is_whole(name: str, number: str, reason: str) -> None:
    raw: dict[str, Any] = {
        "as_of": "2026-11-20",
        "creditor": {
            "name": name,
            "accounts": [{"currency": "CNY", "account_name": name, "bank": name, "number": "1"}],
        },
        "debtor": {"name": name},
        "claims": [
            {
                "number": number,
                "amount": "100.00",
                "due_date": "2026-09-01",
                "dispute": {"amount": "1.00", "reason": reason},
            }
        ],
    }
    if not name.strip() or not number.strip():
        return
    letter = write(build(raw), document="formal-notice", channel="letter")
    assert " ".join(name.split()) in " ".join(letter.text.split())
