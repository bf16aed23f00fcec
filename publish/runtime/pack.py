"""Runs inside Pyodide at build time: zips of sources become zips of bytecode, the same bytes each time.

Compiled here, by the very Python that will import it, the bytecode fits; unchecked hash pycs carry no date. Docstrings
and assertions are left out: they would be a sixth of the download.
"""

import ast
import gzip
import importlib._bootstrap_external as bootstrap
import importlib.util
import io
import marshal
import zipfile

DATE = (2020, 1, 1, 0, 0, 0)
CODE = "import marshal\nvalue = marshal.loads({!r})\n"
HEADER = 16  # bytes of a .pyc before the code
OURS = {"sitecustomize.pyc", "huikuan_known.pyc", "huikuan_later.pyc", "huikuan_modules.pyc"}  # come before
WORKBOOKS = ("openpyxl/", "et_xmlfile/")
ENCODINGS = ("__init__", "aliases", "ascii", "idna", "latin_1", "punycode", "unicode_escape", "utf_8", "utf_8_sig")
LISTS = ("cp437", "gb18030", "utf_16", "utf_16_be", "utf_16_le")  # of texts, and of names in workbooks


def bytecode(source: bytes, file: str) -> bytes:
    """Return a module as the contents of its .pyc; tracebacks will name `file`."""
    tree = ast.parse(source, file)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.decorator_list and ast.get_docstring(node, clean=False) is not None:
            # A dataclass left without any docstring would write its signature into one, at every start.
            node.body[0] = ast.copy_location(ast.parse('__doc__ = "-"').body[0], node.body[0])
    code = compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True, optimize=2)
    return bytes(bootstrap._code_to_hash_pyc(code, importlib.util.source_hash(source), False))


def compiled(archive: str, mount: str) -> dict[str, bytes]:
    """Return every file of `archive`, sources as bytecode; `mount` is the path it will be imported from."""
    files = {}
    with zipfile.ZipFile(archive) as whole:
        for name in whole.namelist():
            data = whole.read(name)
            if name.endswith(".py"):
                files[f"{name}c"] = bytecode(data, f"{mount}/{name}")
            elif not name.endswith("/"):
                files[name] = data
    return files


def packed(files: dict[str, bytes]) -> bytes:
    """Return the files as one zip without compression: inflating each module in WebAssembly takes Python long.

    The zips are compressed as a whole, and by the browser itself unpacked: smaller, and a tenth sooner at the letter.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, DATE), files[name])
    return whole.getvalue()


def caught(report: dict) -> dict[str, bytes]:
    """Return the modules that hold the code which the rehearsal caught."""
    codes = {f"generator/frozen/code_{name.replace('-', '_')}.pyc": code for name, code in report["templates"].items()}
    codes["huikuan_more.pyc"] = report["more"]
    return {name: held(bytes.fromhex(code), name) for name, code in codes.items()}


def held(value: bytes, name: str) -> bytes:
    """Return a module whose `value` is what was marshalled."""
    return bytecode(CODE.format(value).encode(), name)


def known(report: dict, modules: dict[str, tuple]) -> dict[str, bytes]:
    """Return the module that a start looks things up in: what was caught, and modules, name → (file, code)."""
    value = {**marshal.loads(bytes.fromhex(report["known"])), "modules": modules}
    once = marshal.loads(marshal.dumps(value))  # the bytes shall not tell who else held a string
    return {"huikuan_known.pyc": held(marshal.dumps(once), "huikuan_known.pyc")}


def foreseen(files: dict[str, bytes], mount: str, names: set[str]) -> dict[str, tuple]:
    """Take these modules out of `files`, which are to be found at `mount`; return name → (file, code)."""
    modules = {}
    for name in sorted(names & set(files)):
        module = name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
        modules[module] = (f"{mount}/{name}", marshal.loads(files.pop(name)[HEADER:]))
    return modules


def split(library: dict[str, bytes], engine: dict[str, bytes], report: dict, begun: dict) -> list[bytes]:
    """Return five zips, gzipped: library and engine for a first letter, what others load, what workbooks do, the rest.

    With the first go Pyodide's own packages and the usual encodings, which are asked for by name; with the others those
    of lists, as a missing encoding is not fetched when it is missed.
    """
    first = set(begun["first"]) | {f"encodings/{name}.pyc" for name in ENCODINGS}
    later = {name for name in engine if name.startswith(("generator/frozen/code_", "huikuan_more"))}
    later |= {*report["loaded"], *(f"encodings/{name}.pyc" for name in LISTS)}
    workbooks = {name for name in engine if name.startswith(WORKBOOKS)} | set(report["workbooks"])
    quick = set(begun["start"]) - OURS
    modules = foreseen(library, "/lib/python314.zip", quick) | foreseen(engine, "/lib/huikuan.zip", quick)
    parts: list[dict[str, bytes]] = [{}, known(report, modules), {}, {}, {}]
    for home, files in enumerate((library, engine)):
        for name, data in files.items():
            own = name.startswith(("pyodide/", "_pyodide/")) or not name.endswith(".pyc")
            place = home if own or name in first else 2 if name in later else 3 if name in workbooks else 4
            parts[place][name] = data
    return [gzip.compress(packed(part), 9, mtime=0) for part in parts]
