"""Step over the built site: the whole of it as one zip that works from files by a double click, with search.

Made from the built pages, not by MkDocs once more: addresses get their `index.html`, the pages' modules become
one plain script, the search's worker comes from a blob (a page from a file may start no other), the letter desk is
the one in one file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from publish import csp, take_along
from publish.handbook import editions

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORK = ROOT / "build" / "offline"
NAME = "huikuan-offline"
LEFT_OUT = ("assets/runtime/*", "assets/javascripts/letter-desk/*", "*.map", "sitemap.xml*", "_headers", f"{NAME}.zip")
DATE = (2020, 1, 1, 0, 0, 0)
PACKED = (".pdf", ".png", ".woff2")
MEGABYTE = 1_000_000
INNER = re.compile(r'(<(?:a|link|meta)\b[^>]*?(?:\bhref="|content="0; url=))(?![a-z]+:|#|//)([^"#]*)(#[^"]*)?"')
ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\s*')
MODULE = re.compile(r'<script src="([^"]*assets/javascripts/)(pages|letter-desk)/main\.mjs" type="module"></script>')
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


def run(site: Path) -> str:
    """Writes the zip into `site` and says how large it is.

    Raises:
        OfflineError: the scripts cannot be bundled, or the theme has another form than we know.
    """
    folder = WORK / NAME
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(site, folder, ignore=_left_out(site))
    desks = [folder / editions.STARTS[language] / "letter" / "index.html" for language in editions.LANGUAGES]
    for language in editions.LANGUAGES:
        _scripts(folder / editions.STARTS[language], site / editions.STARTS[language])
        _desk(folder, language)
    for path in folder.rglob("*.html"):
        if path not in desks:
            path.write_text(page(path.read_text("utf-8")), "utf-8")
    _take_along(folder)
    _policies(folder, desks)
    zipped(folder, site / f"{NAME}.zip")
    return f"{(site / f'{NAME}.zip').stat().st_size / MEGABYTE:.1f} MB"


def page(text: str) -> str:
    """One page, working from a file."""
    text = ALTERNATE.sub("", text)  # the theme would ask for a map of the site, which a page from a file cannot
    text = INNER.sub(lambda match: f'{match[1]}{address(match[2])}{match[3] or ""}"', text)
    text = MODULE.sub(lambda match: f'<script src="{match[1]}pages/offline.js"></script>' * (match[2] == "pages"), text)
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


def _scripts(folder: Path, site: Path) -> None:
    """Puts the pages' script, the search's index and the search's worker in the places where pages ask for them."""
    scripts = site / "assets" / "javascripts"
    node = ROOT / ".venv" / "bin" / "node"
    made = folder / "assets" / "javascripts" / "pages" / "offline.js"
    command = [node, HERE / "build.mjs", ROOT / "overrides/assets/javascripts/pages/main.mjs", made]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise OfflineError(f"rollup: {(done.stderr or done.stdout).strip()[-2000:]}")
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    for document in index["docs"]:
        target, mark, anchor = document["location"].partition("#")
        document["location"] = (address(target) or "index.html") + mark + anchor
    text = json.dumps(index, ensure_ascii=False)
    (folder / "search" / "search_index.js").write_text(f"var __index = {text}", "utf-8")
    (folder / "search" / "search_index.json").unlink()
    workers = list((scripts / "workers").glob("search.*.min.js"))
    if len(workers) != 1:
        raise OfflineError(f"{len(workers)} search workers, not one")
    wanted = [name for name in index["config"]["lang"] if name != "en"]
    names = [f"lunr.{name}.min.js" for name in ("stemmer.support", *wanted)] if wanted else []
    carried = ",".join(f"{json.dumps(name)}:{_text(scripts / 'lunr' / 'min' / name)}" for name in names)
    search = SEARCH.format(scripts=carried, worker=_text(workers[0]))
    (folder / "assets" / "javascripts" / "offline-search.js").write_text(search, "utf-8")


def _text(path: Path) -> str:
    return json.dumps(re.sub(r"//# sourceMappingURL=.*", "", path.read_text("utf-8")))


def _desk(folder: Path, language: str) -> None:
    """The desk in one file takes the place of the desk's page; its links lead to the pages beside it."""
    start, file = folder / editions.STARTS[language], folder / f"huikuan-desk-{language}.html"
    text = file.read_text("utf-8")
    file.unlink()
    where = re.escape(editions.address(language))
    text = re.sub(rf'href="{where}([^"#]*)', lambda match: f'href="../{address(match[1]) or "index.html"}', text)
    (start / "letter" / "index.html").write_text(re.sub(r'data-site="[^"]*"', 'data-site="../"', text), "utf-8")


def _take_along(folder: Path) -> None:
    """In the zip the page “take it along” leads to the desk beside it and does not offer the zip itself."""
    for name in take_along.PAGES:
        path = folder / name
        text = re.sub(r"<tr>(?:(?!</tr>).)*huikuan-offline\.zip.*?</tr>\s*", "", path.read_text("utf-8"), flags=re.S)
        text = re.sub(r'<a [^>]*data-take="(huikuan-desk-[a-z]+\.html)"[^>]*>', '<a href="../letter/index.html">', text)
        desk = path.parents[1] / "letter" / "index.html"
        text = re.sub(
            r'(<span data-size="huikuan-desk[^>]*>)[^<]*', rf"\g<1>{take_along.written(desk.stat().st_size)}", text
        )
        path.write_text(take_along.filled(text, folder, set()), "utf-8")


def _policies(folder: Path, desks: list[Path]) -> None:
    """Pages from files get the site's policy, with files for its own origin."""
    pages = [path for path in folder.rglob("*.html") if path not in desks]
    texts = {path: path.read_text("utf-8") for path in pages}
    hashes = sorted(set().union(*(csp.hashes_of(text, name=str(path)) for path, text in texts.items())))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{csp.policy(hashes)}">'
    for path, text in texts.items():
        path.write_text(text.replace(csp.CHARSET, csp.CHARSET + meta, 1), "utf-8")


def _left_out(site: Path):  # type: ignore[no-untyped-def]
    def ignore(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(site)
        return {name for name in names for pattern in LEFT_OUT if Path(*_own(inside / name)).match(pattern)}

    return ignore


def _own(path: Path) -> Iterator[str]:
    """The path below its language."""
    parts = path.parts
    yield from parts[1:] if parts[0] == "en" and len(parts) > 1 else parts


def zipped(folder: Path, target: Path) -> None:
    """Packs a folder under its own name, the same bytes for the same files; what is packed already is only stored."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
