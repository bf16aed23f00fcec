"""The letter desk's form as HTML, drawn from the case schema and the catalogue when the site is built.

The form is usable before any Python is loaded, and a new field or document appears in it without JavaScript.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import generator
from publish.spoken import spoken

HERE = Path(__file__).parent / "templates"
SAMPLES = Path(__file__).parent.parent / "tests" / "cases" / "samples"
EXAMPLES = {"zh": "one-invoice.json", "en": "one-invoice-en.json"}
MORE_NAMED = 4  # how many labels the line "More: …" names


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select; options of one `group` stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the case as the form shows it: a field, an object of fields, or rows of objects.

    `path` is the input's name; `#` stands for the number of a row. `full` is the label after those of the objects
    around it.
    """

    kind: str
    path: str
    label: str
    full: str
    help: str = ""
    type: str = "string"
    widget: str = "text"
    required: bool = False
    essential: bool = False
    default: str = ""
    least: int = 0
    limit: int = 200
    inputmode: str = ""
    suggest: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    mark: str = ""  # sets apart the ids of two documents' fields that have the same path
    parts: tuple[Node, ...] = ()


def render(language: str) -> str:
    """The whole desk, one element, in `zh` or `en`.

    Raises:
        KeyError: the schema or the words lack this language.
    """
    words = spoken(tomllib.loads((HERE / "letter-desk.toml").read_text("utf-8")), language)
    tree = {node.path: node for node in _parts(generator.case_schema(), language)}
    documents = generator.catalogue()
    laws = {name: rule["cite"][language] for name, rule in generator.laws().items()}
    html = _environment().get_template("letter-desk.html").render(
        language=language,
        words=words["static"] | words["live"] | {"channel": words["channel"]},
        sections=list(_sections(words, tree)),
        beside=[tree[path] for path in words["beside"]["paths"]],
        documents=[spoken(document, language) for document in documents],
        fields={document["id"]: _document_fields(document, language) for document in documents},
        live=json.dumps(_live(words, tree) | {"law": laws}, ensure_ascii=False),
        example=json.dumps(json.loads((SAMPLES / EXAMPLES[language]).read_text("utf-8")), ensure_ascii=False),
    )
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["split"] = _split
    made.filters["summary"] = _summary
    made.filters["runs"] = _runs
    return made


def _parts(schema: dict[str, Any], language: str, *, path: str = "", above: tuple[str, ...] = ()) -> Iterator[Node]:
    for name, part in schema.get("properties", {}).items():
        yield _node(
            spoken(part, language),
            language,
            path=f"{path}{name}",
            above=above,
            required=name in schema.get("required", ()),
        )


def _node(schema: dict[str, Any], language: str, *, path: str, above: tuple[str, ...], required: bool) -> Node:
    label = schema["x-label"]
    node = Node(
        kind={"object": "object", "array": "rows"}.get(schema["type"], "field"),
        path=path,
        label=label,
        full=" · ".join((*above, label)),
        help=schema.get("x-help", ""),
        type="decimal" if schema.get("format") == "decimal" else schema["type"],
        widget=schema.get("x-widget", "text"),
        required=required,
        essential=schema.get("x-essential", False),
        default=_plain(schema.get("default", "")),
        least=schema.get("minItems", 0),
        limit=schema.get("maxLength", 200),
        inputmode=schema.get("x-inputmode", ""),
        suggest=tuple(schema.get("x-suggest", ())),
        choices=tuple(_choices(schema, path, language)),
    )
    within = (*above, label) if "." in path else ()  # the section's title says the rest
    if node.kind == "object":
        return replace(node, parts=tuple(_parts(schema, language, path=f"{path}.", above=within)))
    if node.kind == "rows":
        return replace(node, parts=tuple(_parts(schema["items"], language, path=f"{path}.#.", above=within)))
    return node


def _plain(value: object) -> str:
    return {True: "true", False: ""}[value] if isinstance(value, bool) else str(value)


def _choices(schema: dict[str, Any], path: str, language: str) -> Iterator[Choice]:
    labels = schema.get("x-enum-labels", {})
    for value in schema.get("enum", ()):
        yield Choice(str(value), labels.get(str(value), str(value)))
    if path == "excuse":  # the cards are data of their own, not of the schema
        groups = {group["id"]: group["title"][language] for group in generator.card_groups()}
        for card in generator.cards():
            yield Choice(card["id"], card["says"][language], groups[card["group"]])


def _document_fields(document: dict[str, Any], language: str) -> list[Node]:
    return [
        Node(
            kind="field",
            path=f"fields.{field['id']}",
            label=field["label"],
            full=field["label"],
            help=field.get("help", ""),
            widget=field.get("type", "text"),
            mark=f"{document['id']}.",
            required=field.get("required", False),
            choices=tuple(Choice(choice["id"], choice[language]) for choice in field.get("choices", ())),
        )
        for field in spoken(document.get("fields", []), language)
    ]


def _sections(words: dict[str, Any], tree: dict[str, Node]) -> Iterator[dict[str, Any]]:
    """The sections of the form with their nodes; an object's fields stand in the section itself."""
    named = [path for section in words["section"] for path in section["paths"]]
    aside = {*named, *words["beside"]["paths"], "fields"}
    late = [path for path in tree if path not in aside]
    for section in words["section"]:
        last = section is words["section"][-1]
        nodes = [tree[path] for path in section["paths"] + (late if last else [])]
        flat = [part for node in nodes for part in (node.parts if node.kind == "object" else (node,))]
        shown = [replace(node, essential=True) if node.path in section.get("shown", ()) else node for node in flat]
        kept = [node.path for node in nodes if node.kind == "object" and node.required]
        yield {**section, "parts": shown, "kept": kept}


def _split(parts: Iterable[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """What is shown at once, the rows that open by themselves, and the rest behind "More"."""
    first, rest = _halves(parts, optional=False)
    return first, [node for node in rest if node.kind == "rows"], [node for node in rest if node.kind != "rows"]


def _halves(parts: Iterable[Node], *, optional: bool) -> tuple[list[Node], list[Node]]:
    first: list[Node] = []
    rest: list[Node] = []
    for node in parts:
        if node.kind == "object":
            inner, outer = _halves(node.parts, optional=not node.required)
            first += [replace(node, parts=tuple(inner))] if inner else []
            rest += [replace(node, parts=tuple(outer))] if outer else []
        elif node.essential or (node.required and not optional):
            first.append(node)
        else:
            rest.append(node)
    return first, rest


def _runs(choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """The choices group by group, in the order in which they come."""
    return [(group, list(run)) for group, run in groupby(choices, key=lambda choice: choice.group)]


def _summary(nodes: list[Node], words: dict[str, str]) -> str:
    """“More: address, phone …”: what stands behind a fold, so that nobody opens it in vain."""
    labels = list(dict.fromkeys(node.label for node in nodes))
    named = words["list_comma"].join(labels[:MORE_NAMED])
    return words["more"] + named + (words["and_so_on"] if len(labels) > MORE_NAMED else "")


def _live(words: dict[str, Any], tree: dict[str, Node]) -> dict[str, Any]:
    """The words that the scripts need, with the labels of the choices that the figures name."""
    kept = {key: words[key] for key in ("live", "channel", "bucket", "status", "failure")}
    fields: Callable[[str], Node] = {part.path: part for node in tree.values() for part in node.parts}.__getitem__
    named = {"event": "events.#.type", "basis": "interest.basis"}
    return kept | {key: {choice.value: choice.label for choice in fields(path).choices} for key, path in named.items()}

