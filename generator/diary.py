"""Days to keep as a calendar file (.ics, RFC 5545): all-day entries with reminders; same input, same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.folding import folded
from generator.model import Language

_LONGEST = 75  # bytes of a line before it must be folded
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One day to keep: what is to be done, why, and how many days before to be reminded (0: at nine on the day)."""

    on: date
    title: str
    note: str = ""
    remind: tuple[int, ...] = (0,)


def ics(entries: Sequence[Entry], *, written: date, language: Language) -> bytes:
    """Write a calendar file.

    Args:
        entries: the days, in any order; they are written by date.
        written: the day on which the case was assessed; stands as the stamp of every entry.
        language: of titles and notes.

    Returns:
        UTF-8 bytes with CRLF lines of at most 75 bytes. An entry keeps its UID as long as its day and title stay, so
        that importing the file again does not double it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//huikuan//receivables//{language.upper()}",
        "CALSCALE:GREGORIAN",
    ]
    for entry in sorted(entries, key=lambda e: (e.on, e.title)):
        lines += _event(entry, written=written, language=language)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line, _LONGEST, lead=b" "))


def _event(entry: Entry, *, written: date, language: Language) -> Iterator[str]:
    name = hashlib.sha256(f"{entry.on}\0{entry.title}".encode("utf-8", "replace")).hexdigest()[:32]
    yield from ("BEGIN:VEVENT", f"UID:{name}@huikuan.invalid", f"DTSTAMP:{written:%Y%m%d}T000000Z")
    yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(entry.title)}"
    if entry.note:
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(entry.note)}"
    yield "TRANSP:TRANSPARENT"
    for days in entry.remind:
        # Counted from midnight at the start of the day: nine in the morning of that day, or of so many days before.
        trigger = f"-P{days - 1}DT15H" if days else "PT9H"
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_text(entry.title)}",
            f"TRIGGER:{trigger}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _text(text: str) -> str:
    kept = (c for c in text if c == "\n" or (c >= " " and c not in "\x7f\x85\u2028\u2029"))
    return "".join(kept).translate(_ESCAPES)
