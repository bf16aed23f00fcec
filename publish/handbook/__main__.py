"""`python -m publish.handbook`: prints the PDFs into `site/`, or a hand-out of chosen chapters into `build/`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from publish import browser
from publish.handbook import editions, make
from publish.handbook.chrome import Chrome, ChromeError
from publish.handbook.fonts import MissingCharacterError
from publish.handbook.press import HandbookError, printed, served

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"


def main(arguments: list[str] | None = None) -> int:
    """Prints from the built site; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish.handbook", description="Print the built site as PDF.")
    parser.add_argument(
        "--pages", help="ids of pages, with commas: only these, as a hand-out (the id stands in go/<id>/)"
    )
    parser.add_argument(
        "--language", choices=editions.LANGUAGES, action="append", help="of the hand-out; both if not given"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "build", help="folder of the hand-out (build/)")
    options = parser.parse_args(arguments)
    try:
        if not SITE.exists():
            raise HandbookError("the site is not built; run: make site")
        found = browser.find()
        if not options.pages:
            print(f"· {make(SITE, found)}")
            return 0
        pages = [name.strip() for name in options.pages.split(",") if name.strip()]
        for file in handouts(found, pages, options.language or editions.LANGUAGES, folder=options.output):
            print(f"· {file}")
    except browser.NoBrowserError as error:
        print(f"make: no handbook: {error}. Debian: apt install chromium; or name one: CHROMIUM=/path", file=sys.stderr)
        return 1
    except (HandbookError, ChromeError, MissingCharacterError) as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    return 0


def handouts(found: browser.Browser, pages: list[str], languages: list[str], *, folder: Path) -> list[Path]:
    """Prints the chapters named, in each language, and returns the files.

    Raises:
        HandbookError: no page has one of the ids, or the PDF cannot be made as it should be.
    """
    made = []
    folder.mkdir(parents=True, exist_ok=True)
    with served(SITE) as origin, Chrome(found) as chrome:
        for language in languages:
            edition = editions.edition("handout", language, site=SITE, pages=pages)
            made.append(folder / edition.file)
            made[-1].write_bytes(printed(chrome, edition, origin=origin))
    return made


if __name__ == "__main__":
    sys.exit(main())
