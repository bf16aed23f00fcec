"""The commands on tables: what is read from a user's list of open items."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import import_report, importer
from generator.dossiers import Dossiers, dossiers
from generator.errors import CaseError, Problem
from generator.imported import ImportResult
from generator.model import Language

_LONGEST = 1 << 25  # bytes; the readers' own limits are lower and are told in words

_LONGEST_TERMS = 3650


def add(commands: Any, *, spoken: Callable[[], Language]) -> None:
    """Register the commands on tables.

    Args:
        commands: the sub-parsers of `huikuan`.
        spoken: tells the language of messages.
    """
    command = commands.add_parser("import", help="the recognised columns and the claims of a .csv or .xlsx table")
    add_table(command)
    command.add_argument("--json", action="store_true", help="as JSON, with the case files")
    command.set_defaults(run=lambda asked: _import(asked, spoken()))


def add_table(command: argparse.ArgumentParser) -> None:
    """The table of a command, and what a table may leave open."""
    command.add_argument("table", metavar="TABLE", help="a .csv or .xlsx file")
    command.add_argument("--day-order", choices=("dmy", "mdy"), default="", help="how 05/06/2026 is meant in it")
    command.add_argument("--terms", metavar="DAYS", type=_days, help="agreed days, for rows without a due date")
    command.add_argument("--currency", metavar="CODE", default="CNY", help="of rows that name none; default: CNY")


def read(asked: argparse.Namespace) -> ImportResult:
    """The table of the command line.

    Raises:
        CaseError: no such file, or one that is not read.
    """
    path = Path(asked.table)
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError([Problem(asked.table, "cannot-read-table", {"reason": reason})]) from None
    return importer.read(data, path.name, day_order=asked.day_order)


def tell(result: ImportResult, made: Dossiers, *, language: Language) -> int:
    """Write the problems to standard error, one line each; return the exit status."""
    for row in import_report.told((*result.problems, *made.problems), language=language):
        print(f"{row['path']}: {row['text']}", file=sys.stderr)
    if not made.dossiers:
        return 2
    return 1 if result.unread or made.left_out else 0


def _import(asked: argparse.Namespace, language: Language) -> int:
    result = read(asked)
    made = dossiers(result, currency=asked.currency, terms_days=asked.terms)
    if asked.json:
        print(json.dumps(import_report.as_json(result, made, language=language), ensure_ascii=False, indent=2))
    else:
        print("\n".join(import_report.lines(result, made, language=language)))
    return tell(result, made, language=language)


def _days(written: str) -> int:
    if not written.isdecimal() or int(written) > _LONGEST_TERMS:
        raise argparse.ArgumentTypeError(f"expected 0 to {_LONGEST_TERMS} days")
    return int(written)
