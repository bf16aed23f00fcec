"""Names for files and folders that every file system takes and that sort by day, debtor and document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names that Windows keeps for itself
_LONGEST = 60  # characters of a folder's name
_DEBTOR, _TITLE = 40, 30  # … and of the parts of a file's: Chinese ones take three bytes each, of 255


def safe(text: str, *, longest: int = _LONGEST) -> str:
    """The text as one part of a path; `_` where nothing of it is left."""
    name = _FORBIDDEN.sub("_", text).strip(" .")[:longest].rstrip(" .") or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def named(day: date, debtor: str, title: str, ending: str) -> str:
    """`2026-11-22_Debtor_Title.docx`."""
    return f"{day}_{safe(debtor, longest=_DEBTOR)}_{safe(title, longest=_TITLE)}.{ending}"


def folders(debtors: Iterable[str]) -> Iterator[str]:
    """A folder name for each debtor, no two alike."""
    used: dict[str, int] = {}
    for debtor in debtors:
        name = safe(debtor)
        used[name.casefold()] = used.get(name.casefold(), 0) + 1
        count = used[name.casefold()]
        yield name if count == 1 else f"{name} ({count})"
