"""Inspects our browser package with Pyodide's own tools, pyodide-build and pyodide-lock (Python ≥ 3.12; in CI only).

    python -m publish.inspect_package          # after `make site` and `pip install -r requirements/pyodide.txt`

It builds our wheel, has pyodide-lock resolve it and what it needs against Pyodide's distribution, compares the lock we
ship with the one of the npm package, and looks at the bytecode's magic number. On the very Python that Pyodide is, it
also has pyodide-build compile the wheel, so that others can load huikuan into a Pyodide of their own.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

ROOT = Path(__file__).resolve().parent.parent
STOCK = ROOT / "node_modules" / "pyodide" / "pyodide-lock.json"
RUNTIME = ROOT / "site" / "assets" / "runtime"
PLACE = ROOT / "build" / "pyodide-package"
NEEDED = ("jinja2", "chinesecalendar")


class InspectionError(Exception):
    """The package does not fit the Pyodide it is shipped with."""


def wheels() -> list[Path]:
    """Builds our wheel, and fetches the one package that Pyodide's distribution lacks."""
    locked = (ROOT / "requirements" / "site.txt").read_text("utf-8")
    calendar = re.search(r"^chinesecalendar==[\d.]+", locked, re.M)
    if not calendar:
        raise InspectionError("chinesecalendar is not in requirements/site.txt")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", PLACE, ROOT, calendar[0]]
    subprocess.run(command, check=True)
    return sorted(PLACE.glob("*-none-any.whl"))


def resolve(stock: PyodideLockSpec, made: list[Path]) -> PyodideLockSpec:
    """Adds the wheels to Pyodide's lock: fails if a tag does not fit or a dependency is not to be had."""
    whole = add_wheels_to_spec(stock, made)
    whole.check_wheel_filenames()
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    for name in NEEDED:
        wanted = Requirement(re.search(rf'"({name}[^"]*)"', project)[1])  # type: ignore[index]
        if not wanted.specifier.contains(whole.packages[name].version):
            raise InspectionError(f"{wanted} is wanted, Pyodide has {whole.packages[name].version}")
    return whole


def compare_lock(stock: PyodideLockSpec) -> str:
    """Compares the lock that our worker hands to Pyodide with the one of the npm package; returns the ABI."""
    manifest = (RUNTIME / "files.mjs").read_text("utf-8")
    ours = PyodideLockSpec.from_dict(json.loads(json.loads(re.search(r'"lock": (".*")', manifest)[1])))  # type: ignore[index]
    if ours.info != stock.info:
        raise InspectionError(f"our lock says {ours.info}, the npm package {stock.info}")
    return f"{ours.info.platform}, ABI {ours.info.abi_version}, Python {ours.info.python}"


def magic() -> bytes:
    """The magic number that all bytecode of the runtime has."""
    found = set()
    for archive in RUNTIME.glob("*.zip.gz"):
        with zipfile.ZipFile(io.BytesIO(gzip.decompress(archive.read_bytes()))) as whole:
            found |= {whole.read(name)[:4] for name in whole.namelist() if name.endswith(".pyc")}
    if len(found) != 1:
        raise InspectionError(f"the runtime's bytecode is of {len(found)} Pythons")
    return found.pop()


def main() -> int:
    """Inspects, says what was found, and returns the exit status."""
    stock = PyodideLockSpec.from_json(STOCK)
    try:
        made = wheels()
        resolve(stock, made).to_json(PLACE / "pyodide-lock.json")
        print(f"· wheels: {', '.join(wheel.name for wheel in made)}; all they need is in Pyodide's distribution")
        print(f"· lock: {compare_lock(stock)}")
        number = magic()
    except InspectionError as error:
        print(f"the browser package does not fit: {error}", file=sys.stderr)
        return 1
    if not stock.info.python.startswith(f"{sys.version_info[0]}.{sys.version_info[1]}."):
        print(f"· bytecode of one Python; compiling the wheel takes Python {stock.info.python}, this is another")
        return 0
    if number != importlib.util.MAGIC_NUMBER:
        print("the runtime's bytecode has another magic number than this Python", file=sys.stderr)
        return 1
    subprocess.run([sys.executable, "-m", "pyodide_cli", "py-compile", "--keep", PLACE], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
