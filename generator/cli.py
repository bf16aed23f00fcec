"""The command `huikuan`: the outermost face, the only one that knows today and touches the user's files."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from generator import api, schema
from generator.capitals import rmb
from generator.errors import CaseError, HuikuanError, Problem
from generator.letters import Letter
from generator.model import CHANNELS, LANGUAGES, TONES, Case, Channel, Language
from generator.output import save

_SINGLE = ("list", "schema", "assess", "write", "rmb")  # commands on one case
_LONGEST_FILE = 4 * schema.MAX_TEXT  # bytes; UTF-8 needs at most four for a character


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 all done; 1 some rows could not be done, the others were; 2 bad usage or input, nothing written.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    asked = _parser(given[0] if given else "").parse_args(given)
    try:
        return int(asked.run(asked))
    except HuikuanError as error:
        for row in api.explain(error, language=_spoken()):
            print(f"{row['path'] or getattr(asked, 'case', '-')}: {row['text']}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _list(asked: argparse.Namespace) -> int:
    documents = api.catalogue()
    if asked.json:
        return _print_json(documents)
    language = _spoken()
    for document in documents:
        needs = ", ".join(document["needs"]) or "-"
        print(f"{document['id']}\t{document['title'][language]}")
        print(f"\t{document['purpose'][language]}")
        print(f"\tchannels: {', '.join(document['channels'])}; languages: {', '.join(document['languages'])}; ", end="")
        print(f"stage: {document['stage']}; needs: {needs}")
    return 0


def _schema(asked: argparse.Namespace) -> int:
    return _print_json(api.case_schema())


def _assess(asked: argparse.Namespace) -> int:
    found = api.assess(_case(asked))
    if asked.explain:
        print(api.working(found))
        return 0
    return _print_json(api.assessment_json(found))


def _write(asked: argparse.Namespace) -> int:
    case = _case(asked)
    letter = _own(case, asked) if asked.template else _one_of_ours(case, asked)
    formats: dict[str, Callable[[], bytes]] = {
        "text": lambda: f"{letter.text}\n".encode(),
        "html": lambda: api.html(letter).encode(),
        "json": lambda: (json.dumps(api.letter_json(letter), ensure_ascii=False, indent=2) + "\n").encode(),
        "docx": lambda: _files().docx(letter, case),
        "eml": lambda: _files().eml(letter, case),
        "ics": lambda: _files().ics(api.assess(case), wording=api.wording(), language=letter.language),
    }
    content = formats[asked.format]()
    if asked.output:
        save(Path(asked.output), content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


def _files() -> ModuleType:
    from generator import files  # the writers of Word and mail, for those who ask for them

    return files


def _one_of_ours(case: Case, asked: argparse.Namespace) -> Letter:
    return api.write(case, document=asked.document, channel=asked.channel, language=asked.language, tone=asked.tone)


def _own(case: Case, asked: argparse.Namespace) -> Letter:
    language, tone = asked.language or case.language, asked.tone or case.tone
    from generator import own

    assessed = api.assess(case)
    channel: Channel = asked.channel or "letter"
    return own.compose(assessed, _text(asked.template), channel=channel, language=language, tone=tone)


def _rmb(asked: argparse.Namespace) -> int:
    try:
        print(rmb(asked.amount))
    except (ValueError, TypeError):
        raise CaseError([Problem("AMOUNT", "not-an-amount", {"value": asked.amount[:40]})]) from None
    return 0


def _case(asked: argparse.Namespace) -> Case:
    """The case of the command line; today stands in where neither it nor the file names a day."""
    raw = schema.parse(_text(asked.case))
    if isinstance(raw, dict) and not asked.as_of and not raw.get("as_of"):
        return api.build(raw, as_of=date.today())
    return api.build(raw, as_of=_day(asked.as_of))


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    day = schema.as_date(written)
    if day is None:
        raise CaseError([Problem("--as-of", "not-a-date", {"value": written[:40]})])
    return day


def _text(name: str) -> str:
    """The text of a file, or of standard input for `-`."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(_LONGEST_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(_LONGEST_FILE + 1)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError([Problem(name, "not-utf-8", {"byte": str(error.start + 1)})]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CaseError([Problem(name, "cannot-read", {"reason": reason})]) from None


def _print_json(value: Any) -> int:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))
    return 0


def _plain(value: Any) -> str:
    if isinstance(value, (date, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _spoken() -> Language:
    """The language of messages: Chinese where the terminal's is, else English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if named.lower().startswith("zh") else "en"


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="huikuan",
        description="Dunning letters, interest and limitation dates for overdue invoices.",
        epilog="Exit status: 0 all done; 1 some rows could not be done; 2 bad usage or input, nothing written.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    one = commands.add_parser("list", help="the documents: id, channels, languages, stage, fields needed")
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=_list)
    commands.add_parser("schema", help="the JSON Schema of a case").set_defaults(run=_schema)
    figures = commands.add_parser("assess", help="open amounts, ageing, interest, limitation, next step")
    _add_case(figures, _assess)
    figures.add_argument("--explain", action="store_true", help="the working as text instead of JSON")
    _add_write(commands.add_parser("write", help="one finished text"))
    if command not in _SINGLE:
        from generator import cli_batch, cli_tables  # what reads lists: a single letter does not wait for it

        cli_tables.add(commands, spoken=_spoken)
        cli_batch.add(commands, spoken=_spoken, case=_case)
    capitals = commands.add_parser("rmb", help="an amount in Chinese capitals")
    capitals.add_argument("amount", metavar="AMOUNT")
    capitals.set_defaults(run=_rmb)
    return parser


def _add_case(command: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    command.add_argument("case", metavar="CASE", help="a case file, or - for standard input")
    command.add_argument(
        "--as-of", metavar="DAY", help="the day to count to, YYYY-MM-DD; default: the case's, else today"
    )
    command.set_defaults(run=run)


def _add_write(command: argparse.ArgumentParser) -> None:
    _add_case(command, _write)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--document", metavar="ID", help="id from `huikuan list`, or auto")
    which.add_argument("--template", metavar="FILE", help="your own template (Jinja2: names, if, for, filters)")
    command.add_argument("--channel", choices=CHANNELS, help="default: the document's first")
    command.add_argument("--language", choices=LANGUAGES, help="default: the case's")
    command.add_argument("--tone", choices=TONES, help="default: the case's")
    command.add_argument(
        "--format", choices=("text", "html", "docx", "eml", "ics", "json"), default="text", help="default: text"
    )
    command.add_argument("--output", metavar="PATH", help="a file instead of standard output")
