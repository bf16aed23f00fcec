"""The case schema as the form shows it: a tree of fields, objects of fields, and rows of objects, in one language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import generator
from publish.spoken import spoken


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select; options of one `group` stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One place of the case: a `field`, an `object` of fields, or `rows` of objects.

    `path` is the input's name; `#` stands for the number of a row. `full` is the label after those of the objects
    around it. `parts` are the places inside an object or inside each of the rows.
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
    each: str = ""  # what one of the rows is called
    when: str = ""  # the field beside it that decides whether this one has a meaning, with one of `values`
    values: tuple[str, ...] = ()
    asked: str = ""  # JSON: true, or the fields beside it that ask for it by some value
    idle: bool = False  # it has none as long as nothing is chosen there
    mark: str = ""  # sets apart the ids of two documents' fields that have the same path
    parts: tuple[Node, ...] = ()


def tree(language: str) -> dict[str, Node]:
    """The first level of the case by its keys."""
    return {node.path: node for node in _parts(generator.case_schema(), language)}


def document_fields(document: dict[str, Any], language: str) -> list[Node]:
    """The further fields that one document of the catalogue asks for."""
    return [
        Node(
            kind="field",
            path=f"fields.{field['id']}",
            label=field["label"],
            full=field["label"],
            help=field.get("help", ""),
            widget=field.get("type", "text"),
            required=field.get("required", False),
            asked=_asked(field),
            choices=tuple(Choice(choice["id"], choice["label"]) for choice in _labelled(field, language)),
            mark=f"{document['id']}.",
        )
        for field in spoken(document.get("fields", []), language)
    ]


def _asked(field: dict[str, Any]) -> str:
    """When a document's field must be filled; a field that something else of the case can fill is never marked."""
    if field.get("fill"):
        return ""
    asked = field.get("required") or field.get("required_if")
    return json.dumps(asked) if asked else ""


def halves(parts: Iterable[Node], *, optional: bool = False) -> tuple[list[Node], list[Node]]:
    """What is shown at once and what stands behind a fold; an object with something of both stands in both.

    Args:
        parts: places that stand together.
        optional: they belong to an object that may be left out, so that nothing in it is needed from the start.
    """
    first: list[Node] = []
    rest: list[Node] = []
    for node in parts:
        if node.kind == "object":
            inner, outer = halves(node.parts, optional=not node.required)
            first += [replace(node, parts=tuple(inner))] if inner else []
            rest += [replace(node, parts=tuple(outer))] if outer else []
        elif node.essential or (node.required and not optional):
            first.append(node)
        else:
            rest.append(node)
    return first, rest


def _parts(schema: dict[str, Any], language: str, *, path: str = "", above: tuple[str, ...] = ()) -> Iterator[Node]:
    places = schema.get("properties", {})
    for name, part in places.items():
        required = name in schema.get("required", ())
        node = _node(part, language, path=f"{path}{name}", above=above, required=required)
        yield _under(node, part["x-when"], places, within=path) if "x-when" in part else node


def _under(node: Node, when: dict[str, Any], places: dict[str, Any], *, within: str) -> Node:
    """The field as one that has a meaning only where the field beside it, `path`, has one of `values`."""
    idle = places[when["path"]].get("default", "") not in when["values"]
    return replace(node, when=f"{within}{when['path']}", values=tuple(when["values"]), idle=idle)


def _node(schema: dict[str, Any], language: str, *, path: str, above: tuple[str, ...], required: bool) -> Node:
    node = _bare(schema, language, path=path, above=above, required=required)
    within = (*above, node.label)
    if node.kind == "object":
        return replace(node, parts=tuple(_parts(schema, language, path=f"{path}.", above=within)))
    if node.kind == "rows":
        item = schema["items"]
        within = within if "." in path else ()  # rows of the first level are told apart by their number
        parts = tuple(_parts(item, language, path=f"{path}.#.", above=within))
        return replace(node, each=item["x-label"][language], parts=parts)
    if path == "excuse":  # its help explains the ids of the cards, which nobody has to know here
        return replace(node, choices=_cards(language), help="")
    return node


def _bare(schema: dict[str, Any], language: str, *, path: str, above: tuple[str, ...], required: bool) -> Node:
    label = schema["x-label"][language]
    return Node(
        kind={"object": "object", "array": "rows"}.get(schema["type"], "field"),
        path=path,
        label=label,
        full=" · ".join((*above, label)),
        help=spoken(schema.get("x-help", ""), language),
        type=schema["type"],
        widget=schema.get("x-widget", "text"),
        required=required,
        essential=schema.get("x-essential", False),
        default=_plain(schema.get("default", "")),
        least=schema.get("minItems", 0),
        limit=schema.get("maxLength", 200),
        inputmode=schema.get("x-inputmode", ""),
        suggest=tuple(spoken(schema.get("x-suggest", ()), language)),
        choices=tuple(_choices(schema, language)),
    )


def _plain(value: object) -> str:
    return {True: "true", False: ""}[value] if isinstance(value, bool) else str(value)


def _choices(schema: dict[str, Any], language: str) -> Iterator[Choice]:
    labels = schema.get("x-enum-labels", {})
    for value in map(str, schema.get("enum", ())):
        yield Choice(value, labels[value][language] if value in labels else value)


def _labelled(field: dict[str, Any], language: str) -> Iterator[dict[str, str]]:
    for choice in field.get("choices", ()):
        yield {"id": choice["id"], "label": choice[language]}


def _cards(language: str) -> tuple[Choice, ...]:
    """The excuse cards by their groups: data of their own, not of the schema."""
    groups = {group["id"]: group["title"][language] for group in generator.card_groups()}
    return tuple(Choice(card["id"], card["says"][language], groups[card["group"]]) for card in generator.cards())
