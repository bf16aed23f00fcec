"""The house keeps its shape: arrows of import, sizes, no clock, no float, no second reader of files."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "generator").glob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "publish").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
SCRIPTS = sorted((ROOT / "overrides").rglob("*.mjs"))
HOUSE = tomllib.loads((ROOT / "tests" / "house.toml").read_text(encoding="utf-8"))
FLOORS = HOUSE["floors"]


def imported(path: Path) -> set[str]:
    """Names of the modules of this package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("generator."):
            found.add(node.module.split(".")[1])
    return found - {"frozen"}


def foreign(path: Path) -> set[str]:
    """Top-level names of everything else that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found - {"generator"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_lower_floors(path: Path) -> None:
    assert path.stem in FLOORS, f"{path.stem} has no floor in tests/house.toml"
    upward = {name for name in imported(path) if FLOORS[name] >= FLOORS[path.stem]}
    assert not upward, f"{path.stem} imports {sorted(upward)} from its own floor or above"


def test_no_floor_stands_empty() -> None:
    assert set(FLOORS) == {path.stem for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_each_library_has_one_importer(path: Path) -> None:
    for library, owners in HOUSE["only"].items():
        assert library not in foreign(path) or path.stem in owners, f"{path.stem} imports {library}"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            assert lines <= 30, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_stay_small_and_put_text_in_as_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function",
        re.sub(r"^\s*(//|\*).*", "", text, flags=re.M),
    )


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.stem not in ("cli", "cli_batch", "__main__")], ids=lambda path: path.stem
)
def test_no_clock_inside_the_engine(path: Path) -> None:
    assert not re.search(r"\.today\(|\.now\(|\.utcnow\(|time\.time\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_float_in_the_engine(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "float"]
    numbers = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    assert not calls
    assert not numbers


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.stem not in ("tables", "cli", "cli_tables", "cli_batch", "output")],
    ids=lambda path: path.stem,
)
def test_only_the_doors_open_files(path: Path) -> None:
    doors = {"read_text", "read_bytes", "write_text", "write_bytes"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") != "open"
            assert getattr(node.func, "attr", "") not in doors


def test_nothing_tracked_names_a_machine_or_a_registry() -> None:
    wrong = re.compile(r'"resolved":\s*"http|--(extra-)?index-url|["\' =(]/(root|home|usr/local)/[a-z]')
    for name in (
        "package-lock.json",
        "pyproject.toml",
        "Makefile",
        *(str(p) for p in (ROOT / "requirements").glob("*")),
    ):
        path = ROOT / name
        assert not wrong.search(path.read_text(encoding="utf-8")), name
