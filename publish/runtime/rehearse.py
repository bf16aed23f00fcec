"""Runs inside Pyodide at build time: everything the engine is ever asked.

So we catch what it compiles on the way, methods of dataclasses and templates of letters, and see what modules it loads;
those of a first letter in a second run, where all that was caught need not be compiled any more.
"""

import importlib
import json
import marshal
import sys
import traceback
from collections.abc import Iterable
from types import CodeType
from typing import Any

import huikuan_modules
import sitecustomize
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOUNTS = ("/lib/python314.zip/", "/lib/huikuan.zip/")
templates: dict[str, CodeType] = {}


def record_templates() -> None:
    """Catch the code of every template by name; those made from a string have none."""
    compiled = Environment.compile

    def recording(self: Environment, source: str, name: str | None = None, *rest: object) -> CodeType:
        code = compiled(self, source, name, *rest)
        if name and not self.autoescape:
            templates[name] = code
        return code

    Environment.compile = recording


def ask(op: str, value: object) -> dict:
    """Ask the engine as the worker does."""
    return json.loads(importlib.import_module("generator.bridge").call(op, json.dumps(value)))


def write_first(samples: list[dict]) -> int:
    """Write the letters that the engine itself advises, as a page does first; return how many there were.

    Cases with an excuse wait: their texts need all the excuse cards, the biggest table.
    """
    orders = [{"case": case, "document": "auto", "channel": "letter"} for case in samples if "excuse" not in case]
    both = [{**order, "language": lang, "ui": lang} for order in orders for lang in ("zh", "en")]
    return sum(ask("compose", order)["ok"] for order in both)


def write_everything(samples: list[dict]) -> None:
    """Write every sample case as every document, channel and language."""
    for case in samples:
        for document in ask("catalogue", {})["value"]:
            for channel in document["channels"]:
                for language in document["languages"]:
                    order = {"document": document["id"], "channel": channel, "language": language, "ui": language}
                    ask("compose", {"case": case, **order})


def read_lists(tables: dict[str, str]) -> None:
    """Read these tables, name → base64, and plan what they hold."""
    for name, data in tables.items():
        for ui in ("zh", "en"):
            read = ask("import", {"name": name, "base64": data, "ui": ui})
            ask("plan", {"cases": read["value"]["cases"], "as_of": "2026-11-22", "ui": ui})


def furnish_desk(case: dict) -> None:
    """Ask what the rooms of the letter desk ask beside letters."""
    order = {"case": case, "template": "{% for row in claims %}{{ row.due_date|date }}{% endfor %}"}
    for op in ("own", "places", "cards", "ladder"):
        ask(op, order)
    ask("cards", {"case": case, "id": "a1"})
    for op in ("inspect", "sms"):
        ask(op, {"text": "x"})
    ask("limitation", {"due_date": "2026-01-31", "as_of": "2026-11-22"})


def go_wrong() -> None:
    """Make every kind of mistake: hostile input, no JSON at all, a template that does not parse or lacks a name."""
    for ui in ("zh", "en"):
        for case in ({}, {"claims": [{"amount": 1.5, "due_date": "2026-02-30"}], "as_of": "x"}, "no case", []):
            ask("compose", {"case": case, "document": "demand-1", "channel": "letter", "ui": ui})
    for text in ("", "{", '"' + "{{ 7 }}" * 9 + '"'):
        importlib.import_module("generator.bridge").call("compose", text)
    for amount in ("186400.00", "12,00x"):
        ask("rmb", {"amount": amount})
    ask("import", {"name": "no-table.pdf", "base64": "JVBERi0xLjf/gIH+/wA="})  # tried in every encoding
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    for source in ("{% if %}", "{{ missing }}", "{{ ''.__class__ }}"):
        try:
            environment.from_string(source).render()
        except Exception as error:
            traceback.format_exception(error)


def files(names: Iterable[str]) -> list[str]:
    """The files, relative to their zip, of these modules."""
    places = [getattr(sys.modules.get(name), "__file__", None) or "" for name in names]
    return sorted(place[len(mount) :] for place in places for mount in MOUNTS if place.startswith(mount))


def loaded() -> list[str]:
    """The files of all modules loaded up to now."""
    return files(list(sys.modules))


def hand_out(case: dict) -> None:
    """Make every kind of file: a letter as it is and as edited, a hand-over pack, the folders of a list."""
    order = {"case": case, "document": "auto"}
    for kind in ("docx", "html", "eml", "ics", "text", "mailto", "fragment"):
        if not ask("export", {**order, "format": kind})["ok"]:
            raise AssertionError(f"no {kind} could be made from the first sample case")
    ask("export", {**order, "format": "docx", "text": "x"})
    ask("pack", {"case": case})
    day = {"as_of": "2026-11-22", "document": "statement"}
    ask("folders", {"debtors": ["x", "x"]})
    ask("folders", {"cases": [case], "folders": ["x"], **day})
    ask("folders", {"rows": [["x"]], "hashes": {"x": "x"}, **day})


def rehearse(samples: str) -> str:
    """Return as JSON the files that all letters load, and workbooks beside them, and the code caught, in hex."""
    cases, tables = (json.loads(samples)[name] for name in ("cases", "tables"))
    record_templates()
    write_first(cases)
    known = _known()
    go_wrong()
    write_everything(cases)
    read_lists({name: data for name, data in tables.items() if not name.endswith(".xlsx")})
    furnish_desk(cases[0])
    hand_out(cases[0])
    ask("schema", {})
    further = loaded()
    read_lists(tables)
    more = {key: made for key, made in _known()["patterns"].items() if key not in known["patterns"]}
    codes = {"known": _hex(known), "more": _hex(more), "templates": _by_folder(templates)}
    return json.dumps({"loaded": further, "workbooks": loaded(), **codes})


def rehearse_first(samples: str) -> str:
    """Return as JSON the files that a first letter loads; of these, the ones that we are asked for up to our start."""
    if not write_first(json.loads(samples)["cases"]):
        raise AssertionError("not one text could be written from the sample cases")
    importlib.invalidate_caches()  # loads importlib.metadata, without which Pyodide cannot
    asked = [name for name in globals()["start"] if name not in huikuan_modules.before]
    return json.dumps({"start": files(asked), "first": loaded()})


def _known() -> dict[str, dict]:
    """What sitecustomize has learned, in an order that does not hang on the order of events."""
    patterns = {key: made for key, made in sitecustomize.patterns.items() if isinstance(key[0], (str, bytes))}
    return {"methods": _sorted(sitecustomize.methods), "patterns": _sorted(patterns)}


def _sorted(values: dict) -> dict:
    return {key: values[key] for key in sorted(values, key=repr)}


def _by_folder(codes: dict[str, CodeType]) -> dict[str, str]:
    """Document → its templates' code: a letter loads that of its own document only."""
    folders = sorted({name.partition("/")[0] for name in codes})
    return {folder: _hex({name: codes[name] for name in codes if name.startswith(f"{folder}/")}) for folder in folders}


def _hex(values: dict[str, Any]) -> str:
    """The values marshalled; read and written once more, so that the bytes do not tell who else held one."""
    once = marshal.loads(marshal.dumps(_sorted(values)))
    return marshal.dumps(once).hex()
