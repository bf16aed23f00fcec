"""The hand-over pack: one zip with summary, chronology, working, statement, evidence and proof of service.

Every file stands in `manifest.json` with its SHA-256; the same case gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator import api, files, tables
from generator.errors import Problem, Refusal
from generator.model import Language
from generator.report import Assessment

_EPOCH = (2020, 1, 1, 0, 0, 0)  # a fixed date inside the zip: the same case, the same bytes
_BLANK = "____________"  # as the documents themselves leave room for a word


def pack(assessed: Assessment, *, language: Language, added: Mapping[str, bytes] | None = None) -> bytes:
    """The pack of one case.

    Args:
        assessed: the assessment.
        language: of the papers.
        added: further files by name, such as scans of what was sent; they stand under `attachments/`.

    Raises:
        Refusal: none of its papers can be written.
    """
    parts: dict[str, bytes] = {}
    left_out: list[dict[str, str]] = []
    for row in tables.table("pack")["part"]:
        try:
            parts.update(_part(row, assessed, language))
        except Refusal as refusal:
            left_out += [{"part": row["name"], **told} for told in api.explain(refusal, language=language)]
    if not parts:
        raise Refusal([Problem("claims", "nothing-to-claim", {"reason": "none-open"})])
    parts["figures.json"] = _json(api.assessment_json(assessed, language=language))
    parts.update({f"attachments/{name}": content for name, content in (added or {}).items()})
    parts["manifest.json"] = _json(_manifest(assessed, parts, left_out))
    return _zipped(parts)


def _part(row: Mapping[str, Any], assessed: Assessment, language: Language) -> Iterator[tuple[str, bytes]]:
    if row.get("working"):
        yield f"{row['name']}.txt", f"{api.working(assessed, language=language)}\n".encode()
        return
    case = replace(assessed.case, fields={**dict.fromkeys(row.get("blank", ()), _BLANK), **assessed.case.fields})
    assessed = replace(assessed, case=case)
    letter = api.write(case, document=row["document"], language=language, assessed=assessed)
    yield f"{row['name']}.txt", f"{letter.text}\n".encode()
    yield f"{row['name']}.docx", files.docx(letter, case)


def _manifest(assessed: Assessment, parts: Mapping[str, bytes], left_out: list[dict[str, str]]) -> dict[str, Any]:
    case = assessed.case
    return {
        "as_of": f"{case.as_of}",
        "creditor": case.creditor.name,
        "debtor": case.debtor.name,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())},
        "left_out": left_out,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in sorted(parts.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_STORED)
    return buffer.getvalue()
