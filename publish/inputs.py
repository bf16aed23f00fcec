"""What the site is made from, as one hash: the site is stale when and only when this changes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

FOLDERS = ("docs", "overrides", "generator", "publish", "config", "tests/cases/samples", "tests/data", "requirements")
FILES = ("mkdocs.yml", "package-lock.json", "pyproject.toml", "README.md", "README.zh.md", "CHANGELOG.md")
NAMED = ("SITE_URL", "SITE_URL_EN", "SOURCE_DATE_EPOCH", "OFFLINE_COPY")


def fingerprint(root: Path, *, with_browser: bool) -> str:
    """Returns a hash over names and contents of all inputs, the variables that the build heeds,
    and whether there is a browser to print the handbook."""
    whole = hashlib.sha256(b"with handbook" if with_browser else b"")
    for name in NAMED:
        whole.update(f"{name}={os.environ.get(name, '')}\0".encode())
    files = [root / name for name in FILES]
    for folder in FOLDERS:
        files += sorted(file for file in (root / folder).rglob("*") if "__pycache__" not in file.parts)
    for file in files:
        if file.is_file():
            whole.update(str(file.relative_to(root)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
