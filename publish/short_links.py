"""Step over the built site: a permanent short address `go/<id>/` (and `en/go/<id>/`) for every thing that has an id.

Pages carry their id in `<meta name="huikuan:id">`, cards, countermeasures and rules in `id="…" data-short`,
documents come from the engine's catalogue and lead to the letter desk with that document chosen.
The list of ids ever published is `tests/data/published-ids.txt`; a test lets none vanish.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

from generator import catalogue

ROOTS = {"zh": "", "en": "en/"}
DESK = "letter/"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
WORDS = {"zh": ("正在前往", "如果没有自动跳转，请点这里"), "en": ("On the way", "If nothing happens, follow this link")}
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">
<link rel="icon" href="../../assets/images/favicon.svg">
</head>
<body><p><a href="{target}">{words}</a></p></body>
</html>
"""


class ShortLinkError(Exception):
    """An id is malformed, used twice, or known in one language only."""


class _Ids(HTMLParser):
    """Collects the page's own id and the ids of elements marked `data-short`."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ""
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what carries an id to be published."""
        found = dict(attrs)
        if tag == "meta" and found.get("name") == "huikuan:id":
            self.page = found.get("content") or ""
        if "data-short" in found:
            self.anchors.append(found.get("id") or "")


def targets(site: Path, language: str) -> dict[str, str]:
    """All ids of one language and the address each leads to, relative to that language's root.

    Raises:
        ShortLinkError: an id is malformed or stands for two things.
    """
    root = site / ROOTS[language]
    found: dict[str, str] = {}
    for path in sorted(root.rglob("index.html")):
        folder = path.parent.relative_to(root).as_posix()
        if folder.split("/")[0] in ("en", "go"):
            continue  # the other language below this one, or our own redirects
        address = "" if folder == "." else folder + "/"
        ids = _Ids()
        ids.feed(path.read_text("utf-8"))
        if ids.page:
            _add(found, ids.page, address)
        for anchor in ids.anchors:
            _add(found, anchor, f"{address}#{anchor}")
    for document in catalogue():
        _add(found, document["id"], f"{DESK}#document={document['id']}")
    return found


def _add(found: dict[str, str], name: str, target: str) -> None:
    if not ID.match(name):
        raise ShortLinkError(f"{target}: “{name}” is no id; write lower-case ASCII words joined by hyphens")
    if found.setdefault(name, target) != target:
        raise ShortLinkError(f"“{name}” stands for two things: {found[name]} and {target}")


def run(site: Path) -> str:
    """Writes the redirecting pages into `site` and says how many.

    Raises:
        ShortLinkError: see `targets`; also when the languages do not publish the same ids.
    """
    both = {language: targets(site, language) for language in ROOTS}
    if odd := set(both["zh"]) ^ set(both["en"]):
        raise ShortLinkError(f"ids that exist in one language only: {', '.join(sorted(odd))}")
    for language, found in both.items():
        for name, target in found.items():
            folder = site / ROOTS[language] / "go" / name
            folder.mkdir(parents=True, exist_ok=True)
            title, words = WORDS[language]
            page = PAGE.format(lang=language, title=title, words=words, target=html.escape(f"../../{target}"))
            (folder / "index.html").write_text(page, "utf-8")
    return f"short links: {len(both['zh'])} ids in {len(both)} languages"
