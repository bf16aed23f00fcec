"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from generator.errors import CaseError, Problem


def save(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that a stop midway leaves the old one or none.

    Raises:
        CaseError: the folder is missing, full or not writable.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise CaseError([Problem(str(path), "cannot-write", {"reason": error.strerror or str(error)})]) from None


def save_changed(path: Path, content: bytes) -> bool:
    """Write a file with its folder, unless it stands there already with these bytes.

    Returns:
        Whether anything was written.

    Raises:
        CaseError: the folder cannot be made or written to.
    """
    try:
        if path.exists() and path.read_bytes() == content:
            return False
        if not path.parent.is_dir():  # asking is cheaper than a failed attempt, and most files have neighbours
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError([Problem(str(path), "cannot-write", {"reason": error.strerror or str(error)})]) from None
    save(path, content)
    return True
