"""A letter as an e-mail file (.eml) that opens as a draft, and as a mailto: address.

Written by hand rather than with the `email` package: its folding of headers changes between Python versions and its
boundaries are random, while the same case must give the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from generator.folding import folded

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PLAIN = re.compile(r"[ !#-\[\]-~]{0,66}")  # printable ASCII without " and \, short enough for one line
_ENCODED = 39  # bytes of text in one encoded word: with frame and field name a line stays below the 76 of RFC 2047
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NOON = "12:00:00 +0800"  # the letter names a day, not an hour


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name with an address; an address that is none leaves the field open for the sender to fill."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. `kind` is its media type, such as `application/pdf`."""

    name: str
    kind: str
    content: bytes


def eml(
    *,
    sender: Mailbox,
    to: Mailbox,
    subject: str,
    text: str,
    html: str,
    written: date,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Write an e-mail file (RFC 5322, MIME) with the text in two forms.

    Args:
        sender: whose mail it is; also decides the domain of the Message-ID.
        to: the debtor's contact.
        subject: one line.
        text: the body as plain text.
        html: the same body as a whole HTML file.
        written: the day of the letter, which becomes the Date.
        attachments: further files, in order.

    Returns:
        The bytes of the .eml: CRLF lines, ASCII only, unsent (`X-Unsent`), the same for the same input.
    """
    seed = hashlib.sha256("\0".join((sender.address, to.address, subject, text, html, f"{written}")).encode())
    for attached in attachments:
        seed.update(attached.content)
    mark = seed.hexdigest()
    both = _several("alternative", mark[:24], [_words("plain", text), _words("html", html)])
    whole = _several("mixed", mark[24:48], [both, *map(_attached, attachments)]) if attachments else both
    domain = sender.address.rpartition("@")[2] if _ADDRESS.fullmatch(sender.address) else "huikuan.invalid"
    head = [
        *_mailbox("From", sender),
        *_mailbox("To", to),
        f"Subject: {_header(subject)}",
        f"Date: {_day(written)}",
        f"Message-ID: <{mark[:32]}@{domain}>",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
    ]
    return "\r\n".join((*head, whole)).encode("ascii")


def mailto(address: str, *, subject: str, text: str) -> str:
    """A `mailto:` address with subject and body, every reserved character encoded (RFC 6068)."""
    to = quote(address, safe="@") if _ADDRESS.fullmatch(address) else ""
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{to}?subject={quote(subject, safe='')}&body={body}"


def _several(kind: str, boundary: str, parts: list[str]) -> str:
    """A multipart body. The parts are base64 or headers of ours, so no line of them can be the boundary."""
    head = f'Content-Type: multipart/{kind}; boundary="={boundary}="\r\n'
    inner = "".join(f"\r\n--={boundary}=\r\n{part}" for part in parts)
    return f"{head}{inner}\r\n--={boundary}=--\r\n"


def _words(kind: str, text: str) -> str:
    return f"Content-Type: text/{kind}; charset=utf-8\r\n{_content(text.replace(chr(10), chr(13) + chr(10)).encode())}"


def _attached(attachment: Attachment) -> str:
    name = quote(attachment.name, safe="")
    place = f"Content-Disposition: attachment; filename*=utf-8''{name}\r\n"
    return f"Content-Type: {attachment.kind}\r\n{place}{_content(attachment.content)}"


def _content(content: bytes) -> str:
    coded = encodebytes(content).decode("ascii").replace("\n", "\r\n")
    return f"Content-Transfer-Encoding: base64\r\n\r\n{coded}"


def _mailbox(field: str, box: Mailbox) -> Iterator[str]:
    """The header line, or none where the address is not usable: a draft without a sender takes the user's account."""
    if not _ADDRESS.fullmatch(box.address):
        return
    name = _CONTROL.sub(" ", box.name).strip()
    if not name:
        yield f"{field}: {box.address}"
    else:
        shown = f'"{name}"' if _PLAIN.fullmatch(name) else _encoded(name)
        yield f"{field}: {shown}\r\n <{box.address}>"


def _header(text: str) -> str:
    """Header text: as it is where it is short and plain, else in encoded words, one a line; never a line break."""
    text = _CONTROL.sub(" ", text)
    if _PLAIN.fullmatch(text) and "=?" not in text and text == text.strip():
        return text
    return _encoded(text)


def _encoded(text: str) -> str:
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in folded(text, _ENCODED))


def _day(day: date) -> str:
    """The day as RFC 5322 writes it; `ctime` has the English names in every locale."""
    weekday, month, *_ = datetime(day.year, day.month, day.day).ctime().split()
    return f"{weekday}, {day.day:02} {month} {day.year:04} {_NOON}"
