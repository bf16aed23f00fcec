"""Step over the built site: the whole letter desk in one HTML, one for each language, which works from a USB stick.

Page, styles, scripts, Pyodide and our engine stand in one file as text; the worker is started from a blob that carries
what it needs. The policy allows this one script and this one sheet of styles by hash and no connection whatsoever.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from publish import inputs
from publish.handbook import editions
from publish.kept import kept
from publish.runtime import PLACE
from publish.spoken import written

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DESK = ROOT / "overrides" / "assets" / "javascripts"
MANIFEST = re.compile(r"\.\.\.(\{.*\}) \};", re.S)
ARTICLE = re.compile(r'<article class="md-content__inner.*</article>', re.S)
ASIDE = re.compile(r'<aside class="hk-page-share".*?</aside>|<a class="headerlink".*?</a>', re.S)
LINK = re.compile(r'(<a\b[^>]*\bhref=")(?!#|[a-z]+:)([^"]*)"')
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
CARRIED = ("wasm", "library", "engine", "letters", "tables")
MEGABYTE = 1_000_000


class SingleFileError(Exception):
    """The desk cannot be put into one file; the message says why."""


def run(site: Path) -> str:
    """Writes both files into `site` and says how large they are.

    Raises:
        SingleFileError: the scripts cannot be bundled, or the page holds what one file cannot.
    """
    match = MANIFEST.search((site / PLACE / "files.mjs").read_text("utf-8"))
    if not match:
        raise SingleFileError("the list of the runtime's files has another form")
    manifest = json.loads(match[1])
    scripts = _bundled(manifest)
    blocks = _blocks(site, manifest, scripts["worker"])
    sizes = []
    for language in editions.LANGUAGES:
        page = composed(site, language, script=scripts["page"], blocks=blocks)
        (site / f"huikuan-desk-{language}.html").write_text(page, "utf-8")
        sizes.append(f"{language} {len(page.encode()) / MEGABYTE:.1f} MB")
    return ", ".join(sizes)


def composed(site: Path, language: str, *, script: str, blocks: str) -> str:
    """One language's file as text.

    Raises:
        SingleFileError: a script or sheet would end its own element.
    """
    source = site / editions.STARTS[language] / "letter" / "index.html"
    page = source.read_text("utf-8")
    style = "\n".join((source.parent / name).read_text("utf-8") for name in SHEET.findall(page))
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/|@charset [^;]*;", "", style)
    article = ARTICLE.search(page)
    if not article or re.search("</script|<!--", script) or "</style" in style:
        raise SingleFileError("the desk's page, scripts or styles cannot stand in one file")
    where = editions.address(language)
    words = tomllib.loads((HERE / "words.toml").read_text("utf-8"))[language]
    icon = base64.b64encode((ROOT / "overrides/assets/images/favicon.svg").read_bytes()).decode()
    values = {
        "lang": language,
        "site": html.escape(where),
        "policy": policy(script, style),
        "title": words["title"],
        "icon": f"data:image/svg+xml;base64,{icon}",
        "style": style,
        "article": LINK.sub(lambda m: f'{m[1]}{urljoin(where + "letter/", m[2])}"', ASIDE.sub("", article[0])),
        "foot": words["foot"].format(date=written(editions.today(), language), version=editions.version()),
        "parts": blocks,
        "script": script,
    }
    template = (HERE / "page.html").read_text("utf-8")
    return re.sub(r"\{([a-z]+)\}", lambda match: values[match[1]], template)


def policy(script: str, style: str) -> str:
    """The file's own policy: its one script and one sheet, the worker's blob, drawings in the styles; no connection."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}' 'wasm-unsafe-eval'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def carried(path: Path) -> bytes:
    """A file of the runtime, compressed as a whole; its zips are that already."""
    return path.read_bytes() if path.suffix == ".gz" else gzip.compress(path.read_bytes(), 9, mtime=0)


def _bundled(manifest: dict[str, Any]) -> dict[str, str]:
    """The page's script and the worker's, bundled anew when a script of the site or the runtime has changed."""

    def make(folder: Path) -> None:
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        node = ROOT / ".venv" / "bin" / "node"
        done = subprocess.run([node, HERE / "build.mjs", folder], cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SingleFileError(f"rollup: {(done.stderr or done.stdout).strip()[-2000:]}")

    files = inputs.files([DESK, HERE, ROOT / "package-lock.json"])
    made = kept("desk-scripts", inputs.stamp(json.dumps(manifest), files=files, root=ROOT), make)
    return {name: (made / f"{name}.js").read_text("utf-8") for name in ("page", "worker")}


def _blocks(site: Path, manifest: dict[str, Any], worker: str) -> str:
    """What the file carries, as text; the names of the runtime's files say what is in them."""

    def make(folder: Path) -> None:
        parts = {name: carried(site / PLACE / manifest["files"][name]["path"]) for name in CARRIED}
        (folder / "parts.html").write_text("\n".join(_block(name, data) for name, data in parts.items()), "utf-8")

    made = kept("desk-parts", inputs.stamp(json.dumps(manifest), files=[Path(__file__)], root=ROOT), make)
    last = _block("worker", gzip.compress(worker.encode(), 9, mtime=0))
    return f"{(made / 'parts.html').read_text('utf-8')}\n{last}"


def _block(name: str, data: bytes) -> str:
    return f'<script type="application/octet-stream" id="part-{name}">{base64.b64encode(data).decode()}</script>'


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
