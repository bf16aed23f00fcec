"""The form of the letter desk holds every place of a case, in both languages, and every word its scripts ask for."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import generator
from publish import desk_form

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts" / "letter-desk"
TEMPLATES = ROOT / "publish" / "templates"
WORDS = tomllib.loads((TEMPLATES / "letter-desk.toml").read_text(encoding="utf-8"))
PANELS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((TEMPLATES / "desk").glob("*.toml"))]
VOID = {"input", "path", "br", "meta", "link", "img"}


class Form(HTMLParser):
    """The elements that stand in the page from the start; what waits in templates is counted apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.templates = 0
        self._inside = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.templates += tag == "template" and not self._inside
        self._inside += tag == "template"
        if not self._inside:
            self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "template"

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="module", params=["zh", "en"])
def form(request: pytest.FixtureRequest) -> Form:
    return Form(desk_form.render(request.param))


def leaves(schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """The input names that the schema asks for, each list with one row."""
    for name, part in schema.get("properties", {}).items():
        inner = part.get("items", part)
        row = ".0" if "items" in part else ""
        if name != "fields":
            yield from leaves(inner, f"{path}{name}{row}.") if "properties" in inner else [f"{path}{name}"]


def test_every_place_of_a_case_has_its_input(form: Form) -> None:
    names = Counter(form.values("name"))
    assert [path for path in leaves(generator.case_schema()) if names[path] != 1] == []


def test_every_document_can_be_chosen_and_its_own_fields_filled_in(form: Form) -> None:
    offered = [
        attributes["value"] for tag, attributes in form.elements if tag == "option" and "data-channels" in attributes
    ]
    documents = generator.catalogue()
    assert offered == [document["id"] for document in documents]
    names = Counter(form.values("name"))
    wanted = Counter(f"fields.{field['id']}" for document in documents for field in document["fields"])
    assert {name: names[name] for name in wanted} == wanted


def test_ids_are_unique_and_every_reference_leads_to_one(form: Form) -> None:
    ids = Counter(form.values("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    referred = [
        one
        for name in ("for", "list", "form", "aria-describedby", "aria-controls", "aria-labelledby")
        for value in form.values(name)
        for one in value.split()
    ]
    assert [one for one in referred if one not in ids] == []


def test_every_input_has_a_label_and_keeps_nothing(form: Form) -> None:
    labelled = set(form.values("for"))
    inputs = [
        attributes
        for tag, attributes in form.elements
        if tag in ("input", "select", "textarea") and "name" in attributes
    ]
    assert [one["name"] for one in inputs if one["id"] not in labelled] == []
    assert [one["name"] for one in inputs if one["autocomplete"] != "off"] == []


def test_every_list_can_grow(form: Form) -> None:
    assert form.templates == len(form.values("data-rows"))


def test_nothing_inline_that_the_policy_would_refuse(form: Form) -> None:
    assert [
        name for _, attributes in form.elements for name in attributes if name == "style" or name.startswith("on")
    ] == []


def whens(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every place that has a meaning only under a condition: its path, the condition, the places beside it."""
    places = schema.get("properties", {})
    for name, part in places.items():
        if "x-when" in part:
            yield f"{path}{name}", part["x-when"], places
        yield from whens(part.get("items", part), f"{path}{name}.")


def test_a_condition_names_a_choice_beside_the_field_and_some_of_its_values() -> None:
    found = list(whens(generator.case_schema()))
    assert {"events.pay_on", "interest.multiplier"} <= {path for path, _, _ in found}
    for path, when, places in found:
        assert set(when["values"]) < set(places[when["path"]]["enum"]), path
        assert "x-when" not in places[when["path"]], path


def test_a_field_without_meaning_is_out_of_sight_from_the_start(form: Form) -> None:
    fields = {attributes["data-field"]: attributes for _, attributes in form.elements if "data-field" in attributes}
    names = set(form.values("name"))
    conditional = {name: one for name, one in fields.items() if "data-when" in one}
    assert "events.0.amount" in conditional
    assert {one["data-when"] for one in conditional.values()} <= names
    assert all("hidden" in one for one in conditional.values())  # no choice is such that they count before it is made
    assert not any("hidden" in one for name, one in fields.items() if name not in conditional)


def texts() -> Iterator[str]:
    """The scripts and templates of the desk."""
    for path in (*SCRIPTS.rglob("*.mjs"), *TEMPLATES.glob("letter-desk*.html"), *(TEMPLATES / "desk").glob("*.html")):
        yield path.read_text(encoding="utf-8")


def asked(pattern: str) -> set[str]:
    """What the scripts and templates of the desk ask for by name."""
    return {name for text in texts() for name in re.findall(pattern, text)}


def test_every_word_asked_for_is_there() -> None:
    assert asked(r'say\("(\w+)"') <= set(WORDS["live"]).union(*(panel["live"] for panel in PANELS))
    assert asked(r'label\("(\w+)"') <= {*WORDS, "event", "basis", "law"}


def test_no_word_is_left_over() -> None:
    text = "".join((*texts(), (ROOT / "publish" / "desk_form.py").read_text(encoding="utf-8")))
    words = [key for part in (WORDS, *PANELS) for key in (*part["static"], *part["live"])]
    assert [key for key in words if not re.search(rf"\b{key}\b", text)] == []


def test_every_word_is_said_in_both_languages() -> None:
    def pairs(value: Any) -> Iterator[dict[str, str]]:
        if isinstance(value, dict) and {"zh", "en"} & set(value):
            yield value
        elif isinstance(value, dict | list):
            for part in value.values() if isinstance(value, dict) else value:
                yield from pairs(part)

    for pair in pairs([WORDS, *PANELS]):
        assert set(pair) == {"zh", "en"}
        assert sorted(re.findall(r"\{\w+\}", pair["zh"])) == sorted(re.findall(r"\{\w+\}", pair["en"]))
