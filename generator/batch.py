"""A folder of letters for a whole list: one folder for each debtor, an index, and a manifest of hashes.

The same list gives the same bytes; a second run writes only what changed; a debtor that cannot be done is reported
and the others go on; files appear whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from generator import api, files
from generator.errors import HuikuanError, Problem
from generator.model import Language
from generator.output import save_changed
from generator.planner import Task, located, task
from generator.report import Assessment

_CHUNK = 25  # debtors handed to a process at a time
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows keeps for itself


@dataclass(frozen=True, slots=True)
class Order:
    """What to write for every debtor: the folder, the day, the document (`auto`: as advised), the language."""

    out: Path
    as_of: date
    document: str
    language: Language


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one debtor. `hashes`: path below the folder → SHA-256; `written`: how many files changed."""

    debtor: str
    folder: str
    status: str
    task: Task | None
    hashes: dict[str, str]
    written: int
    problems: tuple[Problem, ...]


def run(
    raws: Sequence[dict[str, Any]], order: Order, *, processes: int, progress: Callable[[int], None]
) -> tuple[Done, ...]:
    """Write the letters of a list.

    Args:
        raws: one case for each debtor, creditor included.
        order: what to write where.
        processes: how many processes work at once; 1 works in this one.
        progress: told how many debtors have been done.

    Returns:
        One record for each debtor, in the order of the list.
    """
    jobs = _chunks(zip(raws, _folders(raws), strict=True))
    done: list[Done] = []
    if processes <= 1:
        batches: Iterable[list[Done]] = (_work(order, job) for job in jobs)
        return _gathered(batches, done, progress)
    # The first chunk is done here: tables and templates are then read once, and every forked process has them.
    _gathered((_work(order, job) for job in islice(jobs, 1)), done, progress)
    with ProcessPoolExecutor(processes) as pool:
        return _gathered(pool.map(_work, _repeat(order), jobs), done, progress)


def manifest(done: Iterable[Done], order: Order) -> bytes:
    """Every file of the run with its SHA-256, as JSON; the same run gives the same bytes."""
    hashes = {path: digest for record in done for path, digest in sorted(record.hashes.items())}
    value = {"as_of": f"{order.as_of}", "document": order.document, "files": dict(sorted(hashes.items()))}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _gathered(batches: Iterable[list[Done]], done: list[Done], progress: Callable[[int], None]) -> tuple[Done, ...]:
    for batch in batches:
        done += batch
        progress(len(done))
    return tuple(done)


def _work(order: Order, job: list[tuple[dict[str, Any], str]]) -> list[Done]:
    return [_debtor(raw, folder, order) for raw, folder in job]


def _debtor(raw: dict[str, Any], folder: str, order: Order) -> Done:
    name = str(raw.get("debtor", {}).get("name", ""))
    try:
        case = api.build({"language": order.language, **raw}, as_of=order.as_of)
        assessed = api.assess(case)
        planned = task(assessed, language=order.language)
        if order.document == "auto" and planned.on > order.as_of:
            return Done(name, "", "later", planned, {}, 0, ())
        contents = _contents(assessed, order)
        written = sum(save_changed(order.out / folder / file, content) for file, content in contents.items())
    except HuikuanError as error:
        return Done(name, "", "problem", None, {}, 0, tuple(located(raw, error)))
    hashes = {f"{folder}/{file}": hashlib.sha256(content).hexdigest() for file, content in contents.items()}
    return Done(name, folder, "written" if written else "unchanged", planned, hashes, written, ())


def _contents(assessed: Assessment, order: Order) -> dict[str, bytes]:
    """File name → bytes of one debtor's text, Word file and e-mail."""
    case = assessed.case
    letter = api.write(case, document=order.document, assessed=assessed)
    name = f"{order.as_of}-{letter.document}-{letter.channel}.{letter.language}"
    made = {f"{name}.txt": f"{letter.text}\n".encode(), f"{name}.docx": files.docx(letter, case)}
    if letter.channel != "call":
        made[f"{name}.eml"] = files.eml(letter, case)
    return made


def _folders(raws: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A folder name for each debtor that every file system takes, no two alike."""
    used: dict[str, int] = {}
    for raw in raws:
        name = _FORBIDDEN.sub("_", str(raw.get("debtor", {}).get("name", ""))).strip(" .")[:60] or "_"
        name = f"_{name}" if _RESERVED.fullmatch(name) else name
        used[name.casefold()] = used.get(name.casefold(), 0) + 1
        count = used[name.casefold()]
        yield name if count == 1 else f"{name} ({count})"


def _chunks(pairs: Iterable[tuple[dict[str, Any], str]]) -> Iterator[list[tuple[dict[str, Any], str]]]:
    source = iter(pairs)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk


def _repeat(order: Order) -> Iterator[Order]:
    while True:
        yield order
