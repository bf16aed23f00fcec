"""Files that a page hands to its user: one letter, a hand-over pack, the folders of a whole list, chunk by chunk.

What stands in them is byte for byte what the command line writes from the same case.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import api, edited, file_names, files, letter_folders, letters, pack, tables
from generator.errors import CaseError, Problem
from generator.letters import Letter
from generator.model import LANGUAGES, TONES, Case, Language

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html;charset=utf-8",
    "eml": "message/rfc822",
    "ics": "text/calendar;charset=utf-8",
    "text": "text/plain;charset=utf-8",
    "zip": "application/zip",
}
_LONGEST_TEXT = 100_000  # characters of an edited letter
_MOST_AT_ONCE = 200  # debtors in one call


@dataclass(frozen=True, slots=True)
class _Written:
    """A letter with its case; `note` is what a file says of itself where the text was edited."""

    letter: Letter
    case: Case
    note: str


def letter(asked: dict[str, Any], *, as_of: date | None) -> dict[str, Any]:
    """One letter as a file.

    Args:
        asked: `case`, `document`, `channel`, `language`, `tone`; `format` (docx, html, eml, ics, text, or mailto and
            fragment, which are no files); optionally the `text` as edited.
        as_of: the day to write for.

    Returns:
        `name`, `type` and `base64`; for mailto `address`, `short` (without the body) and `body`; for fragment `html`.

    Raises:
        CaseError: no such format, or the case cannot be read.
        Refusal: the letter may not be written.
    """
    kind = str(asked.get("format"))
    if kind not in (*_TYPES, "mailto", "fragment") or kind == "zip":
        raise CaseError([Problem("format", "not-in-list", {"value": kind[:40], "expected": ", ".join(_TYPES)})])
    made = _written(asked, as_of)
    if kind == "fragment":
        return {"html": api.fragment(made.letter)}
    if kind == "mailto":
        return _mail_address(made)
    title = _title(made, calendar=kind == "ics")
    name = file_names.named(made.case.as_of, made.case.debtor.name, title, "txt" if kind == "text" else kind)
    return _file(name, kind, _content(made, kind))


def hand_over(asked: dict[str, Any], *, as_of: date | None) -> dict[str, Any]:
    """The hand-over pack of a case as a file; `language` is that of its papers.

    Returns:
        As for a letter, and `left_out`: the titles of the papers that could not be written.

    Raises:
        Refusal: none of its papers can be written.
    """
    case = api.build(asked.get("case"), as_of=as_of)
    language: Language = asked["language"] if asked.get("language") in LANGUAGES else case.language
    assessed = api.assess(case)
    content = pack.pack(assessed, language=language)
    name = file_names.named(case.as_of, case.debtor.name, tables.table("export")["pack"][language], "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {row["part"] for row in json.loads(archive.read("manifest.json"))["left_out"]}
    missing = [row["document"] for row in tables.table("pack")["part"] if row["name"] in parts]
    known = {**letters.titles(), "auto": letters.titles()[assessed.next.document]}
    return {**_file(name, "zip", content), "left_out": [known[document][language] for document in missing]}


def folders(asked: dict[str, Any], *, as_of: date | None, language: Language) -> dict[str, Any]:
    """One of three steps to the folders of a list: their names; the files of some debtors; index and manifest.

    Args:
        asked: `debtors` (all names) → `folders`; or `cases` and `folders` (some, side by side) with `document` →
            `files` (`name`, `base64`), `rows` and `hashes`; or `rows` and `hashes` (all) → `files`.
        as_of: the day to write for; it has to be named.
        language: of texts and reasons.
    """
    if isinstance(asked.get("debtors"), list):
        return {"folders": list(file_names.folders(str(name) for name in asked["debtors"]))}
    if as_of is None:
        raise CaseError([Problem("as_of", "missing", {"expected": "expected-date"})])
    order = letter_folders.Order(as_of, str(asked.get("document") or "auto"), language)
    if isinstance(asked.get("cases"), list):
        return _some(asked["cases"], list(asked.get("folders") or ()), order)
    rows = [tuple(str(cell) for cell in row) for row in asked.get("rows") or ()]
    hashes = {str(path): str(code) for path, code in dict(asked.get("hashes") or {}).items()}
    return {
        "files": [
            {"name": "index.csv", "base64": _coded(letter_folders.index(rows))},
            {"name": "manifest.json", "base64": _coded(letter_folders.manifest(hashes, order))},
        ]
    }


def _some(raws: list[Any], names: list[Any], order: letter_folders.Order) -> dict[str, Any]:
    if len(raws) != len(names) or len(raws) > _MOST_AT_ONCE or not all(isinstance(raw, dict) for raw in raws):
        raise CaseError([Problem("cases", "wrong-type", {"value": str(len(raws)), "expected": "expected-array"})])
    made = [letter_folders.make(raw, str(name), order) for raw, name in zip(raws, names, strict=True)]
    return {
        "files": [{"name": path, "base64": _coded(data)} for _, files in made for path, data in files.items()],
        "rows": [letter_folders.row(done, order.language) for done, _ in made],
        "hashes": {path: code for done, _ in made for path, code in done.hashes.items()},
    }


def _written(asked: dict[str, Any], as_of: date | None) -> _Written:
    case = api.build(asked.get("case"), as_of=as_of)
    written = api.write(
        case,
        document=str(asked.get("document") or "auto"),
        channel=asked.get("channel") or None,
        language=asked["language"] if asked.get("language") in LANGUAGES else case.language,
        tone=asked["tone"] if asked.get("tone") in TONES else case.tone,
    )
    text = asked.get("text")
    if not isinstance(text, str) or not text.strip():
        return _Written(written, case, "")
    if len(text) > _LONGEST_TEXT:
        raise CaseError([Problem("text", "too-long", {"length": str(len(text)), "max": str(_LONGEST_TEXT)})])
    changed = edited.letter(written, text)
    note = "" if changed is written else tables.table("export")["edited"][written.language]
    return _Written(changed, case, note)


def _content(made: _Written, kind: str) -> bytes:
    letter, case = made.letter, made.case
    if kind == "docx":
        return files.docx(letter, case, note=made.note)
    if kind == "eml":
        return files.eml(letter, case)
    if kind == "ics":
        return files.ics(api.assess(case), wording=api.wording(), language=letter.language)
    return (api.html(letter, note=made.note) if kind == "html" else f"{letter.text}\n").encode()


def _mail_address(made: _Written) -> dict[str, Any]:
    bare = files.mailto(made.letter, made.case).partition("&body=")[0]
    return {"address": files.mailto(made.letter, made.case), "short": bare, "body": files.body(made.letter)}


def _title(made: _Written, *, calendar: bool) -> str:
    words, language = tables.table("export"), made.letter.language
    if calendar:
        return str(words["calendar"][language])
    return made.letter.title + (words["edited-name"][language] if made.note else "")


def _file(name: str, kind: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "type": _TYPES[kind], "base64": _coded(content)}


def _coded(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
