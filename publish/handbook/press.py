"""Prints one edition: the page makes the book, Chromium prints it twice, `finish` dates it.

The first print tells on which page each chapter begins; the second carries these numbers in its contents. Where the
numbers of an earlier print still hold, one print is enough: the book is the same. Anything
amiss – a link that leads nowhere, a character without a drawing, a request off this machine, a foreign font – stops it.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from pypdf import PdfReader

from publish import serve
from publish.handbook import fonts
from publish.handbook.chrome import Chrome
from publish.handbook.editions import Edition, today
from publish.handbook.finish import finished, foreign_fonts

HERE = Path(__file__).parent
PRESS, FONTS = "/press/", "/press-fonts/"
MAKE = "async (plan) => (await import('./make.mjs')).make(plan)"
DRESS = "async (rules, family) => (await import('./make.mjs')).dress(rules, family)"
NUMBER = "async (pages) => (await import('./make.mjs')).number(pages)"
TRIES = 3  # prints until the numbers stand still; two are enough unless the contents grow by a page


class HandbookError(Exception):
    """A PDF cannot be made as it should be; the message says what is amiss."""


class Handler(serve.Handler):
    """Serves the built site, and beside it our own page, its scripts and the fonts."""

    def translate_path(self, path: str) -> str:
        """The file behind an address."""
        for start, folder in ((PRESS, HERE / "book"), (FONTS, fonts.place())):
            if path.startswith(start):
                return str(folder / Path(path).name)
        return super().translate_path(path)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the built site and our page are to be had."""
    server = ThreadingHTTPServer((serve.HOST, 0), partial(Handler, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{serve.HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def printed(chrome: Chrome, edition: Edition, *, origin: str, numbers: dict[str, int] | None = None) -> bytes:
    """The finished PDF. `numbers` are the page numbers of the print before, which save a print where they still hold.
    They come back as they are now.

    Raises:
        HandbookError: something is amiss; all of it is said.
        MissingCharacterError: the fonts lack a character.
        ChromeError: the browser failed.
    """
    chrome.asked.clear()
    chrome.open(f"{origin}{PRESS}book.html")
    made = chrome.run(MAKE, edition.plan)
    amiss = list(made["problems"])
    amiss += chrome.run(DRESS, fonts.style(made["text"], FONTS, western=edition.language == "en"), fonts.FAMILY)
    data = _numbered(chrome, amiss, {} if numbers is None else numbers) if edition.plan["front"] else chrome.pdf()
    amiss += [f"asked for {url[:90]}" for url in chrome.asked if not url.startswith((origin, "data:", "blob:"))]
    amiss += [f"the font {name} is not ours" for name in foreign_fonts(data, "NotoSansSC-")]
    pages = len(PdfReader(io.BytesIO(data)).pages)
    if edition.sheets and pages != edition.sheets:
        amiss.append(f"{pages} pages and not {edition.sheets}: shorten the page")
    if amiss:
        raise HandbookError(f"{edition.file}: " + "; ".join(dict.fromkeys(amiss)))
    return finished(data, today(), bookmarks=edition.plan["front"])


def _numbered(chrome: Chrome, amiss: list[str], numbers: dict[str, int]) -> bytes:
    """The print whose contents carry its own page numbers; lines without one are added to what is amiss."""
    if not numbers or chrome.run(NUMBER, numbers):  # not known, or not those of this contents
        _renew(numbers, _places(chrome.pdf(tagged=False)))
    data = b""
    for _ in range(TRIES):
        amiss += [f"no page number for {line}" for line in chrome.run(NUMBER, numbers)]
        data = chrome.pdf()
        before = dict(numbers)
        _renew(numbers, _places(data))
        if amiss or numbers == before:
            break
    return data


def _renew(numbers: dict[str, int], now: dict[str, int]) -> None:
    numbers.clear()
    numbers.update(now)


def _places(data: bytes) -> dict[str, int]:
    """Name of each place that a link leads to → number of its page."""
    reader = PdfReader(io.BytesIO(data))
    places = {
        name.removeprefix("/"): reader.get_destination_page_number(to) for name, to in reader.named_destinations.items()
    }
    return {name: number + 1 for name, number in places.items() if number is not None}
