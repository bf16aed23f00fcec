"""Stands in for modules that others import at their start, but that a first letter never uses: they load when one does.

The compiler of templates, for one: the letters come compiled. What is imported from such a module by name is named
here, and stands in for a function or class as long as it is only called.
"""

import sys

Module = type(sys)
LATER = {
    "bz2": (),
    "compression.zstd": (),
    "ipaddress": (),
    "jinja2.compiler": ("CodeGenerator", "generate"),
    "jinja2.lexer": ("Lexer", "TokenStream", "get_lexer"),
    "jinja2.parser": ("Parser",),
    "lzma": (),
}


class _Later(Module):
    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked for by those who look through all modules
            raise AttributeError(name)
        return getattr(_real(self), name)


def _real(stand_in: Module) -> Module:
    name = stand_in.__name__
    found = sys.modules.get(name)
    if found is not stand_in and found is not None:
        return found
    del sys.modules[name]
    try:
        __import__(name)
    except ImportError:  # its zip has still to come
        sys.modules[name] = stand_in
        raise
    real = sys.modules[name]
    vars(stand_in).update(vars(real))  # for those who hold it
    return real


class _Call:
    """No function: one that stands in a class would become a method."""

    def __init__(self, stand_in: Module, name: str) -> None:
        self._stand_in, self._name = stand_in, name

    def __call__(self, *values: object, **named: object) -> object:
        return getattr(_real(self._stand_in), self._name)(*values, **named)


for name, names in LATER.items():
    sys.modules[name] = stand_in = _Later(name)
    vars(stand_in).update({each: _Call(stand_in, each) for each in names})
sys.modules["ssl"] = None  # asyncio, which Pyodide itself imports, does without where there is none
