"""First module of the browser's engine; the worker takes `call` from here.

Dataclasses write their methods as text and compile it at every start, a third of our import's time there. The texts
of our classes were compiled when the package was made (rehearse.py): here they are looked up; a new one is compiled.
"""

import dataclasses

from huikuan_methods import value as methods


def _run(text: str, *names: dict) -> None:
    exec(methods.get(text, text), *names)


dataclasses.exec = _run  # shadows the built-in one for that module, while ours are imported
from generator.bridge import call  # noqa: E402, F401

del dataclasses.exec
