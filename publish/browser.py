"""Finds a Chromium for tests, bench and screenshots: `CHROMIUM=` (a program, or `npm`), else an installed one or npm's.

The npm package `@sparticuz/chromium` (Linux x86-64) brings the browser and, in a second archive, the system libraries
that a bare machine lacks; both are unpacked once into `build/`. No package manager, no root, no download of its own.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
NODE = ROOT / ".venv" / "bin" / "node"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
INSTALLED_MAC = (MAC.format("Google Chrome"), MAC.format("Chromium"))
# Features of a desktop browser that tests and printing have no use for; the list takes the place of Playwright's own,
# from which all but the last two come. Those would start a program for suggestions beside each new window.
IDLE = (
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,ThirdPartyStoragePartitioning,LensOverlay,MediaRouter,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,AvoidCorsURLLoaderRestartOnRedirect,DestroyProfileOnBrowserClose,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{place}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>{place}/font-cache</cachedir>
</fontconfig>
"""
UNBROTLI = (
    "const [from, to] = process.argv.slice(1);"
    "require('stream').pipeline(require('fs').createReadStream(from), require('zlib').createBrotliDecompress(),"
    "require('fs').createWriteStream(to), (error) => { if (error) throw error; });"
)


class NoBrowserError(Exception):
    """No Chromium can be had; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium that can be started: its program, and the environment and arguments it needs here."""

    path: str
    env: dict[str, str] = field(default_factory=dict)
    args: tuple[str, ...] = ()

    def options(self) -> dict[str, Any]:
        """Returns the arguments for Playwright's `chromium.launch`."""
        # A container's root may not use the browser's sandbox; what we open is our own pages.
        sandbox = ("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()
        args = [*self.args, *sandbox, "--disable-gpu", "--disable-quic", "--no-first-run", f"--disable-features={IDLE}"]
        return {"executable_path": self.path, "env": {**os.environ, **self.env}, "args": args}


def find() -> Browser:
    """Returns the first Chromium that there is.

    Raises:
        NoBrowserError: none is installed, and npm's does not run on this machine or was not installed.
    """
    named = os.environ.get("CHROMIUM", "")
    if named == "npm":
        return from_npm()
    if named:
        path = shutil.which(named)
        if not path:
            raise NoBrowserError(f"CHROMIUM={named} is not a program that can be run")
        return Browser(path)
    for name in (*INSTALLED, *INSTALLED_MAC):
        path = shutil.which(name)
        if path:
            return Browser(path)
    return from_npm()


def from_npm() -> Browser:
    """Returns npm's Chromium, unpacking it if that was not done before.

    Raises:
        NoBrowserError: this machine is of another kind, or the package is not there.
    """
    if platform.system() != "Linux" or platform.machine() not in ("x86_64", "AMD64"):
        raise NoBrowserError("no Chromium or Chrome is installed; install one, or name it: CHROMIUM=/path/to/chrome")
    if not PACKAGE.exists():
        raise NoBrowserError("no Chromium is installed and npm's is not there; run: make set-up-tests")
    version = json.loads((PACKAGE / "package.json").read_text("utf-8"))["version"]
    place = ROOT / "build" / f"chromium-{version}"
    if not place.exists():
        _unpack(place)
    env = {"LD_LIBRARY_PATH": str(place / "lib"), "FONTCONFIG_FILE": str(place / "fonts.conf")}
    return Browser(str(place / "chromium"), env, ("--headless=shell",))


def _unpack(place: Path) -> None:
    """Unpacks beside the place and renames, so that an interrupted run leaves nothing half done."""
    part = place.with_name(f"{place.name}.{os.getpid()}")
    part.mkdir(parents=True)
    _unbrotli("chromium.br", part / "chromium")
    (part / "chromium").chmod(0o755)
    for archive in ("al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"):
        _unbrotli(archive, part / "archive.tar")
        with tarfile.open(fileobj=io.BytesIO((part / "archive.tar").read_bytes())) as tar:
            # The filter came with 3.11.4; the archive is ours by npm's integrity hash.
            tar.extractall(part, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    (part / "archive.tar").unlink()
    (part / "fonts.conf").write_text(FONTS.format(place=place), "utf-8")  # the package's own one is for another machine
    if place.exists():
        shutil.rmtree(part)
    else:
        part.rename(place)


def _unbrotli(name: str, target: Path) -> None:
    subprocess.run([NODE, "-e", UNBROTLI, PACKAGE / "bin" / name, target], check=True)
