"""Steps over the built site: the whole of it as one zip that works from files by a double click, with search.

Made from the built pages, not by MkDocs once more: addresses get their `index.html`, the pages' modules become
one plain script, the search's worker comes from a blob (a page from a file may start no other), the letter desk is
the one in one file, and what that carries stands once more in a script for the pages that compute.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from publish import csp, inputs, take_along
from publish.handbook import editions
from publish.kept import kept

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "offline"
NAME = "huikuan-offline"
LEFT_OUT = re.compile(
    r"(en/)?assets/(runtime|javascripts/letter-desk)/.*|.*\.map|(en/)?sitemap\.xml.*|_headers|[^/]*\.pdf"
    r"|huikuan-desk-[a-z]+\.html|(en/)?search/search_index\.json"
)
SCRIPTS = ROOT / "overrides" / "assets" / "javascripts"
DATE = (2020, 1, 1, 0, 0, 0)
PACKED = (".gz", ".pdf", ".png", ".woff2", ".zip")
MEGABYTE = 1_000_000
INNER = re.compile(r'(<(?:a|link|meta)\b[^>]*?(?:\bhref="|content="0; url=))(?![a-z]+:|#|//)([^"#]*)(#[^"]*)?"')
ENGINE = "assets/engine.js"
PART = re.compile(r'<script type="application/octet-stream" id="part-([a-z]+)">([^<]*)</script>')
ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\s*')
MODULE = re.compile(r'<script src="([^"]*assets/javascripts/)(pages|letter-desk)/main\.mjs" type="module"></script>')
OURS = '<script src="{}pages/offline.js" defer></script>'
BUNDLE = re.compile(r'(?=<script src="[^"]*assets/javascripts/bundle\.)')
CONFIG = re.compile(r'(?<=<script id="__config" type="application/json">).*?(?=</script>)', re.S)
SEARCH = """{{
  const carried = {{{scripts}}};
  const source = {worker};
  const parts = Object.entries(carried).map(([name, code]) => JSON.stringify(name) + ":function(){{" + code + "}}");
  const text = "const carried={{" + parts
    + "}};self.importScripts=(...urls)=>urls.forEach((url)=>carried[url.split('/').pop()]?.call(self));" + source;
  const address = URL.createObjectURL(new Blob([text], {{ type: "text/javascript" }}));
  window.Worker = class extends Worker {{
    constructor(url, options) {{ super(String(url).includes("/workers/search.") ? address : url, options); }}
  }};
}}
"""


class OfflineError(Exception):
    """The site cannot be made to work from files; the message says why."""


def prepare(site: Path) -> str:
    """Packs all but the PDFs, and the pages that say how large those are, into `build/offline`.

    Raises:
        OfflineError: the scripts cannot be bundled, or the theme has another form than we know.
    """
    names = {path.relative_to(site).as_posix(): path for path in inputs.files([site])}
    desks = {f"{editions.STARTS[language]}letter/index.html": language for language in editions.LANGUAGES}
    texts, files = {}, {}
    for name, path in names.items():
        if LEFT_OUT.fullmatch(name) or name in desks:
            continue
        if path.suffix == ".html":
            texts[name] = page(path.read_text("utf-8"))
        else:
            files[name] = path.read_bytes()
    for language in editions.LANGUAGES:
        files |= _scripts(site / editions.STARTS[language], editions.STARTS[language])
    files |= {name: desk(site, language).encode() for name, language in desks.items()}
    files[ENGINE] = engine((site / "huikuan-desk-zh.html").read_text("utf-8"))
    for name in take_along.PAGES:
        texts[name] = _beside(texts[name], len(files[name.replace("take-along", "letter")]))
    _protect(texts)
    last = {name: texts.pop(name) for name in take_along.PAGES}
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    (WORK / "last.json").write_text(json.dumps(last), "utf-8")
    packed(WORK / "part.zip", NAME, files | {name: text.encode() for name, text in texts.items()})
    return f"{len(files) + len(texts)} files"


def run(site: Path) -> str:
    """Adds what `prepare` left out, writes the zip into `site` and says how large it is."""
    target = site / f"{NAME}.zip"
    last = json.loads((WORK / "last.json").read_text("utf-8"))
    files = {name: take_along.filled(text, site, set()).encode() for name, text in last.items()}
    files |= {path.name: path.read_bytes() for path in site.glob("*.pdf")}
    shutil.copyfile(WORK / "part.zip", target)
    packed(target, NAME, files)
    return f"{target.stat().st_size / MEGABYTE:.1f} MB"


def page(text: str) -> str:
    """One page, working from a file."""
    text = ALTERNATE.sub("", text)  # the theme would ask for a map of the site, which a page from a file cannot
    text = INNER.sub(lambda match: f'{match[1]}{address(match[2])}{match[3] or ""}"', text)
    text = MODULE.sub(lambda match: OURS.format(match[1]) * (match[2] == "pages"), text)
    text = BUNDLE.sub(lambda _: _search_tag(text), text, count=1)
    return CONFIG.sub(lambda match: _config(match[0]), text)


def address(target: str) -> str:
    """A relative address with the name of its file."""
    if target in ("", ".") or target.endswith(("/", "..")):
        return f"{target.removesuffix('/')}/index.html" if target else ""
    return target


def _search_tag(text: str) -> str:
    match = re.search(r'<script src="([^"]*assets/javascripts/)bundle\.', text)
    return f'<script src="{match[1]}offline-search.js"></script>' if match else ""


def _config(text: str) -> str:
    """The theme's settings without instant navigation, which fetches pages."""
    config = json.loads(text)
    config["features"] = [name for name in config["features"] if name != "navigation.instant"]
    return json.dumps(config)


