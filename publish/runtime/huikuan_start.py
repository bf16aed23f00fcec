"""First module of the browser's engine; the worker takes `call` from here. See sitecustomize.py."""

import dataclasses
import sys
from _frozen_importlib_external import PathFinder

from generator.bridge import call  # noqa: F401


class _OtherZips:
    """Finds a module of a package that lies in several of the zips, whichever was there when the package was begun."""

    @staticmethod
    def find_spec(name: str, path: list[str] | None = None, target: object = None) -> object:
        zips = [entry for entry in sys.path if entry.endswith(".zip")]
        inside = [place[len(whole) :] for place in path or () for whole in zips if place.startswith(whole)]
        return PathFinder.find_spec(name, [whole + folder for whole in zips for folder in inside], target)


sys.meta_path.append(_OtherZips)
del dataclasses.exec
