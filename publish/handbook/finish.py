"""Finishes a print of Chromium without rewriting it: the same dates each time, bookmarks shown, an identity.

Dates are overwritten in their places; the rest is appended as PDF's own incremental update, which takes no time, while a
library would read and write twenty thousand objects of structure anew.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")
FONT = re.compile(rb"/BaseFont /(?:[A-Z]{6}\+)?([^\s/>]+)|/Subtype /(Type3)\b")
TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.S)


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
    catalog = re.search(rb"\n%s 0 obj\n<<(.*?)>>\nendobj" % root[1], fixed, re.S) if root else None
    if not (trailer and root and catalog):
        raise FinishError("Chromium writes its PDFs in another form; look at publish/handbook/finish.py")
    shown = b"/PageMode /UseOutlines\n" if bookmarks else b""
    place = len(fixed)
    mark = hashlib.sha256(fixed).hexdigest()[:32].encode()
    update = b"%s 0 obj\n<<%s\n%s>>\nendobj\n" % (root[1], catalog[1].strip(), shown)
    table = b"xref\n%s 1\n%010d 00000 n \n" % (root[1], place)
    ends = b"trailer\n<<%s\n/ID [<%s> <%s>]\n/Prev %s>>\n" % (trailer[1].strip(), mark, mark, trailer[2])
    return fixed + update + table + ends + b"startxref\n%d\n%%%%EOF\n" % (place + len(update))


def foreign_fonts(data: bytes, ours: str) -> list[str]:
    """The fonts in a print whose names do not begin with ours: taken for characters that ours lack."""
    names = {(match[1] or match[2]).decode("latin-1") for match in FONT.finditer(data)}
    return sorted(name for name in names if not name.startswith(ours))
