"""Step over the built site: every practice case as the JSON that the letter desk loads when a link names it.

`assets/practice/<id>.json` below each language's root: `{"document": …, "case": …}`, a case file in that language.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import generator
from publish.spoken import spoken

ROOTS = {"zh": "", "en": "en/"}


def run(site: Path) -> str:
    """Writes the cases of both languages and says how many.

    Raises:
        CaseError: a case is not one that the engine accepts.
    """
    rows = generator.practice()
    for language, root in ROOTS.items():
        folder = site / root / "assets" / "practice"
        folder.mkdir(parents=True, exist_ok=True)
        for row in rows:
            text = json.dumps({"document": row["document"], "case": case(row, language)}, ensure_ascii=False)
            (folder / f"{row['id']}.json").write_text(text, "utf-8")
    return f"{len(rows)} practice cases in {len(ROOTS)} languages"


def case(row: dict[str, Any], language: str) -> dict[str, Any]:
    """The case file of one practice case in one language.

    Raises:
        CaseError: it is not one that the engine accepts.
    """
    made: dict[str, Any] = {**spoken(row["case"], language), "language": language}
    generator.build(json.loads(json.dumps(made)))
    return made
