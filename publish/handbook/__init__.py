"""Steps over the built site: the PDFs at its root, in both languages. `python -m publish.handbook` makes hand-outs.

Without a Chromium the site is built without them and one line says so. What has been printed is kept under a hash of
all it was made from, so that a change in one language prints that language only, and the pocket edition and the sheet
only when their own pages have changed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from pypdf import PdfReader

from publish import browser, inputs
from publish.handbook import editions, fonts
from publish.handbook.chrome import Chrome
from publish.handbook.press import HandbookError, printed, served
from publish.kept import kept, place

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = ROOT / "build" / "page-numbers"
__all__ = ["HandbookError", "chinese", "english", "make", "prepare"]
NAMES = ("handbook", "pocket", "sheet")
PICTURES = (".png", ".svg", ".jpg", ".webp")
MEGABYTE = 1_000_000
WORDS = re.compile(r"<[^>]*>|&[#\w]+;")
# What a book tells of a page that it does not hold: its id, and which places in it have short addresses.
MARKS = re.compile(r'<meta name="huikuan:id"[^>]*>|<[^>]*\sdata-short\b[^>]*>')


def possible() -> bool:
    """Whether a Chromium seems to be here; nothing is unpacked or started to find out."""
    names = (os.environ.get("CHROMIUM", ""), *browser.INSTALLED, *browser.INSTALLED_MAC)
    return browser.PACKAGE.exists() or any(shutil.which(name) for name in names if name)


def prepare(site: Path) -> str:
    """Makes the fonts for what is to be printed anew, before several processes want them at once.

    Raises:
        MissingCharacterError: the fonts lack a character.
    """
    try:
        found = browser.find()
    except browser.NoBrowserError as error:
        return f"no PDFs: {error} (make handbook brings one)"
    stale = [language for language in editions.LANGUAGES if _stale(site, language, found)]
    for language in stale:
        fonts.style(_characters(site, language), "", western=language == "en")
    return f"to be printed: {', '.join(stale) or 'nothing'}"


def chinese(site: Path) -> str:
    """Prints the Chinese editions into `site` and says how many pages and megabytes they have.

    Raises:
        HandbookError: a PDF cannot be made as it should be.
    """
    return _step(site, "zh")


def english(site: Path) -> str:
    """Prints the English editions into `site`.

    Raises:
        HandbookError: as for the Chinese ones.
    """
    return _step(site, "en")


def make(site: Path, found: browser.Browser) -> str:
    """Prints all editions, both languages side by side, unless they were printed before; says what there is.

    Raises:
        HandbookError: a PDF cannot be made as it should be.
    """
    prepare(site)
    with ThreadPoolExecutor(len(editions.LANGUAGES)) as pool:
        return ", ".join(pool.map(lambda language: _make(site, language, found), editions.LANGUAGES))


def _step(site: Path, language: str) -> str:
    try:
        return _make(site, language, browser.find())
    except browser.NoBrowserError:
        return "no browser, no PDFs"


def _make(site: Path, language: str, found: browser.Browser) -> str:
    """Puts the editions of one language into the site; those that are stale are printed."""
    stale, said = _stale(site, language, found), []
    if stale:
        with served(site) as origin, Chrome(found) as chrome:
            for name, stamp in stale.items():
                kept(f"{name}-{language}", stamp, partial(_print, chrome, origin, site=site, what=(name, language)))
    for name in NAMES:
        stamp = _stamp(site, name, language, found=found)
        for file in place(f"{name}-{language}", stamp).glob("*.pdf"):
            shutil.copyfile(file, site / file.name)
            said.append(f"{file.name} {len(PdfReader(file).pages)} p. {file.stat().st_size / MEGABYTE:.1f} MB")
    return ", ".join(said)


def _print(chrome: Chrome, origin: str, folder: Path, *, site: Path, what: tuple[str, str]) -> None:
    """Prints one edition into a folder, beginning with the page numbers of the last time."""
    edition = editions.edition(*what, site=site)
    last = NUMBERS / f"{'-'.join(what)}.json"
    numbers = json.loads(last.read_text("utf-8")) if last.exists() else {}
    (folder / edition.file).write_bytes(printed(chrome, edition, origin=origin, numbers=numbers))
    last.parent.mkdir(parents=True, exist_ok=True)
    last.write_text(json.dumps(numbers), "utf-8")


def _pages(site: Path, language: str) -> Iterator[Path]:
    """The pages of one language, without the short addresses."""
    root = site / editions.STARTS[language]
    for path in sorted(root.rglob("index.html")):
        if path.relative_to(root).parts[0] not in ("go", "en"):
            yield path


def _characters(site: Path, language: str) -> set[str]:
    """Every character that the pages show, roughly: what the fonts need not have is found when the book is made."""
    text = "".join(WORDS.sub("", path.read_text("utf-8")) for path in _pages(site, language))
    return {character for character in text if fonts.known(character)}


def _stale(site: Path, language: str, found: browser.Browser) -> dict[str, str]:
    """The editions of one language that are to be printed, each with its stamp."""
    stamps = {name: _stamp(site, name, language, found=found) for name in NAMES}
    return {name: stamp for name, stamp in stamps.items() if not place(f"{name}-{language}", stamp).exists()}


def _stamp(site: Path, name: str, language: str, *, found: browser.Browser) -> str:
    """A hash of all that one edition is made from: what says how, the pages it holds, the pictures, the browser."""
    program = Path(found.path).resolve()
    how = [language, str(editions.today()), editions.address(language), editions.version(), fonts.place().name]
    how += [str(program), str(program.stat().st_mtime_ns)]
    ours = inputs.stamp(*how, files=inputs.files([Path(__file__).parent]), root=ROOT)
    pages, marks, chosen = [], [], editions.chosen(name)
    start = site / editions.STARTS[language] / "index.html"  # it holds the navigation
    for path in _pages(site, language):
        text = path.read_text("utf-8")
        found_id = editions.PAGE_ID.search(text)
        if not chosen or path == start or (found_id and found_id[1] in chosen):
            pages.append(path)
        else:
            marks += [path.relative_to(site).as_posix(), *MARKS.findall(text)]
    pictures = [path for path in inputs.files([site / "assets", start.parent / "assets"]) if path.suffix in PICTURES]
    return inputs.stamp(ours, *marks, files=[*pages, *pictures], root=site)
