"""Finishes a print of Chromium: the same dates each time, bookmarks shown, an identity, half the size.

Chromium writes each of some thirty thousand elements of structure as an object of its own. Here all objects without a
stream of data are packed by the hundred into compressed ones (PDF 1.5: ISO 32000-1 §7.5.7 and §7.5.8). Nothing else is
touched, so this takes a fraction of the time in which a library would read and write them.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from datetime import date

DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")
FONT = re.compile(rb"/BaseFont /(?:[A-Z]{6}\+)?([^\s/>]+)|/Subtype /(Type3)\b")
TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.S)
TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf] \n)+)")
OBJECT = re.compile(rb"(\d+) 0 obj\s+(.*?)\s*endobj\s*\Z", re.S)
STREAM = re.compile(rb">>\s*stream\r?\n")
NODE = re.compile(rb"\((node\d{8})\)")
OWN = re.compile(rb"/ID \((node\d{8})\)")
TREE = re.compile(rb"/IDTree (\d+) 0 R")
KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
HEAD = b"%PDF-1.5\n%\xd3\xeb\xe9\xe1\n"
PACK = 200  # objects in one stream


class FinishError(Exception):
    """The print has another form than we know."""


def finished(data: bytes, day: date, *, bookmarks: bool) -> bytes:
    """The print dated to the beginning of a day; `bookmarks` are shown when it is opened.

    Raises:
        FinishError: Chromium writes PDFs in another way than we know.
    """
    fixed = DATES.sub(lambda match: b"/%s (D:%s000000+00'00')" % (match[1], day.strftime("%Y%m%d").encode()), data)
    trailer = TRAILER.search(fixed)
    root = re.search(rb"/Root (\d+) 0 R", trailer[1]) if trailer else None
    if not trailer or not root:
        raise FinishError("Chromium writes its PDFs in another form; look at publish/handbook/finish.py")
    objects = _objects(fixed, int(trailer[2]))
    if bookmarks:
        catalog = objects[int(root[1])]
        objects[int(root[1])] = catalog.removesuffix(b">>") + b"\n/PageMode /UseOutlines>>"
    _renumber(objects)
    kept = re.sub(rb"/(Size|Prev) \d+", b"", trailer[1]).strip()
    whole = hashlib.sha256(b"".join(objects[number] for number in sorted(objects)))
    mark = whole.hexdigest()[:32].encode()
    return _written(objects, kept + b"\n/ID [<%s> <%s>]" % (mark, mark))


def foreign_fonts(data: bytes, ours: str) -> list[str]:
    """The fonts in a print whose names do not begin with ours: taken for characters that ours lack."""
    names = {(match[1] or match[2]).decode("latin-1") for match in FONT.finditer(data)}
    return sorted(name for name in names if not name.startswith(ours))


def _objects(data: bytes, table: int) -> dict[int, bytes]:
    """Number of each object → what stands between its `obj` and `endobj`."""
    listed = TABLE.match(data, table)
    if not listed:
        raise FinishError("Chromium's table of objects has another form; look at publish/handbook/finish.py")
    rows = [line for line in listed[2].splitlines() if line.endswith(b"n ")]
    places = sorted(int(row[:10]) for row in rows)
    found = {}
    for start, end in zip(places, [*places[1:], table], strict=True):
        match = OBJECT.match(data[start:end])
        if not match:
            raise FinishError(f"no object at byte {start}; look at publish/handbook/finish.py")
        found[int(match[1])] = match[2]
    return found


def _renumber(objects: dict[int, bytes]) -> None:
    """Names elements of structure by their order, and lists them anew: Chromium numbers them as it comes by."""
    owners = {match[1]: number for number in sorted(objects) if (match := OWN.search(objects[number]))}
    names = {name: b"node%08d" % rank for rank, name in enumerate(owners, 1)}
    for number, text in objects.items():
        if not STREAM.search(text):
            objects[number] = NODE.sub(lambda match: b"(%s)" % names.get(match[1], match[1]), text)
    listed = b" ".join(b"(%s) %d 0 R" % (names[name], number) for name, number in owners.items())
    for tree in [int(match[1]) for text in objects.values() if (match := TREE.search(text))]:
        _drop_branches(objects, tree)
        objects[tree] = b"<</Names [%s]>>" % listed


def _drop_branches(objects: dict[int, bytes], tree: int) -> None:
    """Removes what hangs below the root of a tree of names: it lists them in another order each time."""
    for branch in KIDS.findall(objects[tree]):
        for name in map(int, re.findall(rb"(\d+) 0 R", branch)):
            _drop_branches(objects, name)
            del objects[name]


def _written(objects: dict[int, bytes], trailer: bytes) -> bytes:
    """A file of these objects: those with a stream as they are, the others packed."""
    out, places = bytearray(HEAD), {}
    plain = [number for number in sorted(objects) if not STREAM.search(objects[number])]
    for number in sorted(set(objects) - set(plain)):
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    free = max(objects) + 1
    for first in range(0, len(plain), PACK):
        pack = plain[first : first + PACK]
        places[free] = (1, len(out), 0)
        places |= {number: (2, free, index) for index, number in enumerate(pack)}
        out += _pack(free, {number: objects[number] for number in pack})
        free += 1
    places[free] = (1, len(out), 0)
    start = len(out)
    rows = b"".join(_row(*places.get(number, (0, 0, 0))) for number in range(free + 1))
    table = b"/Type /XRef\n/Size %d\n/W [1 4 2]\n%s" % (free + 1, trailer)
    out += _stream(free, table, rows)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def _pack(number: int, objects: dict[int, bytes]) -> bytes:
    """Several objects as one: first where each begins, then they themselves."""
    index, body = [], bytearray()
    for name, text in objects.items():
        index.append(b"%d %d" % (name, len(body)))
        body += text + b"\n"
    head = b" ".join(index) + b"\n"
    return _stream(number, b"/Type /ObjStm\n/N %d\n/First %d" % (len(objects), len(head)), head + bytes(body))


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    head = b"%d 0 obj\n<<%s\n/Filter /FlateDecode\n/Length %d>>\nstream\n" % (number, entries, len(packed))
    return head + packed + b"\nendstream\nendobj\n"


def _row(kind: int, place: int, index: int) -> bytes:
    return bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
