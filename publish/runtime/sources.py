"""What goes into the browser's engine: our package and the packages it imports, data files already read."""

from __future__ import annotations

import importlib.util
import io
import json
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

PACKAGES = ("jinja2", "markupsafe", "chinese_calendar")
DATE = (2020, 1, 1, 0, 0, 0)


def engine_zip(root: Path) -> bytes:
    """Returns the sources as a zip, the same bytes for the same sources: module files only, and `generator.frozen`."""
    folders = [root / "generator", *(_installed(name) for name in PACKAGES)]
    files = {f"{folder.name}/{file.relative_to(folder).as_posix()}": file.read_bytes() for folder in folders for file in _modules(folder)}
    files["generator/frozen.py"] = frozen(root / "generator").encode()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, DATE), files[name])
    return whole.getvalue()


def frozen(package: Path) -> str:
    """Returns the module in which `generator.tables` finds all data files already read: parsing TOML is slow in a browser."""
    data = package / "data"
    tables = {file.relative_to(data).with_suffix("").as_posix(): _toml(file) for file in sorted(data.rglob("*.toml"))}
    documents = [_toml(file) for file in sorted((package / "documents").glob("*/document.toml"))]
    templates = sorted((package / "documents").glob("*/*.j2"))
    texts = {f"{file.parent.name}/{file.name}": file.read_text("utf-8") for file in templates}
    schema = json.loads((data / "case.schema.json").read_text("utf-8"))
    style = (data / "letter.css").read_text("utf-8")
    values = {"tables": tables, "documents": documents, "templates": texts, "schema": schema, "style": style}
    lines = ["import datetime", "from decimal import Decimal", *(f"{name} = {value!r}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def samples(root: Path) -> str:
    """Returns the sample cases as one JSON list."""
    files = sorted((root / "tests" / "cases" / "samples").glob("*.json"))
    return json.dumps([json.loads(file.read_text("utf-8")) for file in files], ensure_ascii=False)


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def _installed(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec and spec.origin, f"{name} is not installed"
    return Path(spec.origin).parent


def _modules(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*.py")) if "__pycache__" not in file.parts]
