"""The fonts of the PDFs: only the slices of Noto Sans SC that the text needs, as plain files of two weights.

npm brings the font as a hundred variable slices. Chromium would put a variable font into a PDF as drawings, so each
slice is set to 400 and 700 here, once, and kept in `build/`. Radicals and compatibility characters lose their place in
the map: they share their drawing with the ordinary character, and a copied 金 must not come out as ⾦.
"""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "@fontsource-variable" / "noto-sans-sc"
FAMILY = "Huikuan Book"
WEIGHTS = (400, 700)
LATIN, WESTERN = "latin", "-western"
QUOTES = "‘’“”"
# Chromium takes the half square between two of these away only where one file has both; here is one that has all.
MARKS, MARKED = "marks", frozenset(map(ord, f"{QUOTES}、。，．：；（）《》〈〉【】「」『』"))
SIDE = 50  # thousandths of the type size on each side of a narrow quotation mark
TWINS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
INVISIBLE = {"\t", "\n", "\r", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\u00ad"}
FACE = '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{url}"); unicode-range: {ranges}; }}\n'


class MissingCharacterError(Exception):
    """The text holds characters that the fonts lack; the message lists them."""


def place() -> Path:
    """The folder in which the plain files are kept."""
    version = json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    return ROOT / "build" / f"fonts-{version}"


def style(text: Iterable[str], address: str, *, western: bool = False) -> str:
    """The `@font-face` rules for a text, whose files are made if they are not there; `address` is their folder's.

    With `western` the quotation marks are as narrow as Western type has them; the Chinese ones fill a square, and half
    of it goes where two marks meet.

    Raises:
        MissingCharacterError: no slice has one of the characters.
    """
    wanted = {ord(character) for character in text} - {ord(character) for character in INVISIBLE}
    slices = {
        f"{name}{WESTERN if western and name == LATIN else ''}": ranges
        for name, ranges in _ranges().items()
        if wanted & ranges
    }
    if not western:
        slices[MARKS] = MARKED & _promised()  # the last rule for a character goes first
    _make([(name, weight) for name in slices for weight in WEIGHTS if not _file(name, weight).exists()])
    covered = set().union(*(_map(name) for name in slices))
    if lacking := sorted(wanted - covered):
        listed = " ".join(f"{chr(code)} (U+{code:04X})" for code in lacking)
        raise MissingCharacterError(f"the fonts of the handbook have no {listed}; write it in another way")
    return "".join(
        FACE.format(family=FAMILY, weight=weight, url=f"{address}{_file(name, weight).name}", ranges=_written(ranges))
        for name, ranges in slices.items()
        for weight in WEIGHTS
    )


def known(character: str) -> bool:
    """Whether some slice promises the character."""
    return ord(character) in _promised()


@cache
def _promised() -> set[int]:
    return set().union(*_ranges().values())


@cache
def _ranges() -> dict[str, set[int]]:
    """The characters of each slice."""
    listed = json.loads((PACKAGE / "unicode.json").read_text("utf-8"))
    return {name.strip("[]"): _codes(ranges) for name, ranges in listed.items()}


def _codes(ranges: str) -> set[int]:
    codes: set[int] = set()
    for part in ranges.removesuffix(";").split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes.difference(*TWINS)


def _written(codes: set[int]) -> str:
    return ",".join(f"U+{code:x}" for code in sorted(codes))


def _file(name: str, weight: int) -> Path:
    return place() / f"{name}-{weight}.ttf"


def _map(name: str) -> set[int]:
    with TTFont(_file(name, WEIGHTS[0]), lazy=True) as font:
        return set(font.getBestCmap())


def _make(missing: list[tuple[str, int]]) -> None:
    if missing:
        place().mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
            list(pool.map(_instance, missing, chunksize=4))


def _instance(what: tuple[str, int]) -> None:
    """Writes one slice in one weight; the same bytes each time, and whole or not at all."""
    name, weight = what
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    font = _marks(weight) if name == MARKS else _plain(name.removesuffix(WESTERN), weight)
    for table in font["cmap"].tables:
        for twins in TWINS:
            for code in twins:
                table.cmap.pop(code, None)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            font["name"].setName(
                f"NotoSansSC-{weight}", record.nameID, record.platformID, record.platEncID, record.langID
            )
    if name.endswith(WESTERN):
        _narrow(font)
    font.flavor = None
    part = _file(name, weight).with_suffix(f".{os.getpid()}")
    font.save(part)
    part.replace(_file(name, weight))


def _plain(name: str, weight: int) -> TTFont:
    """One slice set to one weight."""
    font = TTFont(PACKAGE / "files" / f"noto-sans-sc-{name}-wght-normal.woff2", recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)


def _marks(weight: int) -> TTFont:
    """The Chinese punctuation marks of all slices in one font."""
    parts, left = [], set(MARKED)
    for name, codes in _ranges().items():
        if here := left & codes:
            font = _plain(name, weight)
            chooser = subset.Subsetter(subset.Options(layout_features=["halt"], notdef_outline=True))
            chooser.populate(unicodes=here)
            chooser.subset(font)
            font.flavor = None
            font.save(part := io.BytesIO())
            part.seek(0)
            parts.append(part)
            left -= here
    whole = merge.Merger().merge(parts)
    whole["head"].created = whole["head"].modified = 0
    whole.recalcTimestamp = False
    return whole


def _narrow(font: TTFont) -> None:
    """Lets the quotation marks be as wide as what is drawn of them."""
    glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
    for quote in QUOTES:
        glyph = glyphs[names[ord(quote)]]
        glyph.coordinates.translate((SIDE - glyph.xMin, 0))
        glyph.recalcBounds(glyphs)
        widths[names[ord(quote)]] = (glyph.xMax + SIDE, SIDE)
