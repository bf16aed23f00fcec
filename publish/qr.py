"""Step over the built site: beside every short address `go/<id>/` its QR code, `qr.svg`, for sheets and slides.

The code holds the address below the host for which the site is built, as the pages' canonical links name it.
"""

from __future__ import annotations

import io
import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import segno

from publish import inputs
from publish.kept import kept

ROOTS = ("", "en/")
# For codes of links that only a page knows, such as a trainer's agenda.
LIBRARY = Path(__file__).resolve().parent.parent / "node_modules" / "uqr" / "dist" / "index.mjs"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
QUIET = 4  # modules of white around the code, which readers need


class CodeError(Exception):
    """The site does not say where it will stand."""


def run(site: Path) -> str:
    """Draws the codes of all short addresses below `site` and says how many.

    Raises:
        CodeError: a start page has no canonical link.
    """
    places = {}
    for root in ROOTS:
        address = home(site / root / "index.html")
        scripts = site / root / "assets" / "javascripts"
        scripts.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LIBRARY, scripts / "uqr.mjs")
        for page in sorted((site / root / "go").glob("*/index.html")):
            places[f"{address}go/{page.parent.name}/"] = page.parent / "qr.svg"
    for address, drawing in _drawn(list(places)).items():
        places[address].write_text(drawing, "utf-8")
    return f"{len(places)} codes"


def _drawn(addresses: list[str]) -> dict[str, str]:
    """Address → code; drawn once for the same addresses."""
    here = Path(__file__)
    made_from = inputs.stamp(version("segno"), *addresses, files=[here], root=here.parent)

    def make(folder: Path) -> None:
        codes = {address: code(address).decode() for address in addresses}
        (folder / "codes.json").write_text(json.dumps(codes), "utf-8")

    drawn: dict[str, str] = json.loads((kept("qr", made_from, make) / "codes.json").read_text("utf-8"))
    return drawn


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
