"""First steps: MkDocs builds the pages, Chinese at the root and English under `en/`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONFIGS = {"zh": (Path("mkdocs.yml"), Path()), "en": (Path("config/mkdocs.en.yml"), Path("en"))}


class PagesError(Exception):
    """MkDocs refused to build; the message is what it said."""


def chinese(site: Path) -> str:
    """Builds the Chinese pages into `site`.

    Raises:
        PagesError: a page, link or configuration is wrong.
    """
    return _build(site, "zh")


def english(site: Path) -> str:
    """Builds the English pages into `site/en`.

    Raises:
        PagesError: as for the Chinese ones.
    """
    return _build(site, "en")


def _build(site: Path, language: str) -> str:
    config, folder = CONFIGS[language]
    # Material prints a page of advice on MkDocs 2 at each build; the plan for that is in the contributing guide.
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", ROOT / config, "-d", site / folder]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise PagesError(f"MkDocs ({config}):\n{(done.stdout + done.stderr).strip()}")
    return f"{len(list((site / folder).rglob('index.html')))} pages"
