"""A folder of letters for a whole list: one folder for each debtor, an index, and a manifest of hashes.

The same list gives the same bytes; a second run writes only what changed; a debtor that cannot be done is reported
and the others go on; files appear whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from generator import letter_folders
from generator.errors import HuikuanError
from generator.file_names import folders
from generator.letter_folders import Done, Order
from generator.output import save_changed
from generator.planner import located

_CHUNK = 25  # debtors handed to a process at a time


def run(
    raws: Sequence[dict[str, Any]], order: Order, *, out: Path, processes: int, progress: Callable[[int], None]
) -> tuple[Done, ...]:
    """Write the letters of a list.

    Args:
        raws: one case for each debtor, creditor included.
        order: what to write.
        out: the folder to write into.
        processes: how many processes work at once; 1 works in this one.
        progress: told how many debtors have been done.

    Returns:
        One record for each debtor, in the order of the list.
    """
    jobs = _chunks(zip(raws, folders(str(raw.get("debtor", {}).get("name", "")) for raw in raws), strict=True))
    done: list[Done] = []
    if processes <= 1:
        batches: Iterable[list[Done]] = (_work(order, out, job) for job in jobs)
        return _gathered(batches, done, progress)
    # The first chunk is done here: tables and templates are then read once, and every forked process has them.
    _gathered((_work(order, out, job) for job in islice(jobs, 1)), done, progress)
    with ProcessPoolExecutor(processes) as pool:
        return _gathered(pool.map(_work, repeat(order), repeat(out), jobs), done, progress)


def manifest(done: Iterable[Done], order: Order) -> bytes:
    """Every file of the run with its SHA-256, as JSON."""
    return letter_folders.manifest({path: code for record in done for path, code in record.hashes.items()}, order)


def _gathered(batches: Iterable[list[Done]], done: list[Done], progress: Callable[[int], None]) -> tuple[Done, ...]:
    for batch in batches:
        done += batch
        progress(len(done))
    return tuple(done)


def _work(order: Order, out: Path, job: list[tuple[dict[str, Any], str]]) -> list[Done]:
    return [_debtor(raw, folder, order, out) for raw, folder in job]


def _debtor(raw: dict[str, Any], folder: str, order: Order, out: Path) -> Done:
    done, contents = letter_folders.make(raw, folder, order)
    try:
        written = sum(save_changed(out / path, content) for path, content in contents.items())
    except HuikuanError as error:
        return letter_folders.failed(done.debtor, located(raw, error))
    return replace(done, written=written, status=done.status if written or not contents else "unchanged")


def _chunks(pairs: Iterable[tuple[dict[str, Any], str]]) -> Iterator[list[tuple[dict[str, Any], str]]]:
    source = iter(pairs)
    while chunk := list(islice(source, _CHUNK)):
        yield chunk
