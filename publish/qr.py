"""Step over the built site: beside every short address `go/<id>/` its QR code, `qr.svg`, for sheets and slides.

The code holds the address below the host for which the site is built, as the pages' canonical links name it.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import segno

ROOTS = ("", "en/")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
QUIET = 4  # modules of white around the code, which readers need


class CodeError(Exception):
    """The site does not say where it will stand."""


def run(site: Path) -> str:
    """Draws the codes of all short addresses below `site` and says how many.

    Raises:
        CodeError: a start page has no canonical link.
    """
    count = 0
    for root in ROOTS:
        address = home(site / root / "index.html")
        for page in sorted((site / root / "go").glob("*/index.html")):
            (page.parent / "qr.svg").write_bytes(code(f"{address}go/{page.parent.name}/"))
            count += 1
    return f"{count} codes"


def home(page: Path) -> str:
    """The address of a language's start page.

    Raises:
        CodeError: the page has no canonical link.
    """
    found = CANONICAL.search(page.read_text("utf-8"))
    if not found:
        raise CodeError(f"{page}: no canonical link to draw the QR codes from; set site_url")
    return found[1]


def code(address: str) -> bytes:
    """The QR code of an address as SVG, black on white whatever the page's colours are."""
    drawing = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(
        drawing,
        kind="svg",
        border=QUIET,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()
