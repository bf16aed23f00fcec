"""What things are made from, as one hash: the site, or what a step keeps, is stale when and only when this changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = ("docs", "overrides", "generator", "publish", "config", "tests/cases/samples", "tests/data", "requirements")
FILES = ("mkdocs.yml", "package-lock.json", "pyproject.toml", "README.md", "README.zh.md", "CHANGELOG.md")
NAMED = ("SITE_URL", "SITE_URL_EN", "SOURCE_DATE_EPOCH", "OFFLINE_COPY")


def fingerprint(root: Path, *, with_browser: bool) -> str:
    """Returns a hash over names and contents of all inputs, the variables that the build heeds,
    and whether there is a browser to print the handbook."""
    places = [root / name for name in (*FILES, *FOLDERS)]
    return stamp("with handbook" if with_browser else "", *variables(), files=files(places), root=root)


def variables() -> list[str]:
    """The variables that the build heeds, each with its value."""
    return [f"{name}={os.environ.get(name, '')}" for name in NAMED]


def stamp(*texts: str, files: Iterable[Path] = (), root: Path) -> str:
    """Returns a hash over texts, and over names below `root` and contents of files."""
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode() + b"\0")
    for file in files:
        whole.update(str(file.relative_to(root)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def files(places: Iterable[Path]) -> Iterator[Path]:
    """The files among and below some places, in order; what Python keeps of its own is none of them."""
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
