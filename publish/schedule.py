"""Carries out the steps of a build: each as soon as those before it are done, side by side on the cores there are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it does to the site, after which others, and the part of the site that can be left out with it.

    Where one step writes a file that another reads or writes, `after` keeps them apart.
    """

    name: str
    run: Callable[[Path], str]
    after: tuple[str, ...] = ()
    part: str = ""


def carry_out(steps: Sequence[Step], site: Path) -> None:
    """Carries out all steps on `site`, each in a process, and prints name, time and what each says.

    Raises:
        Exception: that of the first step that fails; no further step is begun.
    """
    waiting, running, done = list(steps), dict[Future[tuple[str, float]], Step](), set[str]()
    names = {step.name for step in steps}
    with ProcessPoolExecutor(workers()) as pool:
        while waiting or running:
            for step in [step for step in waiting if done.issuperset(names.intersection(step.after))]:
                running[pool.submit(_timed, step.run, site)] = step
                waiting.remove(step)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                step = running.pop(future)
                said, seconds = future.result()
                done.add(step.name)
                print(f"· [{len(done)}/{len(steps)}] {step.name}  {seconds:.1f} s  {said}", flush=True)


def workers() -> int:
    """How many steps run at once: one for each core, but two at least, as steps wait for Node and the browser."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, usable)


def _timed(run: Callable[[Path], str], site: Path) -> tuple[str, float]:
    started = time.monotonic()
    said = run(site)
    return said, time.monotonic() - started
