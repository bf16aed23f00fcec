"""Runs inside Pyodide at build time: zips of sources become zips of bytecode, the same bytes each time.

Compiled here, by the very Python that will import it, the bytecode fits; unchecked hash pycs carry no date.
"""

import importlib._bootstrap_external as bootstrap
import importlib.util
import io
import zipfile

DATE = (2020, 1, 1, 0, 0, 0)


def compiled(archive: str, mount: str) -> dict[str, bytes]:
    """Return every file of `archive`, sources compiled; tracebacks will name files under `mount`."""
    files = {}
    with zipfile.ZipFile(archive) as whole:
        for name in whole.namelist():
            data = whole.read(name)
            if name.endswith(".py"):
                code = compile(data, f"{mount}/{name}", "exec", dont_inherit=True)
                data = bytes(bootstrap._code_to_hash_pyc(code, importlib.util.source_hash(data), False))
                name += "c"
            if not name.endswith("/"):
                files[name] = data
    return files


def packed(files: dict[str, bytes]) -> bytes:
    """Return the files as one zip."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return whole.getvalue()


def pruned(library: dict[str, bytes], engine: dict[str, bytes], loaded: list[str]) -> tuple[bytes, bytes, bytes]:
    """Return the library and the engine with the `loaded` modules only, and all that was left out as the third zip.

    Kept without having been loaded: Pyodide's own packages and the usual encodings, which it asks for by name.
    """
    wanted = set(loaded)

    def kept(name: str) -> bool:
        rare = name.startswith(("encodings/cp", "encodings/mac", "encodings/iso", "encodings/koi", "encodings/big5"))
        own = name.startswith(("pyodide/", "_pyodide/", "encodings/")) and not rare
        return own or name in wanted or not name.endswith(".pyc")

    small = {name: data for name, data in library.items() if kept(name)}
    ours = {name: data for name, data in engine.items() if kept(name)}
    rest = {name: data for name, data in {**library, **engine}.items() if name not in small and name not in ours}
    return packed(small), packed(ours), packed(rest)
