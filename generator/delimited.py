"""Tables as text: which encoding, which delimiter, and their lines, of which one at a time is held."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.errors import CaseError, Problem

MAX_BYTES = 20 << 20
MAX_ROWS = 200_000
_SAMPLED = 40  # lines in which headings are counted
_SAMPLE = 1 << 16
_DELIMITERS = (",", "\t", ";", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENOUGH = 3  # headings that confirm an encoding
_LATIN = re.compile("[\u00a0-\u024f\u1e00-\u1eff]")

Score = Callable[[list[list[str]]], int]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text table is written; `doubtful` if its bytes could as well mean other characters."""

    encoding: str
    delimiter: str
    doubtful: bool = False


def layout(data: bytes, name: str, *, score: Score) -> Layout:
    """The encoding and delimiter under which most headings are recognised.

    Order of the encodings: mark at the start, strict UTF-8, GB18030, UTF-16 without a mark; a later one wins only
    where it shows headings that the earlier ones do not.

    Args:
        data: the file.
        name: its name, for the problem.
        score: counts the headings recognised in the first lines.

    Raises:
        CaseError: too large, or text in none of these encodings.
    """
    if len(data) > MAX_BYTES:
        raise CaseError([Problem(name, "table-too-large", {"max": str(MAX_BYTES >> 20)})])
    best, most = None, -1
    for encoding in _encodings(data):
        if most >= _ENOUGH or not _decodes(data, encoding):
            continue
        for delimiter in _DELIMITERS:
            found = score([line for _, line, _ in islice(_lines(data[:_SAMPLE], encoding, delimiter), _SAMPLED)])
            if found > most:
                best, most = Layout(encoding, delimiter), found
    if best is None:
        raise CaseError([Problem(name, "table-not-text")])
    if best.encoding == "utf-8" and _reads_as_chinese(data):
        return Layout("gb18030", best.delimiter, doubtful=True)
    return best


def lines(data: bytes, found: Layout, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each line of the table with its number as a spreadsheet shows it.

    Raises:
        CaseError: more lines than are read, or quotation marks that do not close.
    """
    widest = 4
    try:
        for number, line, spanned in _lines(data, found.encoding, found.delimiter):
            if number > MAX_ROWS:
                raise CaseError([Problem(name, "table-too-many-rows", {"max": str(MAX_ROWS)})])
            widest = max(widest, len(line))
            if spanned > 1 and any("\n" in cell and _has_swallowed(cell, found.delimiter, widest - 1) for cell in line):
                raise CaseError([Problem(f"{name}!{number}", "table-open-quote")])
            yield number, line
    except csv.Error:
        raise CaseError([Problem(name, "table-open-quote")]) from None


def _has_swallowed(cell: str, delimiter: str, width: int) -> bool:
    """Does each line break within the cell come with as many delimiters as a whole line has?"""
    return cell.count(delimiter) >= width * cell.count("\n")


def _lines(data: bytes, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str], int]]:
    """Each record with its number and how many lines of the file it spans."""
    # A sample may end within a character: that is no error, the whole file has been checked by `_decodes`.
    text = io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")
    reader, before = csv.reader(text, delimiter=delimiter), 0
    for number, line in enumerate(reader, 1):
        if number == 1 and len(line) < 3 and "".join(line).lower().startswith("sep="):
            continue
        yield number, line, reader.line_num - before
        before = reader.line_num


def _encodings(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\0" in data[:_SAMPLE]:
        return ["utf-16-le", "utf-16-be"]
    return ["utf-8", "gb18030", "utf-16-le"]


def _decodes(data: bytes, encoding: str) -> bool:
    """Is the whole file valid in this encoding? Decoded in pieces that are thrown away."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _SAMPLE):
            if "\0" in decoder.decode(data[start : start + _SAMPLE]):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _reads_as_chinese(data: bytes) -> bool:
    """Are these bytes, valid UTF-8 though they are, more likely GBK? 实业 in GBK is also ʵҵ in UTF-8.

    So it is where UTF-8 shows letters of two bytes only, none of them Latin, and GB 2312 shows Chinese throughout.
    """
    if data.isascii():
        return False
    text = data.decode("utf-8")
    foreign = [sign for sign in text if sign > "\x7f"]
    if any(sign >= "\u0800" for sign in foreign) or _LATIN.search(text):
        return False
    return _decodes(data, "gb2312")
