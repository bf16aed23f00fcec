"""Step over the built site: the Python that runs in the reader's browser, under `assets/runtime/`.

Pyodide is served from here, with its standard library and our engine as bytecode made by Pyodide itself (build.mjs),
cut down to the modules that a first letter loads in a rehearsal. What other letters and lists load comes after it, in
the background; what reads workbooks is fetched when the first one is opened; all the rest is one more file, fetched
only if missed. Every file's name carries its version or the hash of its contents; `files.mjs` names them to the page,
which fetches what is needed first, `manifest.mjs` to the worker, with Pyodide's scripts. Same input, same bytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

from publish.runtime.sources import engine_zip, samples

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"
GLUE = {"loader": "pyodide.mjs", "glue": "pyodide.asm.mjs", "wasm": "pyodide.asm.wasm"}
ZIPS = {
    "library": "library.zip.gz",
    "engine": "huikuan.zip.gz",
    "letters": "letters.zip.gz",
    "tables": "tables.zip.gz",
    "rest": "rest.zip.gz",
}
FIRST = ("loader", "glue", "wasm", "library", "engine")
PLACE = Path("assets/runtime")


class RuntimeBuildError(Exception):
    """The browser's Python could not be made; the message says what Node said."""


def run(site: Path) -> str:
    """Writes the runtime into `site`, from the cache if its sources have not changed, and says how big it is.

    Raises:
        RuntimeBuildError: the engine does not start in Pyodide, or writes no text from the sample cases.
    """
    made = build(ROOT / "build" / "runtime")
    place = site / PLACE
    shutil.rmtree(place, ignore_errors=True)
    files = {**_copy_pyodide(place), **_copy_zips(made, place)}
    _write_manifests(site, files)
    needed = sum(entry["bytes"] for name, entry in files.items() if name in FIRST)
    return f"runtime: {len(files)} files, {needed / 1e6:.1f} MB for the first letter before compression"


def build(cache: Path) -> Path:
    """Makes the zips, unless `cache` has them from the same sources; returns the folder that holds them."""
    engine, cases = engine_zip(ROOT), samples(ROOT)
    scripts = sorted(Path(__file__).parent.glob("*.*"))
    parts = [engine, cases.encode(), (PYODIDE / "package.json").read_bytes(), *(file.read_bytes() for file in scripts)]
    folder = cache / _digest(b"".join(hashlib.sha256(part).digest() for part in parts))
    if _complete(folder):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engine.zip").write_bytes(engine)
    (folder / "samples.json").write_text(cases, "utf-8")
    node = ROOT / ".venv" / "bin" / "node"
    script = Path(__file__).parent / "build.mjs"
    done = subprocess.run([node, script, folder], cwd=ROOT, capture_output=True, text=True)
    if not _complete(folder):  # it ends itself by a signal: its status says nothing
        raise RuntimeBuildError((done.stderr or done.stdout).strip()[-2000:])
    return folder


def _complete(folder: Path) -> bool:
    return all((folder / name).exists() for name in ZIPS.values())


def _copy_pyodide(place: Path) -> dict[str, dict[str, str | int]]:
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    stamp = _digest(b"".join((PYODIDE / name).read_bytes() for name in GLUE.values()))
    folder = f"pyodide-{version}-{stamp}"
    (place / folder).mkdir(parents=True)
    for name in GLUE.values():
        shutil.copyfile(PYODIDE / name, place / folder / name)
    return {role: _entry(place, f"{folder}/{name}") for role, name in GLUE.items()}


def _copy_zips(made: Path, place: Path) -> dict[str, dict[str, str | int]]:
    files = {}
    for role, name in ZIPS.items():
        data = (made / name).read_bytes()
        path = f"{name.partition('.')[0]}-{_digest(data)}.zip.gz"
        (place / path).write_bytes(data)
        files[role] = _entry(place, path)
    return files


def _write_manifests(site: Path, files: dict[str, dict[str, str | int]]) -> None:
    """The list of files is code, so that an import brings it; the English site's copy leads to the one."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))
    bare = json.dumps({"info": lock["info"], "packages": {}}, sort_keys=True)  # Pyodide checks the info only
    what = json.dumps({"files": files, "lock": bare}, indent=1, sort_keys=True)
    scripts = [
        f'import * as loader from "./{files["loader"]["path"]}";',
        f'import "./{files["glue"]["path"]}"; // Pyodide imports it by itself, but later',
        'import list from "./files.mjs";',
        "",
        "export default { ...list, loader };",
    ]
    modules = {
        "files.mjs": f'export default {{ base: new URL("./", import.meta.url).href, ...{what} }};',
        "manifest.mjs": "\n".join(scripts),
    }
    english = site / "en" / PLACE
    english.mkdir(parents=True, exist_ok=True)
    up = "../" * len(Path("en" / PLACE).parts)
    for name, code in modules.items():
        (site / PLACE / name).write_text(f"{code}\n", "utf-8")
        (english / name).write_text(f'export {{ default }} from "{up}{PLACE}/{name}";\n', "utf-8")


def _entry(place: Path, path: str) -> dict[str, str | int]:
    return {"path": path, "bytes": (place / path).stat().st_size}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
