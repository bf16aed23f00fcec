"""Step over the built site: the theme's sheets of styles and ours as one file; each more holds up the first picture.

Those of the letter desk, more than all others of ours together, make a second one, which only the desk's page asks for.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOTS = ("", "en/")
PLACE = "assets/stylesheets"
LINKS = re.compile(rf'(?:<link rel="stylesheet" href="[^"]*?{PLACE}/[^"/]+\.css">\s*)+')
NAME = re.compile(rf'href="([^"]*?{PLACE}/)([^"/]+\.css)"')
MAP = re.compile(r"\s*/\*# sourceMappingURL=.*?\*/")
MADE = re.compile(r"(?:huikuan|desk)\.[0-9a-f]{8}\.min\.css")
DESK = re.compile(r"(?:letter-)?desk\b")
DESK_PAGE = 'data-module="letter-generator"'


class StylesError(Exception):
    """The pages do not all ask for the same sheets in the same order."""


def run(site: Path) -> str:
    """Joins the sheets of each language, points all pages to what they need, and says how large it is.

    Raises:
        StylesError: two pages ask for different sheets.
    """
    made = [language for root in ROOTS if (language := _language(site, root))]
    return ", ".join(made)


def _language(site: Path, root: str) -> str:
    folder = site / root / PLACE
    found = {path: match for path in _pages(site, root) if (match := LINKS.search(path.read_text("utf-8")))}
    asked = {path: [name for _, name in NAME.findall(match[0])] for path, match in found.items()}
    names = next(iter(asked.values()), [])
    if not names or MADE.fullmatch(names[0]):
        return ""
    for path, other in asked.items():
        if other != names:
            raise StylesError(f"{path}: asks for {other}, another page for {names}")
    base = _joined(folder, "huikuan", [name for name in names if not DESK.match(name)])
    desk = _joined(folder, "desk", [name for name in names if DESK.match(name)])
    for path, match in found.items():
        page = match.string
        above = NAME.search(match[0])[1]  # type: ignore[index] - a run of links has one
        links = [f'<link rel="stylesheet" href="{above}{name}">\n' for name in (base, desk)[: 1 + (DESK_PAGE in page)]]
        path.write_text(page[: match.start()] + "".join(links) + page[match.end() :], "utf-8")
    for name in names:
        (folder / name).unlink()
        (folder / f"{name}.map").unlink(missing_ok=True)
    sizes = [f"{(folder / name).stat().st_size // 1000} kB" for name in (base, desk)]
    return f"{len(names)} sheets in two of {' and '.join(sizes)}"


def _pages(site: Path, root: str) -> list[Path]:
    """The pages of one language."""
    found = sorted((site / root).rglob("*.html"))
    return found if root else [path for path in found if (site / "en") not in path.parents]


def _joined(folder: Path, kind: str, names: list[str]) -> str:
    """Writes the sheet that holds them all, and returns its name."""
    whole = "\n".join(MAP.sub("", (folder / name).read_text("utf-8")).strip() for name in names) + "\n"
    name = f"{kind}.{hashlib.sha256(whole.encode()).hexdigest()[:8]}.min.css"
    (folder / name).write_text(whole, "utf-8")
    return name
