"""`python -m publish.release`: all that is given away, from the built site, in `dist/`, with SHA-256 sums.

Everything in it is made with fixed dates, so that the same commit and the same `SOURCE_DATE_EPOCH` give the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from publish.handbook import editions
from publish.inputs import files
from publish.offline import packed

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
DIST = ROOT / "dist"
SUMS = "SHA256SUMS"
TAKEN = ("handbook-*.pdf", "pocket-*.pdf", "rules-*.pdf", "huikuan-desk-*.html", "huikuan-offline.zip")


class ReleaseError(Exception):
    """Something to be given away is not there; the message says what."""


def run(site: Path, target: Path) -> list[Path]:
    """Fills `target` anew and returns its files.

    Raises:
        ReleaseError: the site is not built, or without its PDFs.
    """
    for pattern in TAKEN:
        if not list(site.glob(pattern)):
            raise ReleaseError(f"site/ has no {pattern}; with a Chromium here, run: make handbook")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for pattern in TAKEN:
        for file in sorted(site.glob(pattern)):
            shutil.copyfile(file, target / file.name)
    hosted = f"huikuan-site-{editions.version()}"  # ready to be unpacked on a server
    packed(target / f"{hosted}.zip", hosted, {file.relative_to(site).as_posix(): file for file in files([site])})
    made = sorted(target.iterdir())
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in made]
    (target / SUMS).write_text("".join(lines), "utf-8")
    return [*made, target / SUMS]


def main() -> int:
    """Fills `dist/` and lists it; returns the exit status."""
    try:
        for file in run(SITE, DIST):
            print(f"· dist/{file.name}  {file.stat().st_size:,} bytes")
        if editions.address("zh").startswith(editions.LOCAL):
            print(f"· note: printed addresses and codes lead to {editions.LOCAL}; set SITE_URL to the site’s own")
    except ReleaseError as error:
        print(f"make: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
