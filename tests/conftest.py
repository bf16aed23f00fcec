"""What many tests share: the sample cases, with an example in every field that a document asks for."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from generator import build, tables
from generator.catalogue import Document
from generator.model import Case, Language

CASES = Path(__file__).parent / "cases"
FOLDERS = (CASES / "letters", CASES / "samples")  # those that only letters are read from, and those that travel

settings.register_profile("huikuan", deadline=None)  # the machines that run this are shared
settings.load_profile("huikuan")


@cache
def sample(name: str, language: Language) -> Case:
    """A sample case; its English twin where there is one."""
    names = (f"{name}-en.json", f"{name}.json") if language == "en" else (f"{name}.json",)
    path = next(path for file in names for folder in FOLDERS if (path := folder / file).exists())
    return build(json.loads(path.read_text(encoding="utf-8")))


def _filled(document: Document, language: Language) -> Case:
    filed = f"{document.id}/paper.j2" in tables.templates()  # the paper itself is Chinese in both languages
    language = "zh" if filed else language
    given = {}
    for part in document.fields:
        choice = part.choices[0]["id"] if part.choices else ""
        plain = choice or (part.label[language] if part.type in ("text", "long") else "")
        given[part.id] = part.example.get(language, plain)
    return replace(sample(document.sample, language), fields=given)


@pytest.fixture(scope="session")
def filled() -> Callable[[Document, Language], Case]:
    """The sample case of a document, an example in each of its own fields."""
    return _filled
