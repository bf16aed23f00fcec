"""What each edition of the handbook is made of: pages, styles, words, the codes that lead to its chapters."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import segno

import generator
from publish.spoken import spoken, written

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LANGUAGES = ("zh", "en")
STARTS = {"zh": "", "en": "en/"}
LOCAL = "http://127.0.0.1:8000/"
PAGE_ID = re.compile(r'<meta name="huikuan:id" content="([a-z0-9-]+)">')
QUIET = 2  # modules of white around a code that stands on white paper


@dataclass(frozen=True, slots=True)
class Edition:
    """One PDF to be made: `plan` goes to the page that makes it, `sheets` is how many pages it must have, 0 for any."""

    file: str
    title: str
    language: str
    plan: dict[str, Any]
    sheets: int = 0


def today() -> date:
    """The day on the cover: that of `SOURCE_DATE_EPOCH` if it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def address(language: str) -> str:
    """Where the site of one language is, or will be, on the web."""
    root = os.environ.get("SITE_URL", LOCAL)
    return os.environ.get("SITE_URL_EN", f"{root}en/") if language == "en" else root


def edition(name: str, language: str, *, site: Path, pages: Iterable[str] = ()) -> Edition:
    """One edition in one language; `pages` are the ids of the chapters of a hand-out.

    Raises:
        KeyError: there is no such edition.
    """
    table = tomllib.loads((HERE / "editions.toml").read_text("utf-8"))
    words, row = table["words"][language], spoken(table[name], language)
    dated = {
        "date": written(today(), language),
        "version": version(),
        "checked": written(max(rule["checked"] for rule in generator.laws().values()), language),
    }
    where = address(language)
    plan = {
        "language": language,
        "start": f"/{STARTS[language]}",
        "prefix": STARTS[language],
        "address": where,
        "title": row["title"],
        "running": row["title"],
        "lines": [line for line in (row["line"], words["date"], words["checked"]) if line],
        "note": words["note"],
        "words": {name: words[name] for name in ("contents", "online")},
        "styles": row["styles"],
        "leaveOut": row.get("leave_out", []),
        "pages": list(pages) or row.get("pages", []),
        "keep": row.get("keep", ""),
        "front": row.get("front", True),
        "codes": codes(site / STARTS[language], where),
    }
    plan["lines"] = [line.format(**dated) for line in plan["lines"]]
    return Edition(row["file"].format(language=language), row["title"], language, plan, row.get("sheets", 0))


def chosen(name: str) -> list[str]:
    """The ids of the pages of an edition; none if it has all that are in the navigation."""
    pages: list[str] = tomllib.loads((HERE / "editions.toml").read_text("utf-8"))[name].get("pages", [])
    return pages


def version() -> str:
    """The version of the project."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def codes(folder: Path, where: str) -> dict[str, dict[str, Any]]:
    """A QR code for the site and for each page below `folder` that has an id, as a path of squares of side 1."""
    found = {"": where}
    for page in sorted(folder.rglob("index.html")):
        if page.relative_to(folder).parts[0] not in ("go", "en") and (match := PAGE_ID.search(page.read_text("utf-8"))):
            found[match[1]] = f"{where}go/{match[1]}/"
    return {name: _drawn(target) for name, target in found.items()}


def _drawn(target: str) -> dict[str, Any]:
    made = segno.make_qr(target, error="m")
    rows = list(made.matrix_iter(border=QUIET))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"size": len(rows), "path": path}
