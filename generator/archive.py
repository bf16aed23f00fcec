"""Is a workbook what it says it is? Its bytes are checked before a parser sees them; only parts that are read go on.

Cheap questions come first, and the parts are inflated piece by piece: a hostile file costs neither time nor memory.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from generator.errors import CaseError, Problem

MAX_BYTES = 10 << 20
MAX_PARTS = 200
MAX_INFLATED = 30 << 20
MAX_RATIO = 150
MAX_TAGS = 3_000_000
_MAX_STRING_TAGS = 1_000_000  # outside the sheets a tag costs the parser far more
_MAX_DIRECTORY = 64 << 10
_PIECE = 1 << 16
_MEGABYTE = 1 << 20
_READ = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels|xl/worksheets/[^/]+\.xml")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
_OPENED = 0x1  # flag bit of an encrypted part


def checked(data: bytes, name: str) -> bytes:
    """The workbook with only the parts that are read, each stored as it is.

    Args:
        data: the .xlsx file.
        name: its name, for the problem.

    Raises:
        CaseError: too large, damaged, encrypted, or built to exhaust whoever opens it.
    """
    if len(data) > MAX_BYTES:
        raise CaseError([Problem(name, "table-too-large", {"max": str(MAX_BYTES // _MEGABYTE)})])
    _check_directory(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, name)
            for part in parts:
                _check_part(archive, part, name)
            return _stored(archive, parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        raise CaseError([Problem(name, "xlsx-damaged")]) from None


def _check_directory(data: bytes, name: str) -> None:
    """The end record, before `zipfile` reads as many entries as the directory claims to hold."""
    end = len(data) - 22
    if data[end : end + 4] != b"PK\5\6" or data[-2:] != b"\0\0":
        end = data.rfind(b"PK\5\6", max(0, len(data) - 65_557))
    if end < 0:
        raise CaseError([Problem(name, "xlsx-damaged")])
    entries = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if entries > MAX_PARTS or size > _MAX_DIRECTORY or data[end - 20 : end - 16] == b"PK\6\7":
        raise CaseError([Problem(name, "xlsx-too-many-parts", {"max": str(MAX_PARTS)})])


def _parts(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The parts to read, after what the directory says of all of them has been found harmless."""
    parts = archive.infolist()
    if any(part.flag_bits & _OPENED for part in parts):
        raise CaseError([Problem(name, "xlsx-encrypted")])
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise CaseError([Problem(name, "xlsx-unsafe", {"what": "compression"})])
    if len({part.filename for part in parts}) < len(parts):
        raise CaseError([Problem(name, "xlsx-unsafe", {"what": "double names"})])
    if sum(part.file_size for part in parts) > MAX_INFLATED or any(_is_bomb(part) for part in parts):
        raise CaseError([Problem(name, "xlsx-too-big-inside", {"max": str(MAX_INFLATED // _MEGABYTE)})])
    return [part for part in parts if _READ.fullmatch(part.filename)]


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > MAX_RATIO * max(part.compress_size, 1000)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """One part, piece by piece: the size that was declared (`zipfile` holds to it), and XML that declares nothing."""
    tags, tail = 0, b""
    allowed = MAX_TAGS if part.filename.startswith("xl/worksheets/") else _MAX_STRING_TAGS
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            if not tail and _foreign_encoding(piece):
                raise CaseError([Problem(name, "xlsx-unsafe", {"what": "encoding"})])
            if _DECLARATION.search(tail + piece):
                raise CaseError([Problem(name, "xlsx-unsafe", {"what": "DTD"})])
            tags += piece.count(b"<")
            if tags > allowed:
                raise CaseError([Problem(name, "xlsx-too-big-inside", {"max": str(MAX_INFLATED // _MEGABYTE)})])
            tail = piece[-16:]


def _foreign_encoding(start: bytes) -> bool:
    """In any other encoding than UTF-8 a document type declaration would not be seen."""
    declared = _ENCODING.search(start[:400])
    named = declared[1].lower() if declared else b"utf-8"
    return b"\0" in start[:4] or start[:2] in (b"\xff\xfe", b"\xfe\xff") or named not in (b"utf-8", b"us-ascii")


def _stored(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as copy:
        for part in parts:
            copy.writestr(zipfile.ZipInfo(part.filename), archive.read(part))
    return whole.getvalue()
