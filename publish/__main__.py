"""`python -m publish`: builds the site in plain steps, each with name and time; swaps it in when all have passed.

Nothing is done while `site/` was made from the very files that are here now; `--force` builds all the same.
"""

from __future__ import annotations

import argparse
import fcntl
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from publish import (
    csp,
    handbook,
    links,
    mends,
    offline,
    pages,
    practice,
    qr,
    runtime,
    service_worker,
    short_links,
    single_file,
    take_along,
)
from publish.inputs import fingerprint

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
BUILD = ROOT / "build"
STAMP = BUILD / "site.stamp"
Step = tuple[str, Callable[[Path], str]]
STEPS: tuple[Step, ...] = (
    ("Chinese pages", pages.chinese),
    ("English pages", pages.english),
    ("browser runtime", runtime.run),
    ("practice cases", practice.run),
    ("short links", short_links.run),
    ("QR codes", qr.run),
    ("mends of the theme", mends.run),
    ("handbook", handbook.run),
    ("desk in one file", single_file.run),
    ("offline site", offline.run),
    ("sizes", take_along.run),
    ("links inside the site", links.run),
    ("security policy", csp.run),  # the last that may change a page
    ("offline copy", service_worker.run),
)


def build(steps: tuple[Step, ...] = STEPS) -> None:
    """Builds into `build/site` and, when every step has passed, puts it in the place of `site/`."""
    fresh, old = BUILD / "site", BUILD / "site.old"
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir(parents=True)
    for number, (name, step) in enumerate(steps, 1):
        print(f"· [{number}/{len(steps)}] {name} …", end=" ", flush=True)
        started = time.monotonic()
        said = step(fresh)
        print(f"{time.monotonic() - started:.1f} s  {said}", flush=True)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str] | None = None) -> int:
    """Builds unless the site is up to date; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Build both languages into site/.")
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    force = parser.parse_args(arguments).force
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second finds the work done
        now = fingerprint(ROOT, with_browser=handbook.possible())
        if not force and SITE.exists() and STAMP.exists() and STAMP.read_text("utf-8") == now:
            print("· site/ is up to date")
            return 0
        try:
            build()
        except Exception as error:
            # A step's own error says what is wrong with its input; where in our code it arose helps nobody.
            print(f"\nmake: the site was not built: {error}", file=sys.stderr)
            return 1
        STAMP.write_text(now, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
