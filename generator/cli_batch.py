"""The commands on whole lists and hand-overs: plan, batch, pack."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from generator import api, cli_tables, planner, schema
from generator.dossiers import Dossiers, dossiers, held
from generator.errors import CaseError, Problem
from generator.imported import ImportResult
from generator.model import LANGUAGES, Case, Language
from generator.output import save, save_changed
from generator.planner import Plan, Task


def add(commands: Any, *, spoken: Callable[[], Language], case: Callable[[argparse.Namespace], Case]) -> None:
    """Register the commands.

    Args:
        commands: the sub-parsers of `huikuan`.
        spoken: tells the language of messages.
        case: reads the case of a command line, with today where no day is named.
    """
    plan = commands.add_parser("plan", help="for each debtor of a table what to do next, when, and why")
    _add_list(plan, spoken)
    plan.add_argument("--json", action="store_true", help="as JSON")
    plan.set_defaults(run=lambda asked: _plan(asked, spoken()))
    write = commands.add_parser("batch", help="a folder of letters for each debtor of a table")
    _add_list(write, spoken)
    write.add_argument("--out", metavar="DIR", required=True, help="the folder to write into")
    write.add_argument("--document", metavar="ID", default="auto", help="id from `huikuan list`; default: as advised")
    write.add_argument(
        "--jobs", metavar="N", type=int, default=os.cpu_count() or 1, help="processes; default: all cores"
    )
    write.set_defaults(run=lambda asked: _batch(asked, spoken()))
    hand_over = commands.add_parser("pack", help="a hand-over pack (.zip): summary, chronology, working, proof")
    hand_over.add_argument("case", metavar="CASE", help="a case file, or - for standard input")
    hand_over.add_argument("--as-of", metavar="DAY", help="the day to count to, YYYY-MM-DD")
    hand_over.add_argument("--output", metavar="PATH", required=True, help="the .zip to write")
    hand_over.add_argument("--add", metavar="FILE", action="append", default=[], help="a scan to put in; may repeat")
    hand_over.set_defaults(run=lambda asked: _pack(asked, case(asked)))


def _add_list(command: argparse.ArgumentParser, spoken: Callable[[], Language]) -> None:
    cli_tables.add_table(command)
    command.add_argument("--as-of", metavar="DAY", help="the day to count to, YYYY-MM-DD; default: today")
    command.add_argument("--creditor", metavar="FILE", help="a JSON file with the creditor, or a case file")
    command.add_argument("--language", choices=LANGUAGES, default=None, help="of texts and reasons")


def _plan(asked: argparse.Namespace, spoken: Language) -> int:
    result, made, as_of = _list(asked)
    language = asked.language or spoken
    clear, unclear = _held(made)
    found = planner.plan(clear, as_of=as_of, language=language)
    if asked.json:
        print(json.dumps(_plan_json(found, spoken), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_task_lines(found.tasks, language)))
    status = cli_tables.tell(result, made, language=spoken)
    return _told((*unclear, *found.problems), spoken) or status


def _plan_json(found: Plan, language: Language) -> dict[str, Any]:
    problems = api.explain(CaseError(found.problems), language=language)
    return {"as_of": f"{found.as_of}", "tasks": [task.as_json() for task in found.tasks], "problems": problems}


def _task_lines(tasks: Iterable[Task], language: Language) -> Iterable[str]:
    titles = {row["id"]: row["title"][language] for row in api.catalogue()}
    for task in tasks:
        joint = "，" if language == "zh" else ", "
        head = joint.join(
            (f"{task.on}", task.debtor, titles[task.document], task.channel, planner.spoken_total(task, language))
        )
        yield f"{head}\n    {task.reason}"
        yield from (f"    ! {warning['text']}" for warning in task.warnings if warning["severity"] == "red")


def _batch(asked: argparse.Namespace, spoken: Language) -> int:
    from generator import batch, letter_folders  # with process pool and Word writer: only this command needs them

    creditor = _creditor(asked.creditor)
    if creditor is None:
        raise CaseError([Problem("--creditor", "missing", {"expected": "expected-object"})])
    if asked.document != "auto" and asked.document not in {row["id"] for row in api.catalogue()}:
        known = ", ".join(row["id"] for row in api.catalogue())
        raise CaseError([Problem("--document", "no-such-document", {"value": asked.document[:40], "known": known})])
    result, made, as_of = _list(asked, creditor)
    order, out = letter_folders.Order(as_of, asked.document, asked.language or "zh"), Path(asked.out)
    raws, unclear = _held(made)
    done = batch.run(raws, order, out=out, processes=max(1, asked.jobs), progress=_bar(len(raws)))
    save_changed(out / "index.csv", letter_folders.index(letter_folders.row(record, order.language) for record in done))
    save_changed(out / "manifest.json", batch.manifest(done, order))
    counts = {status: sum(record.status == status for record in done) for status in ("written", "unchanged", "later")}
    print(", ".join(f"{count} {status}" for status, count in counts.items()), f"→ {out}")
    status = cli_tables.tell(result, made, language=spoken)
    return _told([*unclear, *(p for record in done for p in record.problems)], spoken) or status


def _pack(asked: argparse.Namespace, case: Case) -> int:
    from generator import pack  # with the Word writer: only this command needs it

    added = {}
    for name in asked.add:
        try:
            added[Path(name).name] = Path(name).read_bytes()
        except OSError as error:
            raise CaseError([Problem(name, "cannot-read", {"reason": error.strerror or str(error)})]) from None
    save(Path(asked.output), pack.pack(api.assess(case), language=case.language, added=added))
    return 0


def _list(asked: argparse.Namespace, creditor: dict[str, Any] | None = None) -> tuple[ImportResult, Dossiers, date]:
    as_of = schema.as_date(asked.as_of) if asked.as_of else date.today()
    if as_of is None:
        raise CaseError([Problem("--as-of", "not-a-date", {"value": asked.as_of[:40]})])
    result = cli_tables.read(asked)
    sender = creditor or _creditor(asked.creditor)
    return result, dossiers(result, sender, currency=asked.currency, terms_days=asked.terms, as_of=as_of), as_of


def _held(made: Dossiers) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The cases that may be written from; a debtor with money that belongs to no claim owes less than they say."""
    return [dossier.case for dossier in made.dossiers if not dossier.unassigned], [p for _, p in held(made)]


def _creditor(name: str | None) -> dict[str, Any] | None:
    """The creditor of a JSON file: the object itself, or the `creditor` of a case file."""
    if name is None:
        return None
    try:
        raw = schema.parse(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise CaseError([Problem(name, "cannot-read", {"reason": reason})]) from None
    found = raw.get("creditor", raw) if isinstance(raw, dict) else raw
    problems = list(schema.check(found, api.case_schema()["properties"]["creditor"], "creditor"))
    if problems:
        raise CaseError(problems)
    return dict(found)


def _told(problems: Iterable[Problem], language: Language) -> int:
    """Write problems to standard error, one line each; 1 if there are any."""
    rows = api.explain(CaseError(problems), language=language)
    for row in rows:
        print(f"{row['path']}: {row['text']}", file=sys.stderr)
    return 1 if rows else 0


def _bar(total: int) -> Callable[[int], None]:
    """A progress bar on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        return lambda done: None

    def draw(done: int) -> None:
        filled = 30 * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(f"\r[{'█' * filled}{'·' * (30 - filled)}] {done}/{total}", end=end, file=sys.stderr, flush=True)

    return draw
