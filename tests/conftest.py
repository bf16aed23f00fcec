"""What many tests share: the sample cases, with an example in every field that a document asks for."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from generator import build
from generator.catalogue import Document
from generator.model import Case, Language

SAMPLES = Path(__file__).parent / "cases" / "samples"
STAND_INS = {"date": "2026-12-04", "money": "40000.00", "integer": "3"}

settings.register_profile("huikuan", deadline=None)  # the machines that run this are shared
settings.load_profile("huikuan")


@cache
def sample(name: str, language: Language) -> Case:
    """A sample case; its English twin where there is one."""
    twin = SAMPLES / f"{name}-en.json"
    path = twin if language == "en" and twin.exists() else SAMPLES / f"{name}.json"
    return build(json.loads(path.read_text(encoding="utf-8")))


def _filled(document: Document, language: Language) -> Case:
    given = {}
    for part in document.fields:
        choice = part.choices[0]["id"] if part.choices else ""
        plain = STAND_INS.get(part.type) or choice or part.label[language]
        given[part.id] = part.example.get(language, plain)
    return replace(sample(document.sample, language), fields=given)


@pytest.fixture(scope="session")
def filled() -> Callable[[Document, Language], Case]:
    """The sample case of a document, an example in each of its own fields."""
    return _filled
