"""What steps have made, kept in `build/kept/` under a hash of all that it was made from, so that it is made once.

A folder stands there only when it is complete. The last few of each name stay, so that one may go back and forth
between two states of the sources.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / "build" / "kept"
MANY = 3  # folders that stay of each name


def place(name: str, stamp: str) -> Path:
    """Where the folder `name` of this stamp is kept, or will be."""
    return KEPT / f"{name}.{stamp[:24]}"


def kept(name: str, stamp: str, make: Callable[[Path], object]) -> Path:
    """Returns the folder `name` of this stamp, filled by `make` if it is not there; readers change nothing."""
    folder = place(name, stamp)
    if not folder.exists():
        part = KEPT / f"part.{os.getpid()}.{folder.name}"
        part.mkdir(parents=True)
        try:
            make(part)
            part.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was quicker
                raise
        finally:
            shutil.rmtree(part, ignore_errors=True)
    os.utime(folder)
    for old in sorted(KEPT.glob(f"{name}.*"), key=lambda path: path.stat().st_mtime)[:-MANY]:
        shutil.rmtree(old, ignore_errors=True)
    return folder
