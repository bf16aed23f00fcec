"""Step over the built site: the page “take it along” says how large each file is, and offers none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = ("take-along/index.html", "en/take-along/index.html")
SIZE = re.compile(r'(<span data-size="([^"]+)">)[^<]*(</span>)')
LINK = re.compile(r'<a [^>]*data-take="([^"]+)"[^>]*>(.*?)</a>', re.S)
MEGABYTE = 1_000_000
KILOBYTE = 1_000


def run(site: Path) -> str:
    """Fills in the sizes and says how many files are offered."""
    offered: set[str] = set()
    for name in PAGES:
        path = site / name
        path.write_text(filled(path.read_text("utf-8"), site, offered), "utf-8")
    return f"{len(offered)} files to take along"


def filled(page: str, site: Path, offered: set[str]) -> str:
    """The page with the sizes of the files that are in `site`; links to others become plain words."""

    def size(match: re.Match[str]) -> str:
        file = site / match[2]
        if not file.exists():
            return match[0]
        offered.add(match[2])
        return match[1] + written(file.stat().st_size) + match[3]

    page = SIZE.sub(size, page)
    return LINK.sub(lambda match: match[0] if (site / match[1]).exists() else match[2], page)


def written(size: int) -> str:
    """A number of bytes as people read it."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{round(size / KILOBYTE)} kB"
