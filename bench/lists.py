"""Whole lists: the worklist of 100,000 invoices, and letters for 5,000 debtors on one core and on all."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.bounds import Row

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "cases" / "samples" / "one-invoice.json"
DEBTORS, INVOICES, LETTERS = 20_000, 100_000, 5_000
_PLAN_SECONDS, _PLAN_MEGABYTES, _EFFICIENCY = 60, 600, 0.7
_ROOM = 2 << 30


def measure() -> list[Row]:
    """The rows on lists."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        table = Path(folder) / "list.csv"
        table.write_text(_table(INVOICES, DEBTORS), encoding="utf-8")
        rows = _plan(table)
        short = Path(folder) / "short.csv"
        short.write_text(_table(LETTERS, LETTERS), encoding="utf-8")
        return rows + _batch(short, Path(folder))


def _memory() -> Path | None:
    """A folder in memory with room for both runs, None for the usual place: the queue of a shared disk is not ours."""
    folder = Path("/dev/shm")
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > _ROOM else None


def _table(invoices: int, debtors: int) -> str:
    head = "客户名称,单据编号,单据日期,到期日,应收金额,已收金额,币种"
    rows = []
    for i in range(invoices):
        issued, due = f"2026-0{i % 6 + 1}-15", f"2026-0{i % 6 + 3}-{i % 27 + 1:02d}"
        rows.append(f"客户{i % debtors:05d}有限公司,F{i:06d},{issued},{due},{1000 + i}.50,0,CNY")
    return "\n".join((head, *rows)) + "\n"


def _plan(table: Path) -> list[Row]:
    """One process on one core; its peak memory is the largest of this program's children so far."""
    command = [sys.executable, "-m", "generator", "plan", str(table), "--as-of", "2026-11-20", "--json"]
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Row(f"plan: {INVOICES:,} invoices of {DEBTORS:,} debtors", seconds, _PLAN_SECONDS, " s"),
        Row("plan: peak memory", megabytes, _PLAN_MEGABYTES, " MB"),
    ]


def _batch(table: Path, folder: Path) -> list[Row]:
    """Text and Word for every debtor, on one core and on as many as there are, up to four."""
    cores = min(4, os.cpu_count() or 1)
    one, many = _written(table, folder, 1), _written(table, folder, cores)
    where = "memory" if _memory() else "disk"
    note = f"s {one:.1f} on one, {many:.1f} on all; written to {where}"
    name = f"batch of {LETTERS:,} debtors, text and Word: efficiency on {cores}"
    return [Row(name, one / many / cores, _EFFICIENCY, least=True, note=note)]


def _written(table: Path, folder: Path, jobs: int) -> float:
    out, creditor = folder / f"out-{jobs}", folder / "creditor.json"
    creditor.write_text(json.dumps(json.loads(SAMPLE.read_text("utf-8"))["creditor"]), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "batch", str(table), "--as-of", f"{date(2026, 11, 20)}"]
    command += ["--out", str(out), "--creditor", str(creditor), "--document", "demand-1", "--jobs", str(jobs)]
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    shutil.rmtree(out)
    return seconds
