"""First steps: MkDocs builds the pages, Chinese at the root and English under `en/`.

Pages are built anew when anything has changed that they may be made from. Scripts, styles and pictures of our theme
are no part of that: MkDocs only copies them, and so do we.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from publish import inputs
from publish.handbook import editions
from publish.kept import kept

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path("overrides", "assets")
# Later steps, which make nothing of the pages.
LATER = ("handbook", "offline", "runtime", "service_worker", "single_file")
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
    target = site / CONFIGS[language][1]
    made = kept(f"pages-{language}", stamp(language), lambda folder: _mkdocs(folder, language))
    shutil.copytree(made, target, dirs_exist_ok=True)
    for file in inputs.files([ROOT / ASSETS]):
        copied = target / file.relative_to(ROOT / ASSETS.parent)
        if copied.exists():  # else one of those that MkDocs leaves where they are
            shutil.copyfile(file, copied)
    return f"{len(list(made.rglob('index.html')))} pages"


def stamp(language: str, root: Path = ROOT) -> str:
    """A hash of all that the pages of one language may be made from, in the project at `root`."""
    # The list of our theme's files counts, their contents do not. The map of the site has the day in it.
    assets = [file.relative_to(root).as_posix() for file in inputs.files([root / ASSETS])]
    how = [language, str(editions.today()), *inputs.variables(), *assets]
    return inputs.stamp(*how, files=_sources(language, root), root=root)


def _sources(language: str, root: Path) -> Iterator[Path]:
    for file in inputs.files(root / name for name in (*inputs.FILES, *inputs.FOLDERS)):
        inside = file.relative_to(root)
        later = inside.parts[0] == "publish" and inside.parts[1] in LATER
        foreign = inside.parts[0] == "docs" and (inside.parts[1] == "en") != (language == "en")
        if not (later or foreign or inside.is_relative_to(ASSETS)):
            yield file


def _mkdocs(folder: Path, language: str) -> None:
    config = CONFIGS[language][0]
    # Material prints a page of advice on MkDocs 2 at each build; the plan for that is in the contributing guide.
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", ROOT / config, "-d", folder]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise PagesError(f"MkDocs ({config}):\n{(done.stdout + done.stderr).strip()}")
