"""Last step over the built site: the worker that keeps an offline copy of it in the reader's browser.

Every file of the copy is named with its hash (subresource integrity), so that a tampered or half-downloaded one
stops the installation and the copy before stays. Workbox does the keeping; its parts are served from here.
`OFFLINE_COPY=stop` writes the kill switch instead, which deletes the copies in all browsers that come by.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import zlib
from pathlib import Path

from publish import short_links

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LIBRARIES = ("workbox-core", "workbox-routing", "workbox-strategies", "workbox-precaching")
PLACE = Path("assets/workbox")
KINDS = (".css", ".gz", ".html", ".js", ".json", ".mjs", ".png", ".svg", ".wasm", ".woff2", ".xml", ".zip")
# Found by other ways, or to be taken along as files: see publish/take_along.py.
LEFT_OUT = re.compile(
    r"(en/)?go/.*|.*\.map|huikuan-.*|.*\.pdf|assets/runtime/rest-.*|assets/workbox/.*|sw\.js|(en/)?sitemap\.xml\.gz"
    r"|(en/)?assets/javascripts/lunr/(tinyseg|wordcut)\.js|(en/)?assets/javascripts/lunr/min/(?!lunr\.(zh|stemmer\.support)\.).*"
)
LARGEST = 15_000_000  # bytes in the reader's storage
MEGABYTE = 1_000_000


class OfflineCopyError(Exception):
    """The copy would be too large; the message says how large."""


def run(site: Path) -> str:
    """Writes `sw.js` and what it needs, and says how much a browser will keep.

    Raises:
        OfflineCopyError: it would keep more than it may.
    """
    if os.environ.get("OFFLINE_COPY") == "stop":
        shutil.copyfile(HERE / "stop.js", site / "sw.js")
        return "KILL SWITCH: offline copies will be deleted"
    targets = short_links.targets(site, "zh")
    (site / "go" / "targets.json").write_text(json.dumps(targets, sort_keys=True), "utf-8")
    libraries = [_library(site, name) for name in LIBRARIES]
    files = listed(site)
    size = sum(_packed_size(site / name) for name in files)
    if size > LARGEST:
        raise OfflineCopyError(f"the offline copy has {size / MEGABYTE:.1f} MB; it may have {LARGEST / MEGABYTE:.0f}")
    entries = [_entry(name, (site / name).read_bytes()) for name in files]
    head = f"const LIBRARIES = {json.dumps(libraries)}, BYTES = {size}, FILES = {json.dumps(entries, indent=0)};\n"
    (site / "sw.js").write_text(head + (HERE / "worker.js").read_text("utf-8"), "utf-8")
    return f"{len(files)} files, {size / MEGABYTE:.1f} MB in a browser’s storage"


def listed(site: Path) -> list[str]:
    """The files of the copy, below the site's root."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in KINDS)
    shown = {code for name in names if name.endswith("index.html") for code in _codes(site, name)}
    return [name for name in names if name in shown or name == "go/targets.json" or not LEFT_OUT.fullmatch(name)]


def _codes(site: Path, name: str) -> set[str]:
    """The QR codes that a page shows, below the site's root."""
    page = site / name
    found = re.findall(r'src="([^"]*/qr\.svg)"', page.read_text("utf-8"))
    return {(page.parent / code).resolve().relative_to(site.resolve()).as_posix() for code in found}


def _packed_size(path: Path) -> int:
    """About what a browser keeps of a file, which it packs; our archives are packed already."""
    data = path.read_bytes()
    return len(data) if path.suffix in (".gz", ".woff2", ".png") else len(zlib.compress(data, 6))


def _entry(name: str, data: bytes) -> dict[str, str]:
    """What workbox is told of a file; a page goes by its folder's address, as some hosts lead `index.html` away."""
    url = name.removesuffix("index.html") or "./"
    digest = hashlib.sha256(data).digest()
    return {"url": url, "revision": digest.hex()[:16], "integrity": f"sha256-{base64.b64encode(digest).decode()}"}


def _library(site: Path, name: str) -> str:
    """Copies a part of workbox, under its version, and returns its address."""
    package = ROOT / "node_modules" / name
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    target = PLACE / f"{name}-{version}.js"
    (site / target).parent.mkdir(parents=True, exist_ok=True)
    text = (package / "build" / f"{name}.prod.js").read_text("utf-8")
    (site / target).write_text(re.sub(r"//# sourceMappingURL=.*", "", text), "utf-8")
    return target.as_posix()
