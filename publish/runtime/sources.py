"""What goes into the browser's engine: our package and the packages it imports, data files already read."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

PACKAGES = ("jinja2", "markupsafe", "chinese_calendar")
WORKBOOKS = (
    "openpyxl",
    "et_xmlfile",
)  # read .xlsx; both are plain Python, from requirements/site.txt with its checksums
PAGES_ONLY = ("practice", "quiz", "diagrams")  # tables for the pages, which no letter needs
TABLES = {".csv", ".txt", ".xlsx"}
OUTSIDE = ("sitecustomize.py", "huikuan_later.py", "huikuan_modules.py", "huikuan_start.py")
DATE = (2020, 1, 1, 0, 0, 0)
VALUE = "import datetime\nfrom decimal import Decimal\nvalue = {!r}\n"
FROZEN = '''"""The data files of this package, already read, each loaded when asked for. Made by publish/runtime."""

from collections.abc import Mapping
from importlib import import_module


def _value(part, name):
    name = name.replace("-", "_").replace("/", "_")
    return import_module(f"generator.frozen.{{part}}_{{name}}").value


class _Frozen(Mapping):
    def __init__(self, names, find):
        self._names, self._find = names, find

    def __getitem__(self, name):
        if name not in self._names:
            raise KeyError(name)
        return self._find(name)

    def __iter__(self):
        return iter(self._names)

    def __len__(self):
        return len(self._names)


def _code(name):
    try:
        return _value("code", name.partition("/")[0])[name]
    except ImportError:
        raise KeyError(name) from None


_names = {templates!r}
tables = _Frozen({tables!r}, lambda name: _value("tables", name))
templates = _Frozen(_names, lambda name: _value("templates", name.partition("/")[0])[name])
codes = _Frozen(_names, _code)


def __getattr__(name):
    if name in {single!r}:
        return _value("single", name)
    raise AttributeError(name)
'''


def engine_zip(root: Path) -> bytes:
    """Returns the sources as a zip, the same bytes for the same sources: module files only, and `generator.frozen`."""
    folders = [root / "generator", *(_installed(name) for name in (*PACKAGES, *WORKBOOKS))]
    files = {_inside(folder, file): file.read_bytes() for folder in folders for file in _modules(folder)}
    files |= {name: (Path(__file__).parent / name).read_bytes() for name in OUTSIDE}
    files |= {f"generator/frozen/{name}.py": text.encode() for name, text in frozen(root / "generator").items()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, DATE), files[name])
    return whole.getvalue()


def frozen(package: Path) -> dict[str, str]:
    """Returns the modules in which `generator.tables` finds all data files already read, TOML being slow in a browser.

    One module for each table and for each document's templates, so that a letter loads what it needs.
    """
    data, documents = package / "data", package / "documents"
    names = {file.relative_to(data).with_suffix("").as_posix(): file for file in sorted(data.rglob("*.toml"))}
    tables = {name: _toml(file) for name, file in names.items() if name.partition("/")[0] not in PAGES_ONLY}
    parts = {"tables": tables, "templates": _templates(documents)}
    parts["single"] = {
        "documents": [_toml(file) for file in sorted(documents.glob("*/document.toml"))],
        "schema": json.loads((data / "case.schema.json").read_text("utf-8")),
        "style": (data / "letter.css").read_text("utf-8"),
        "word_parts": {file.name: file.read_text("utf-8") for file in sorted((data / "word").glob("*.j2"))},
    }
    modules = {f"{part}_{_plain(name)}": VALUE.format(value) for part in parts for name, value in parts[part].items()}
    modules["__init__"] = FROZEN.format(
        tables=list(tables), single=list(parts["single"]), templates=list(_template_files(documents))
    )
    return modules


def _plain(name: str) -> str:
    """A table's or document's name as part of a module's."""
    return name.replace("-", "_").replace("/", "_")


def _templates(documents: Path) -> dict[str, dict[str, str]]:
    """Folder of a document → name of its template → text."""
    found: dict[str, dict[str, str]] = {}
    for name, file in _template_files(documents).items():
        found.setdefault(file.parent.name, {})[name] = file.read_text("utf-8")
    return found


def _template_files(documents: Path) -> dict[str, Path]:
    return {f"{file.parent.name}/{file.name}": file for file in sorted(documents.glob("*/*.j2"))}


def samples(root: Path) -> str:
    """Returns the sample cases, and the sample tables by name in base64, as JSON."""
    files = sorted((root / "tests" / "cases" / "samples").glob("*.json"))
    cases = [json.loads(file.read_text("utf-8")) for file in files]
    tables = sorted(file for file in (root / "tests" / "cases" / "tables").iterdir() if file.suffix in TABLES)
    encoded = {file.name: base64.b64encode(file.read_bytes()).decode() for file in tables}
    return json.dumps({"cases": cases, "tables": encoded}, ensure_ascii=False)


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def _installed(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if not spec or not spec.origin:
        raise ModuleNotFoundError(f"{name} is not installed")
    return Path(spec.origin).parent


def _inside(folder: Path, file: Path) -> str:
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def _modules(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*.py")) if "__pycache__" not in file.parts]