def _scripts(site: Path, start: str) -> dict[str, bytes]:
    """The pages' script, the search's index and the search's worker, by the places where pages ask for them."""
    scripts = site / "assets" / "javascripts"
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for document in index["docs"]:
        target, mark, anchor = document["location"].partition("#")
        document["location"] = (address(target) or "index.html") + mark + anchor
    workers = list((scripts / "workers").glob("search.*.min.js"))
    if len(workers) != 1:
        raise OfflineError(f"{len(workers)} search workers, not one")
    wanted = [name for name in index["config"]["lang"] if name != "en"]
    names = [f"lunr.{name}.min.js" for name in ("stemmer.support", *wanted)] if wanted else []
    carried = ",".join(f"{json.dumps(name)}:{_text(scripts / 'lunr' / 'min' / name)}" for name in names)
    return {
        f"{start}assets/javascripts/pages/offline.js": _bundled(),
        f"{start}assets/javascripts/offline-search.js": SEARCH.format(
            scripts=carried, worker=_text(workers[0])
        ).encode(),
        f"{start}search/search_index.js": f"var __index = {json.dumps(index, ensure_ascii=False)}".encode(),
    }


def _bundled() -> bytes:
    """The pages' modules as one plain script, bundled anew when one of our scripts has changed."""

    def make(folder: Path) -> None:
        node = ROOT / ".venv" / "bin" / "node"
        command = [node, HERE / "build.mjs", SCRIPTS / "pages" / "main.mjs", folder / "offline.js"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise OfflineError(f"rollup: {(done.stderr or done.stdout).strip()[-2000:]}")

    files = inputs.files([SCRIPTS, HERE, HERE.parent / "single_file", ROOT / "package-lock.json"])
    return (kept("offline-script", inputs.stamp(files=files, root=ROOT), make) / "offline.js").read_bytes()


def _text(path: Path) -> str:
    return json.dumps(re.sub(r"//# sourceMappingURL=.*", "", path.read_text("utf-8")))


def desk(site: Path, language: str) -> str:
    """The desk in one file, which takes the place of the desk's page; its links lead to the pages beside it."""
    text = (site / f"huikuan-desk-{language}.html").read_text("utf-8")
    where = re.escape(editions.address(language))
    text = re.sub(rf'href="{where}([^"#]*)', lambda match: f'href="../{address(match[1]) or "index.html"}', text)
    return re.sub(r'data-site="[^"]*"', 'data-site="../"', text)


def engine(one_file: str) -> bytes:
    """What the desk in one file carries, as a script.

    Raises:
        OfflineError: it carries nothing that we know.
    """
    parts = dict(PART.findall(one_file))
    if "worker" not in parts:
        raise OfflineError("the desk in one file carries no worker; look at publish/offline")
    return f"self.huikuanCarried = {json.dumps(parts)};\n".encode()


def _beside(text: str, size: int) -> str:
    """In the zip the page “take it along” leads to the desk beside it, so large, and does not offer the zip itself."""
    text = re.sub(r"<tr>(?:(?!</tr>).)*huikuan-offline\.zip.*?</tr>\s*", "", text, flags=re.S)
    text = re.sub(r'<a [^>]*data-take="(huikuan-desk-[a-z]+\.html)"[^>]*>', '<a href="../letter/index.html">', text)
    return re.sub(r'<span data-size="huikuan-desk[^>]*>[^<]*</span>', take_along.written(size), text)


def _protect(texts: dict[str, str]) -> None:
    """Pages from files get the site's policy, with files for its own origin."""
    hashes = sorted(set().union(*(csp.hashes_of(text, name=name) for name, text in texts.items())))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{csp.policy(hashes)}">'
    for name, text in texts.items():
        texts[name] = text.replace(csp.CHARSET, csp.CHARSET + meta, 1)


def packed(target: Path, folder: str, files: Mapping[str, bytes | Path]) -> None:
    """Adds files to a zip, below a folder; the same bytes for the same files. What is packed already is only stored."""
    with zipfile.ZipFile(target, "a") as archive:
        for name in sorted(files):
            data = files[name]
            entry = zipfile.ZipInfo(f"{folder}/{name}", DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data if isinstance(data, bytes) else data.read_bytes(), compresslevel=9)
