"""One debtor of a list: the files of his folder, and what stands of him in the index. Nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator import api, files
from generator.defuse import csv_table
from generator.errors import CaseError, HuikuanError, Problem
from generator.model import Language
from generator.planner import Task, located, spoken_total, task
from generator.report import Assessment

_INDEX = ("debtor", "status", "folder", "document", "channel", "on", "open", "days_overdue", "reason")


@dataclass(frozen=True, slots=True)
class Order:
    """What to write for every debtor: the day, the document (`auto`: as advised), the language."""

    as_of: date
    document: str
    language: Language


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one debtor. `hashes`: path → SHA-256; `written`: how many files were new or changed."""

    debtor: str
    folder: str
    status: str
    task: Task | None
    hashes: dict[str, str]
    written: int
    problems: tuple[Problem, ...]


def make(raw: dict[str, Any], folder: str, order: Order) -> tuple[Done, dict[str, bytes]]:
    """The record of one debtor and his files, path → bytes.

    Args:
        raw: his case, creditor included.
        folder: its name, from `file_names.folders`.
        order: what to write.

    Returns:
        Status `written` with files; `later` or `problem` without.
    """
    name = str(raw.get("debtor", {}).get("name", ""))
    try:
        case = api.build({"language": order.language, **raw}, as_of=order.as_of)
        assessed = api.assess(case)
        planned = task(assessed, language=order.language)
        if order.document == "auto" and planned.on > order.as_of:
            return Done(name, "", "later", planned, {}, 0, ()), {}
        contents = {f"{folder}/{file}": content for file, content in _contents(assessed, order).items()}
    except HuikuanError as error:
        return failed(name, located(raw, error)), {}
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    return Done(name, folder, "written", planned, hashes, len(hashes), ()), contents


def failed(debtor: str, problems: Iterable[Problem]) -> Done:
    """The record of a debtor for whom nothing could be written."""
    return Done(debtor, "", "problem", None, {}, 0, tuple(problems))


def row(record: Done, language: Language) -> tuple[str, ...]:
    """The line of a debtor in the index."""
    planned = record.task
    if planned is None:
        reason = "; ".join(told["text"] for told in api.explain(CaseError(record.problems), language=language))
        return (record.debtor, record.status, record.folder, "", "", "", "", "", reason)
    amounts = spoken_total(planned, language)
    facts = (planned.document, planned.channel, f"{planned.on}", amounts, f"{planned.days_overdue}", planned.reason)
    return (record.debtor, record.status, record.folder, *facts)


def index(rows: Iterable[tuple[str, ...]]) -> bytes:
    """The index of all debtors as a table for Excel."""
    return csv_table([_INDEX, *rows])


def manifest(hashes: Mapping[str, str], order: Order) -> bytes:
    """Every file with its SHA-256, as JSON; the same list gives the same bytes."""
    value = {"as_of": f"{order.as_of}", "document": order.document, "files": dict(sorted(hashes.items()))}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _contents(assessed: Assessment, order: Order) -> dict[str, bytes]:
    """File name → bytes of one debtor's text, Word file and e-mail."""
    case = assessed.case
    letter = api.write(case, document=order.document, assessed=assessed)
    name = f"{order.as_of}-{letter.document}-{letter.channel}.{letter.language}"
    made = {f"{name}.txt": f"{letter.text}\n".encode(), f"{name}.docx": files.docx(letter, case)}
    if letter.channel != "call":
        made[f"{name}.eml"] = files.eml(letter, case)
    return made
