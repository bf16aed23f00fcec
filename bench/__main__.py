"""`make bench`: measures everything in one run, prints a table, and ends with 1 if a promise is not kept."""

from __future__ import annotations

import os
import sys

from bench import browser, engine, lists, restart, tables, take_along


def main() -> int:
    """Measures, prints, and returns the exit status."""
    rows = []
    for what, measure in (
        ("the command", engine.command),
        ("rendering", engine.rendering),
        ("whole lists (some minutes)", lists.measure),
        ("the browser (some minutes)", browser.measure),
        ("the end of a worker", restart.measure),
        ("tables in the browser", tables.measure),
        ("what is taken along (some minutes)", take_along.measure),
    ):
        print(f"· measuring {what} …", flush=True)
        rows += measure()
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of interleaved runs; [least-most]\n")
    for row in rows:
        print(row.line())
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
