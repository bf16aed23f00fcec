"""`python -m publish`: builds the site in plain steps, each with name and time; swaps it in when all have passed.

Nothing is done while `site/` was made from the very files that are here now; `--force` builds all the same. For work
on the desk or the pages, `--without handbook,single-file,offline` leaves these parts out: such a site is not whole,
the next plain build makes it so.
"""

from __future__ import annotations

import argparse
import fcntl
import shutil
import sys
import time
from collections.abc import Sequence
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
    styles,
    take_along,
)
from publish.inputs import fingerprint
from publish.schedule import Step, carry_out

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
BUILD = ROOT / "build"
STAMP = BUILD / "site.stamp"
PARTS = ("handbook", "single-file", "offline")
NEEDED = {"single-file": "offline"}  # the zip carries the desk in one file
STEPS: tuple[Step, ...] = (
    Step("Chinese pages", pages.chinese),
    Step("English pages", pages.english),
    Step("browser runtime", runtime.run),
    Step("practice cases", practice.run),
    Step("mends of the theme", mends.run, ("Chinese pages", "English pages")),
    Step("one sheet of styles", styles.run, ("mends of the theme",)),
    Step("fonts of the PDFs", handbook.prepare, ("one sheet of styles",), "handbook"),
    Step("Chinese PDFs", handbook.chinese, ("fonts of the PDFs",), "handbook"),
    Step("English PDFs", handbook.english, ("fonts of the PDFs",), "handbook"),
    Step("short links", short_links.run, ("one sheet of styles",)),
    Step("QR codes", qr.run, ("short links",)),
    Step("desk in one file", single_file.run, ("one sheet of styles", "browser runtime"), "single-file"),
    Step("pages of the zip", offline.prepare, ("QR codes", "practice cases", "desk in one file"), "offline"),
    Step("links inside the site", links.run, ("QR codes", "practice cases", "desk in one file")),
    Step("offline zip", offline.run, ("pages of the zip", "Chinese PDFs", "English PDFs"), "offline"),
    Step("sizes", take_along.run, ("links inside the site", "offline zip", "Chinese PDFs", "English PDFs")),
    Step("security policy", csp.run, ("sizes", "pages of the zip")),  # the last that may change a page
    Step("offline copy", service_worker.run, ("security policy", "browser runtime")),
)


def build(steps: Sequence[Step] = STEPS) -> None:
    """Builds into `build/site` and, when every step has passed, puts it in the place of `site/`."""
    fresh, old = BUILD / "site", BUILD / "site.old"
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir(parents=True)
    carry_out(steps, fresh)
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def whole_without(parts: str) -> list[Step]:
    """The steps without some parts, named with commas, and without what needs them.

    Raises:
        ValueError: there is no such part.
    """
    named = {name.strip() for name in parts.split(",") if name.strip()}
    if unknown := sorted(named.difference(PARTS)):
        raise ValueError(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    gone = named | {NEEDED[name] for name in named if name in NEEDED}
    return [step for step in STEPS if step.part not in gone]


def main(arguments: list[str] | None = None) -> int:
    """Builds unless the site is up to date; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Build both languages into site/.")
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")
    parser.add_argument("--without", default="", metavar="PARTS", help=f"leave out: {','.join(PARTS)}")
    options = parser.parse_args(arguments)
    try:
        steps = whole_without(options.without)
    except ValueError as error:
        parser.error(str(error))
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once: the second finds the work done
        return _locked(steps, force=options.force)


def _locked(steps: Sequence[Step], *, force: bool) -> int:
    left_out = sorted({step.part for step in STEPS} - {step.part for step in steps})
    now = " without ".join([fingerprint(ROOT, with_browser=handbook.possible()), *left_out])
    if not force and SITE.exists() and STAMP.exists() and STAMP.read_text("utf-8") == now:
        print("· site/ is up to date")
        return 0
    started = time.monotonic()
    try:
        build(steps)
    except Exception as error:
        # A step's own error says what is wrong with its input; where in our code it arose helps nobody.
        print(f"\nmake: the site was not built: {error}", file=sys.stderr)
        return 1
    STAMP.write_text(now, "utf-8")
    print(f"· site/ built in {time.monotonic() - started:.1f} s" + "".join(f", without {name}" for name in left_out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
