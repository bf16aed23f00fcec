"""The engine in CPython: one command as a whole process, and its rendering against bare Jinja2."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment

from bench.bounds import Row, spread
from generator import build, layout, plain, tables, write
from generator.render import Renderer

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "cases" / "samples" / "one-invoice.json"
COMMAND = [ROOT / ".venv" / "bin" / "huikuan", "write", SAMPLE, "--document", "demand-1"]
RUNS = 9
SLICE = 0.2  # seconds for one measured stretch


def command() -> list[Row]:
    """Times `huikuan write` on one case, from start to end of the process."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(COMMAND, check=True, capture_output=True)
        times.append((time.perf_counter() - started) * 1000)
    return [
        Row("huikuan write, whole process", statistics.median(times) / 1000, 0.35, " s", note=f"ms {spread(times)}")
    ]


def rendering() -> list[Row]:
    """Compares rates on one template and one ready context: ours ends in plain text, bare Jinja2 in marked text."""
    renderer, name, context = _prepared()
    bare = Environment(loader=DictLoader(tables.templates()), trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    bare.filters.update(renderer._environment.filters)
    template = bare.get_template(name)

    def ours() -> str:
        return plain.text(layout.parse(renderer.render(name, context)), language="zh", channel="letter")

    ratios, rates = [], []
    for _ in range(RUNS):
        theirs, mine = _rate(lambda: template.render(context)), _rate(ours)
        ratios.append(mine / theirs)
        rates.append(mine)
    note = f"{statistics.median(rates):.0f} letters a second"
    return [
        Row(
            "engine's rendering to text : bare Jinja2, same context",
            statistics.median(ratios),
            0.4,
            least=True,
            note=note,
        )
    ]


def _prepared() -> tuple[Renderer, str, dict[str, Any]]:
    """Writes a letter, and keeps what its template was given."""
    given: list[tuple[Renderer, str, dict[str, Any]]] = []
    render = Renderer.render

    def keep(self: Renderer, name: str, context: dict[str, Any]) -> str:
        given.append((self, name, context))
        return render(self, name, context)

    Renderer.render = keep  # type: ignore[method-assign]
    try:
        write(build(json.loads(SAMPLE.read_text("utf-8"))), document="demand-1", channel="letter", language="zh")
    finally:
        Renderer.render = render  # type: ignore[method-assign]
    return given[0]


def _rate(act: Callable[[], object]) -> float:
    act()
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < SLICE:
        act()
        count += 1
    return count / (time.perf_counter() - started)
