"""The letter desk's form as HTML, drawn from the case schema and the catalogue when the site is built.

The form is usable before any Python is loaded, and a new field or document appears in it without JavaScript.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import generator
from publish.desk_tree import Choice, Node, document_fields, halves, tree
from publish.spoken import spoken

HERE = Path(__file__).parent / "templates"
SAMPLES = Path(__file__).parent.parent / "tests" / "cases" / "samples"
EXAMPLES = {"zh": "one-invoice.json", "en": "one-invoice-en.json"}
NUMBER = "<span data-number></span>"  # where a row says which it is
MORE_NAMED = 4  # how many labels the line "More: …" names


def render(language: str) -> str:
    """The whole desk, one element, in `zh` or `en`.

    Raises:
        KeyError: the schema, the catalogue or the words lack this language.
    """
    words = spoken(tomllib.loads((HERE / "letter-desk.toml").read_text("utf-8")), language)
    panels = list(_panels(language))
    nodes = tree(language)
    documents = generator.catalogue()
    page = {
        "language": language,
        "words": words["static"] | words["live"] | {"channel": words["channel"]},
        "sections": list(_sections(words, nodes)),
        "beside": list(_beside(words, nodes, language)),
        "documents": spoken(documents, language),
        "ladder": {stage["document"] for stage in generator.ladder()},
        "fields": {document["id"]: document_fields(document, language) for document in documents},
        "panels": panels,
        "live": json.dumps(_live(words, panels, nodes, language), ensure_ascii=False),
        "example": json.dumps(json.loads((SAMPLES / EXAMPLES[language]).read_text("utf-8")), ensure_ascii=False),
        "example_document": words["example"]["document"],
    }
    html = _environment().get_template("letter-desk.html").render(page)
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters.update(split=_split, summary=_summary, runs=_runs, first_row=_first_row)
    return made


def _sections(words: dict[str, Any], nodes: dict[str, Node]) -> Iterator[dict[str, Any]]:
    """The sections of the form; the fields of a section's first object stand in the section itself."""
    named = {path for section in words["section"] for path in section["paths"]}
    late = [path for path in nodes if path not in {*named, *words["beside"]["paths"], "fields"}]
    for section in words["section"]:
        paths = section["paths"] + (late if section is words["section"][-1] else [])
        own = nodes[paths[0]]
        placed = [*(own.parts if own.kind == "object" else (own,)), *(nodes[path] for path in paths[1:])]
        shown = section.get("shown", ())
        yield {
            **section,
            "parts": [replace(node, essential=True) if node.path in shown else node for node in placed],
            "kept": [path for path in paths if nodes[path].kind == "object" and nodes[path].required],
        }


def _beside(words: dict[str, Any], nodes: dict[str, Node], language: str) -> Iterator[Node]:
    """The fields above the letter; a page proposes letters in its own language."""
    for path in words["beside"]["paths"]:
        yield replace(nodes[path], default=language) if path == "language" else nodes[path]


def _split(parts: Iterable[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """What is shown at once, the rows that unfold by themselves, and the rest behind "More"."""
    first, rest = halves(parts)
    return first, [node for node in rest if node.kind == "rows"], [node for node in rest if node.kind != "rows"]


def _runs(choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """The choices group by group, in the order in which they come."""
    return [(group, list(run)) for group, run in groupby(choices, key=lambda choice: choice.group)]


def _first_row(html: Markup, path: str) -> Markup:
    """The row that stands in the form from the start, made from the one in its template."""
    numbered = str(html).replace(f"{path}.#.", f"{path}.0.").replace(NUMBER, NUMBER.replace("><", ">1<"))
    return Markup(numbered)  # escaped when the template made it


def _summary(nodes: list[Node], words: dict[str, str]) -> str:
    """“More: address, phone …”: what stands behind a fold, so that nobody opens it in vain."""
    labels = list(dict.fromkeys(node.label for node in nodes))
    named = words["list_comma"].join(labels[:MORE_NAMED])
    return words["more"] + named + (words["and_so_on"] if len(labels) > MORE_NAMED else "")


def _panels(language: str) -> Iterator[dict[str, Any]]:
    """The rooms of the desk: `slot` says where one stands, `static` holds its words, `live` those of its script."""
    found = [spoken(tomllib.loads(file.read_text("utf-8")), language) for file in (HERE / "desk").glob("*.toml")]
    for panel in sorted(found, key=lambda panel: (panel["slot"], panel["order"])):
        yield {**panel, "template": f"desk/{panel['name']}.html"}


def _live(words: dict[str, Any], panels: list[dict[str, Any]], nodes: dict[str, Node], language: str) -> dict[str, Any]:
    """The words that the scripts need: their own, the labels that the figures name, and the citations of rules."""
    kept = {key: words[key] for key in ("live", "channel", "severity", "bucket", "status", "failure")}
    kept["live"] = dict(words["live"])
    for panel in panels:
        twice = kept["live"].keys() & panel["live"].keys()
        if twice:
            raise KeyError(f"the panel {panel['name']} uses words that another part has: {sorted(twice)}")
        kept["live"] |= panel["live"]
    fields = {part.path: part for node in nodes.values() for part in node.parts}
    labels = {
        key: {choice.value: choice.label for choice in fields[path].choices}
        for key, path in (("event", "events.#.type"), ("basis", "interest.basis"))
    }
    return kept | labels | {"law": {name: rule["cite"][language] for name, rule in generator.laws().items()}}
