"""Imported by Python itself at its start in the browser, before all else: what is done at every start is looked up.

Modules are read from their zip one by one; dataclasses write their methods as text and compile it; regular expressions
are compiled by Python code. All that a rehearsal loads and compiles on the way to the first letter stands ready in
`huikuan_known`, made with the package, and the expressions of lists and further letters in `huikuan_more`, which comes
with them; what was not foreseen is loaded and compiled as ever, and remembered: that is how the rehearsal learns it.
Modules that others import without need on that way are loaded when one asks for what is in them (huikuan_later.py).
"""

import huikuan_later  # noqa: F401 - before all that it stands in for
from huikuan_modules import known

# isort: split
import dataclasses
import re._compiler as compiler
from types import SimpleNamespace
from zlib import crc32

methods, patterns = known["methods"], known["patterns"]
_sre, _compile = compiler._sre, compiler.compile


def _run(text: str, *names: dict) -> None:
    key = len(text), crc32(text.encode())
    if key not in methods:
        methods[key] = compile(text, "<string>", "exec")
    exec(methods[key], *names)


def _more() -> dict:
    try:
        from huikuan_more import value
    except ImportError:
        return {}
    return value


def _pattern(source: object, flags: int = 0) -> object:
    key = source, int(flags)
    if isinstance(source, (str, bytes)) and (found := patterns.get(key) or _more().get(key)):
        return _sre.compile(*found)

    def keep(text: object, own: int, code: list, *groups: object) -> object:
        patterns[key] = made = (text, int(own), [int(word) for word in code], *groups)  # plain numbers can be written
        return _sre.compile(*made)

    compiler._sre = SimpleNamespace(**{**vars(_sre), "compile": keep})
    try:
        return _compile(source, flags)
    finally:
        compiler._sre = _sre


dataclasses.exec = _run  # shadows the built-in one for that module, until ours are imported: huikuan_start.py
compiler.compile = _pattern
