"""Step over the built site: our sheets of styles as one file; each one more holds up the first picture of a page."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOTS = ("", "en/")
PLACE = "assets/stylesheets"
# A run of links to sheets of ours: the theme's own carry a hash in their names.
OURS = re.compile(rf'(?:<link rel="stylesheet" href="[^"]*?{PLACE}/[a-z-]+\.css">\s*)+')
NAME = re.compile(rf'href="([^"]*?{PLACE}/)([a-z-]+\.css)"')


class StylesError(Exception):
    """The pages do not all ask for the same sheets in the same order."""


def run(site: Path) -> str:
    """Puts the sheets of each language into one, points all pages to it, and says how large it is.

    Raises:
        StylesError: two pages ask for different sheets.
    """
    sizes = []
    for root in ROOTS:
        folder = site / root / PLACE
        names: list[str] = []
        name = ""
        for path in _pages(site, root):
            page = path.read_text("utf-8")
            found = OURS.search(page)
            if not found:
                continue
            asked = [name for _, name in NAME.findall(found[0])]
            names = names or asked
            if asked != names:
                raise StylesError(f"{path}: asks for {asked}, another page for {names}")
            name = name or _joined(folder, names)
            above = NAME.search(found[0])
            assert above
            link = f'<link rel="stylesheet" href="{above[1]}{name}">\n'
            path.write_text(page[: found.start()] + link + page[found.end() :], "utf-8")
        for sheet in names:
            (folder / sheet).unlink()
        if name:
            sizes.append(f"{len(names)} sheets in one of {(folder / name).stat().st_size // 1000} kB")
    return ", ".join(sizes)


def _pages(site: Path, root: str) -> list[Path]:
    """The pages of one language."""
    found = sorted((site / root).rglob("*.html"))
    return found if root else [path for path in found if (site / "en") not in path.parents]


def _joined(folder: Path, names: list[str]) -> str:
    """Writes the sheet that holds them all, and returns its name."""
    whole = "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"
    name = f"huikuan.{hashlib.sha256(whole.encode()).hexdigest()[:8]}.min.css"
    (folder / name).write_text(whole, "utf-8")
    return name
