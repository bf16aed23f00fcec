"""The site's links. As a step of the build: every link and anchor inside the site arrives, or the build stops.

`python -m publish.links` lists the external ones of the built site, each with the pages that lead there. Nothing is
fetched: whether they still answer is for a person, or a checker of one's choice, to see.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

ROOT = Path(__file__).resolve().parent.parent
HOST = "http://site.invalid/"
MANY = 20  # broken links that one message names


class LinkError(Exception):
    """Links inside the site lead nowhere; the message names page and link."""


class _Page(HTMLParser):
    """What a page links to, and the anchors it offers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one element."""
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        for name in ("href", "src"):
            if name in found and tag != "link" and "data-take" not in found:  # files with a step of their own
                self.links.append(found[name])


def read(site: Path) -> dict[str, _Page]:
    """Every page of the built site by its path, such as `en/letter/`, but for `404.html`, which stands anywhere."""
    files = [file for file in sorted(site.rglob("*.html")) if file.name != "404.html"]
    paths = (file.relative_to(site).as_posix().removesuffix("index.html") for file in files)
    return {path: _Page(file.read_text("utf-8")) for path, file in zip(paths, files, strict=True)}


def broken(site: Path) -> list[str]:
    """`page: link` for every link inside the site that does not arrive. A fragment with `=` is state, not an anchor."""
    pages = read(site)
    found = set()
    for path, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(urljoin(HOST + path, link))
            if not target.startswith(HOST):
                continue
            there = unquote(target.removeprefix(HOST))
            arrives = there in pages or (site / there).is_file()
            if arrives and anchor and "=" not in anchor and there in pages:
                arrives = unquote(anchor) in pages[there].anchors
            if not arrives:
                found.add(f"{path or 'home'}: {link}")
    return sorted(found)


def external(site: Path) -> dict[str, list[str]]:
    """Every address outside the site, with the pages that link to it."""
    found: dict[str, set[str]] = {}
    for path, page in read(site).items():
        for link in page.links:
            if link.startswith(("http:", "https:", "//")):
                found.setdefault(link, set()).add(path or "home")
    return {address: sorted(pages) for address, pages in sorted(found.items())}


def run(site: Path) -> str:
    """Checks the links inside `site`.

    Raises:
        LinkError: one leads nowhere.
    """
    wrong = broken(site)
    if wrong:
        raise LinkError("\n".join(["links that lead nowhere:", *wrong[:MANY]]))
    return "all arrive"


def main() -> int:
    """Lists the external links of `site/`; returns the exit status."""
    site = ROOT / "site"
    if not site.exists():
        print("links: the site is not built; run `make site`", file=sys.stderr)
        return 2
    for address, pages in external(site).items():
        print(f"{address}\t{' '.join(pages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
