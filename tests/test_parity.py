"""Chinese and English are one site: same pages, same ids, same headings, no text in one language only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCS = {"zh": ROOT / "docs", "en": ROOT / "docs" / "en"}
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
HEADING = re.compile(r"^(#{1,6}) +(.+?)(?: *\{ *#([A-Za-z0-9_-]+)[^}]*\})? *$", re.M)
MACRO = re.compile(r"\{\{ *(\w+)\((.*?)\) *\}\}")


def pages(language: str) -> dict[str, str]:
    """The Markdown of every page, by its path."""
    found = {
        path.relative_to(DOCS[language]).as_posix(): path.read_text("utf-8") for path in DOCS[language].rglob("*.md")
    }
    return {name: text for name, text in found.items() if not (language == "zh" and name.startswith("en/"))}


PAGES = {language: pages(language) for language in DOCS}
NAMES = sorted(set(PAGES["zh"]) | set(PAGES["en"]))


def front_matter(text: str) -> dict[str, Any]:
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    return yaml.safe_load(match[1]) if match else {}


def headings(text: str) -> list[tuple[str, str]]:
    """(`##`, id) of every heading outside of code; the id is empty if none is written."""
    body = FENCE.sub("", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S))
    return [(marks, name) for marks, _, name in HEADING.findall(body)]


def test_every_page_exists_in_both_languages() -> None:
    assert sorted(PAGES["zh"]) == sorted(PAGES["en"])


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_id_in_both_languages_and_its_own_description(name: str) -> None:
    zh, en = (front_matter(PAGES[language][name]) for language in DOCS)
    assert zh.get("id"), f"{name} has no id"
    assert zh["id"] == en.get("id")
    for part in ("title", "description"):
        assert zh.get(part), f"{name} has no Chinese {part}"
        assert en.get(part), f"{name} has no English {part}"


def test_no_two_pages_share_an_id() -> None:
    ids = [front_matter(text)["id"] for text in PAGES["zh"].values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_headings_have_the_same_levels_and_ids(name: str) -> None:
    zh, en = (headings(PAGES[language][name]) for language in DOCS)
    assert zh == en
    assert all(anchor for _, anchor in zh), f"{name}: every heading needs an id of its own, {{#like-this}}"


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_draw_the_same_records(name: str) -> None:
    def drawn(text: str) -> list[tuple[str, str]]:
        # Order and links' words may differ; which record is drawn may not.
        return sorted({(macro, re.sub(r", *text=.*", "", arguments)) for macro, arguments in MACRO.findall(text)})

    assert drawn(PAGES["zh"][name]) == drawn(PAGES["en"][name])


def test_the_navigation_is_the_same() -> None:
    def files(config: Path) -> list[str]:
        return re.findall(r"[\w/-]+\.md\b", config.read_text("utf-8").partition("\nnav:")[2])

    zh, en = files(ROOT / "mkdocs.yml"), files(ROOT / "config" / "mkdocs.en.yml")
    assert zh == en
    assert sorted(zh) == NAMES, "a page is not in the navigation"


def texts(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that holds a text by language, and where it stands."""
    if isinstance(value, dict):
        if {"zh", "en"} & set(value):
            yield path, value
        for key, part in value.items():
            yield from texts(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts(part, f"{path}[{number}]")


DATA = sorted([*(ROOT / "generator").rglob("*.toml"), *(ROOT / "publish" / "templates").glob("*.toml")])


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_text_of_the_data_is_there_in_both_languages(file: Path) -> None:
    found = list(texts(tomllib.loads(file.read_text("utf-8")), file.stem))
    wrong = [path for path, pair in found if bool(pair.get("zh")) != bool(pair.get("en"))]
    assert not wrong


def test_every_document_has_its_templates_in_both_languages() -> None:
    folder = ROOT / "generator" / "documents"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.j2")}
    alone = [
        name
        for name in names
        if re.sub(r"\.(zh|en)\.j2$", lambda m: f".{'en' if m[1] == 'zh' else 'zh'}.j2", name) not in names
    ]
    assert not alone
