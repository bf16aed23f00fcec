"""Runs inside Pyodide at build time: everything the engine is ever asked, so that we see which modules it loads."""

import contextlib
import importlib
import json
import sys
import traceback

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator import bridge

MOUNTS = ("/lib/python314.zip/", "/lib/huikuan.zip/")


def ask(op: str, value: object) -> dict:
    """Ask the engine as the worker does."""
    return json.loads(bridge.call(op, json.dumps(value)))


def write_everything(samples: list[dict]) -> int:
    """Write every sample case as every document, channel, language and tone; return how many texts there were."""
    texts = 0
    for case in samples:
        for document in ask("catalogue", {})["value"]:
            for channel in document["channels"]:
                for language in document["languages"]:
                    order = {"document": document["id"], "channel": channel, "language": language, "ui": language}
                    texts += ask("compose", {"case": case, **order})["ok"]
    return texts


def go_wrong(samples: list[dict]) -> None:
    """Make every kind of mistake: hostile input, no JSON at all, a template that does not parse or lacks a name."""
    for ui in ("zh", "en"):
        for case in ({}, {"claims": [{"amount": 1.5, "due_date": "2026-02-30"}], "as_of": "x"}, "no case", []):
            ask("compose", {"case": case, "document": "demand-1", "channel": "letter", "ui": ui})
    for text in ("", "{", '"' + "{{ 7 }}" * 9 + '"'):
        bridge.call("compose", text)
    bridge.call("no-such-op", "{}")
    for amount in ("186400.00", "12,00x"):
        ask("rmb", {"amount": amount})
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    for source in ("{% if %}", "{{ missing }}", "{{ ''.__class__ }}"):
        try:
            environment.from_string(source).render()
        except Exception as error:
            traceback.format_exception(error)


def rehearse(samples: str) -> list[str]:
    """Return the files, relative to their zip, of all modules that were loaded."""
    cases = json.loads(samples)
    if not write_everything(cases):
        raise AssertionError("not one text could be written from the sample cases")
    with contextlib.suppress(Exception):
        ask("schema", {})
    go_wrong(cases)
    importlib.invalidate_caches()  # loads importlib.metadata, without which Pyodide cannot
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return sorted(file[len(mount) :] for file in files for mount in MOUNTS if file.startswith(mount))
