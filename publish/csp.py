"""Last step over the built site: one strict Content-Security-Policy on every page, and in `_headers` for hosts.

The theme's few inline scripts are allowed by hash; the hashes of all pages are joined, since instant navigation runs
the scripts of the next page under the policy of the first. Any other inline script, `<style>`, `style=` or `on…=`
stops the build. Nothing may change a page after this step.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.S | re.I)
INLINE = re.compile(
    r"<[a-z][^>]*\sstyle\s*=|<style\b|<[a-z][^>]*\son[a-z]+\s*=|\b(?:href|src)\s*=\s*[\"']?javascript:", re.I
)
THEME_SCRIPTS = (
    "__md_scope=new URL(",
    "var palette=__md_get(",
    "var target=document.getElementById(",
    "var tabs=__md_get(",
    "var el=document.querySelector(",
    "var header=document.querySelector(",
)
OWN_POLICY = "huikuan-desk-*.html"  # the desk in one file: publish/single_file
CHARSET = '<meta charset="utf-8">'
HEADERS = """\
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=63072000
"""


class InlineCodeError(Exception):
    """A page holds inline code that the policy would block."""


def policy(hashes: list[str], *, header: bool = False) -> str:
    """The policy as one line; `header` adds what a `<meta>` may not say."""
    parts = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval' " + " ".join(hashes),
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(parts + (["frame-ancestors 'none'"] if header else []))


def hashes_of(page: str, *, name: str) -> set[str]:
    """The hashes of the theme's inline scripts on one page.

    Raises:
        InlineCodeError: the page holds inline code that is not the theme's; the message names page and code.
    """
    bare = SCRIPT.sub("", page)
    if match := INLINE.search(bare):
        raise InlineCodeError(f"{name}: inline style or handler: {bare[match.start() : match.start() + 90]!r}")
    found = set()
    for script in SCRIPT.finditer(page):
        body = script["body"]
        if re.search(r"\bsrc\s*=", script["attributes"]) or "json" in script["attributes"] or not body.strip():
            continue
        if not body.startswith(THEME_SCRIPTS):
            raise InlineCodeError(f"{name}: unknown inline script: {body[:90]!r}")
        found.add(f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'")
    return found


def _finish(page: str, *, name: str, meta: str) -> str:
    page, count = re.subn(re.escape(CHARSET), lambda match: match[0] + meta, page, count=1)
    if count != 1:
        raise InlineCodeError(f"{name}: no {CHARSET} to put the policy after")
    return page


def run(site: Path) -> str:
    """Puts the policy on all pages below `site` and says how many.

    Raises:
        InlineCodeError: a page cannot live under the policy.
    """
    paths = [path for path in sorted(site.rglob("*.html")) if not path.match(OWN_POLICY)]
    pages = {path: path.read_text("utf-8") for path in paths}
    hashes = sorted(set().union(*(hashes_of(page, name=str(path)) for path, page in pages.items())))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">'
    for path, page in pages.items():
        if meta not in page:
            path.write_text(_finish(page, name=str(path), meta=meta), "utf-8")
    (site / "_headers").write_text(f"/*\n  Content-Security-Policy: {policy(hashes, header=True)}\n{HEADERS}", "utf-8")
    return f"content security policy: {len(pages)} pages, {len(hashes)} script hashes"
