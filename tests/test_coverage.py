"""Everything the sources teach stands on a page: each point of the inventory, and each of their contradictions.

`data/inventory-ids.txt` lists the points, `data/coverage/*.toml` says where each is taught: a page and the id of a heading
or card on it. A row here is a claim; these tests hold that the place exists in both languages and has something to read.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import generator

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
SITE = ROOT / "site"
LANGUAGES = {"zh": "", "en": "en"}
FILES = sorted((DATA / "coverage").glob("*.toml"))
TABLES = {"row", "contradiction"}
FENCE = re.compile(r"^(```|~~~).*?^\1", re.M | re.S)
HEADING = re.compile(r"^(#{1,6}) .*\{ *#([A-Za-z0-9_-]+)[^}]*\} *$", re.M)
WORD = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]+")
FEWEST_WORDS = 25


def inventory() -> dict[str, str]:
    """The flag of every point of the inventory, by its id."""
    lines = (DATA / "inventory-ids.txt").read_text("utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))  # type: ignore[misc]


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    """All rows of all coverage files, by the name of their table."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for file in FILES:
        for name, rows in tomllib.loads(file.read_text("utf-8")).items():
            found[name] += [{**row, "file": file.name} for row in rows]
    return found


def places() -> list[dict[str, Any]]:
    return [row for rows in told().values() for row in rows]


def label(row: dict[str, Any]) -> str:
    return f"{row['file']}: {row.get('id', row.get('number'))} → {row['page']}#{row['anchor']}"


@cache
def sections(language: str, page: str) -> dict[str, str]:
    """What stands under each heading of a page down to the next heading of its rank, by the heading's id."""
    path = ROOT / "docs" / LANGUAGES[language] / f"{page}.md"
    text = FENCE.sub("", path.read_text("utf-8")) if path.is_file() else ""
    found = {}
    heads = list(HEADING.finditer(text))
    for number, head in enumerate(heads):
        rest = (other.start() for other in heads[number + 1 :] if len(other[1]) <= len(head[1]))
        found[head[2]] = text[head.end() : next(rest, len(text))]
    return found | cards(language, page)


def cards(language: str, page: str) -> dict[str, str]:
    """The cards that a macro puts on a page, by their ids."""
    drawn = {"playbooks/excuses": generator.cards, "playbooks/countermeasures": generator.countermeasures}
    rows = drawn[page]() if page in drawn else []
    return {row["id"]: " ".join(part[language] for part in row.values() if isinstance(part, dict)) for row in rows}


def test_the_inventory_is_whole() -> None:
    flags = list(inventory().values())
    assert {flag: flags.count(flag) for flag in set(flags)} == {
        "OK": 423,
        "COND": 110,
        "OUT": 26,
        "OLD": 14,
        "NONE": 21,
        "LIST": 17,
        "GAP": 10,
    }


def test_coverage_files_hold_nothing_but_rows() -> None:
    for file in FILES:
        assert set(tomllib.loads(file.read_text("utf-8"))) <= TABLES, file.name


def test_every_point_of_the_sources_is_taught_somewhere() -> None:
    missing = set(inventory()) - {row["id"] for row in told()["row"]}
    assert not missing, f"{len(missing)} points without a page: {sorted(missing)}"


def test_nothing_is_mapped_that_is_not_in_the_inventory() -> None:
    unknown = [label(row) for row in told()["row"] if row["id"] not in inventory()]
    assert not unknown


def test_no_place_is_named_twice_for_the_same_point() -> None:
    names = [label(row).partition(": ")[2] for row in told()["row"]]
    assert not {name for name in names if names.count(name) > 1}


def test_each_of_the_33_contradictions_is_resolved_somewhere() -> None:
    assert {row["number"] for row in told()["contradiction"]} == set(range(1, 34))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_exists_in_the_text(language: str) -> None:
    lost = [label(row) for row in places() if row["anchor"] not in sections(language, row["page"])]
    assert not lost


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_something_to_read(language: str) -> None:
    empty = set()
    for row in places():
        words = WORD.findall(sections(language, row["page"]).get(row["anchor"], ""))
        if len(words) < FEWEST_WORDS:
            empty.add(f"{row['page']}#{row['anchor']}")
    assert not empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_can_be_reached_on_the_built_site(language: str) -> None:
    if not SITE.is_dir():
        pytest.skip("the site is not built")
    pages = {row["page"]: SITE / LANGUAGES[language] / row["page"] / "index.html" for row in places()}
    ids = {
        page: set(re.findall(r'\bid="([^"]+)"', file.read_text("utf-8"))) if file.is_file() else set()
        for page, file in pages.items()
    }
    lost = [label(row) for row in places() if row["anchor"] not in ids[row["page"]]]
    assert not lost


def test_what_is_out_of_date_or_out_of_bounds_stands_beside_today_s_way() -> None:
    """A section that shows such a point cites a rule, leads to another page, or says what to do instead."""
    bare = []
    for row in told()["row"]:
        if inventory().get(row["id"]) not in ("OUT", "OLD"):
            continue
        text = sections("zh", row["page"]).get(row["anchor"], "")
        if not re.search(r"law\(|换成|今天|合法|\]\(", text):
            bare.append(label(row))
    assert not bare
