"""Step over the built site: the PDFs at its root, in both languages. `python -m publish.handbook` makes hand-outs.

Without a Chromium the site is built without them and one line says so. What has been printed is kept in `build/` under
a hash of all it was made from, so that a change in one language prints that language only.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pypdf import PdfReader

from publish import browser
from publish.handbook import editions, fonts
from publish.handbook.chrome import Chrome
from publish.handbook.press import HandbookError, printed, served

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "handbook"
__all__ = ["HandbookError", "make", "run"]
NAMES = ("handbook", "pocket", "sheet")
MEGABYTE = 1_000_000
WORDS = re.compile(r"<[^>]*>|&[#\w]+;")


def possible() -> bool:
    """Whether a Chromium seems to be here; nothing is unpacked or started to find out."""
    names = (os.environ.get("CHROMIUM", ""), *browser.INSTALLED, *browser.INSTALLED_MAC)
    return browser.PACKAGE.exists() or any(shutil.which(name) for name in names if name)


def run(site: Path) -> str:
    """Prints all editions into `site` and says how many pages and megabytes they have, or that there is no browser.

    Raises:
        HandbookError: a PDF cannot be made as it should be.
    """
    try:
        found = browser.find()
    except browser.NoBrowserError as error:
        return f"no PDFs: {error} (make handbook brings one)"
    return make(site, found)


def make(site: Path, found: browser.Browser) -> str:
    """Prints all editions, both languages side by side, unless they were printed before; says what there is.

    Raises:
        HandbookError: a PDF cannot be made as it should be.
    """
    folders = {language: KEPT / f"{language}-{_stamp(site, language, found)}" for language in editions.LANGUAGES}
    stale = [language for language, folder in folders.items() if not folder.exists()]
    if stale:
        for language in stale:  # before threads start, as processes do this
            fonts.style(_characters(site, language), "", western=language == "en")
        with served(site) as origin, ThreadPoolExecutor(len(stale)) as pool:
            list(
                pool.map(lambda language: _print(site, language, found, origin=origin, folder=folders[language]), stale)
            )
    said = []
    for file in sorted(file for folder in folders.values() for file in folder.glob("*.pdf")):
        shutil.copyfile(file, site / file.name)
        said.append(f"{file.name} {len(PdfReader(file).pages)} p. {file.stat().st_size / MEGABYTE:.1f} MB")
    return ", ".join(said)


def _print(site: Path, language: str, found: browser.Browser, *, origin: str, folder: Path) -> None:
    """Prints one language into a folder, which stands only when all is there; older ones go."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with Chrome(found) as chrome:
        for name in NAMES:
            edition = editions.edition(name, language, site=site)
            (part / edition.file).write_bytes(printed(chrome, edition, origin=origin))
    for old in KEPT.glob(f"{language}-*"):
        if old != part:
            shutil.rmtree(old)
    part.rename(folder)


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


def _stamp(site: Path, language: str, found: browser.Browser) -> str:
    """A hash of all that the PDFs of one language are made from."""
    whole = hashlib.sha256(
        f"{found.path} {editions.today()} {editions.address(language)} {editions.version()}".encode()
    )
    ours = sorted(
        file for file in Path(__file__).parent.rglob("*") if file.suffix in (".py", ".mjs", ".css", ".toml", ".html")
    )
    for path in (*ours, *_pages(site, language)):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]
