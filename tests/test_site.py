"""The built site: its security policy, its short addresses, its links, and what the pages must say.

`make test` builds the site first; here it is only read.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import generator
from publish import csp, links, mends, short_links
from publish.macros import Pages
from publish.spoken import filled, spoken

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
REGISTRY = ROOT / "tests" / "data" / "published-ids.txt"
THEME_SCRIPT = '<script>__md_scope=new URL(".",location)</script>'
PAGE = f'<!doctype html><html lang="zh"><head><meta charset="utf-8">{THEME_SCRIPT}</head><body>{{}}</body></html>'


# ---- the security policy, on pages made up here


def test_the_policy_allows_no_unsafe_code_and_no_other_origin() -> None:
    line = csp.policy(["'sha256-abc='"])
    assert "unsafe-inline" not in line
    assert "'unsafe-eval'" not in line.replace("'wasm-unsafe-eval'", "")
    assert "http" not in line
    assert line.startswith("default-src 'none'")


def test_the_frame_ban_is_in_the_header_only() -> None:
    assert "frame-ancestors" in csp.policy([], header=True)
    assert "frame-ancestors" not in csp.policy([])


def test_a_script_of_the_theme_is_allowed_by_its_hash() -> None:
    (found,) = csp.hashes_of(PAGE.format(""), name="x")
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", found)


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<p style="color:red">',
        "<style>p{}</style>",
        '<img src="x" onerror="y()">',
        '<a href="javascript:void(0)">',
        "<SCRIPT>alert(1)</SCRIPT >",
    ],
)
def test_inline_code_that_is_not_the_theme_s_stops_the_build(body: str) -> None:
    with pytest.raises(csp.InlineCodeError):
        csp.hashes_of(PAGE.format(body), name="x")


def test_every_page_gets_the_hashes_of_all_pages(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(""), "utf-8")
    (tmp_path / "b.html").write_text(PAGE.format("").replace('"."', '".."'), "utf-8")
    csp.run(tmp_path)
    found = [re.findall(r"'sha256-[^']+'", (tmp_path / name).read_text("utf-8")) for name in ("a.html", "b.html")]
    assert len(found[0]) == 2
    assert found[0] == found[1]


def test_the_policy_step_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(""), "utf-8")
    csp.run(tmp_path)
    once = (tmp_path / "a.html").read_text("utf-8")
    csp.run(tmp_path)
    assert (tmp_path / "a.html").read_text("utf-8") == once


# ---- what the theme leaves undone


def test_the_search_is_mended_exactly_where_it_forgets_the_last_character() -> None:
    worker = (
        "let n=new Uint16Array(t.length);for(let s=0;s<t.length;s++)for(let o=s+1;o<t.length;o++)t.slice(s,o)in e&&1"
    )
    assert mends.searching_to_the_end(worker) == worker.replace("o<t.length", "o<=t.length")


def test_a_theme_with_another_search_stops_the_build() -> None:
    with pytest.raises(mends.MendError):
        mends.searching_to_the_end("something else")


def test_the_search_dialog_is_named_in_the_language_of_its_page() -> None:
    dialog = '<html lang="{}"><div data-md-component="search" role="dialog">'
    assert 'aria-label="搜索"' in mends.mended(dialog.format("zh"))
    assert 'aria-label="Search"' in mends.mended(dialog.format("en"))


def test_the_search_index_waits_until_the_search_is_opened_or_a_page_comes_from_it() -> None:
    start = 'L({}Je("search")).pipe(Re(o=>o),b(()=>t));'
    mark = 'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))'
    bundle = start.format('$(location.protocol!=="file:"),') + f"z([t,{mark}]).pipe(m(([o,n])=>n));"
    waiting = start.format("") + f"{mark}.pipe(b(place=>t.pipe(m(index=>[index,place])))).pipe(m(([o,n])=>n));"
    assert mends.kept_back(bundle) == mends.SETTINGS + waiting


def test_a_theme_that_starts_its_search_otherwise_is_noticed() -> None:
    with pytest.raises(mends.MendError):
        mends.kept_back("something else")


def test_the_mends_can_be_repeated() -> None:
    page = '<html lang="en"><link rel="next" href="x"><div data-md-component="search" role="dialog"><th></th>'
    once = mends.mended(page)
    assert mends.mended(once) == once
    assert "rel" not in once


# ---- short addresses, on a site made up here


def small_site(folder: Path, body: str) -> Path:
    for language in ("", "en"):
        page = folder / language / "rules" / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f'<head><meta charset="utf-8"><meta name="huikuan:id" content="rules"></head>{body}', "utf-8")
    return folder


def test_a_short_address_leads_to_the_very_anchor(tmp_path: Path) -> None:
    short_links.run(small_site(tmp_path, '<h3 id="cc-1" data-short>1</h3>'))
    for root in ("", "en/"):
        assert 'url=../../rules/#cc-1"' in (tmp_path / root / "go/cc-1/index.html").read_text("utf-8")


def test_an_id_that_stands_for_two_things_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(short_links.ShortLinkError, match="two things"):
        short_links.run(small_site(tmp_path, '<h3 id="rules" data-short>1</h3>'))


@pytest.mark.parametrize("name", ["", "Über", "a b", "A1", "-a", "a--b"])
def test_an_id_that_cannot_stand_in_an_address_stops_the_build(tmp_path: Path, name: str) -> None:
    with pytest.raises(short_links.ShortLinkError, match="no id"):
        short_links.run(small_site(tmp_path, f'<h3 id="{name}" data-short>1</h3>'))


def test_an_id_of_one_language_only_stops_the_build(tmp_path: Path) -> None:
    site = small_site(tmp_path, "")
    page = site / "rules" / "index.html"
    page.write_text(page.read_text("utf-8") + '<p id="alone" data-short></p>', "utf-8")
    with pytest.raises(short_links.ShortLinkError, match="alone"):
        short_links.run(site)


# ---- the macros


def macros(language: str = "zh", page: str = "playbooks/timing/") -> Pages:
    return Pages(language, where=lambda: page)


def test_links_of_macros_start_from_the_page_they_stand_on() -> None:
    assert 'href="../../reference/law/#cc-188"' in macros().law("cc-188")
    assert 'href="reference/law/#cc-188"' in macros(page="").law("cc-188")
    assert 'href="../../letter/#document=call-script&amp;excuse=a1"' in macros().desk_link("call-script", excuse="a1")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rule_that_nobody_read_in_the_original_is_marked_wherever_it_is_cited(language: str) -> None:
    for name, rule in generator.laws().items():
        marked = "hk-unconfirmed" in macros(language).law(name)
        assert marked == (rule["confidence"] in ("S", "M")), name


@pytest.mark.parametrize(
    "call", [lambda m: m.law("cc-0"), lambda m: m.figure("limitation.none"), lambda m: m.desk_link("x")]
)
def test_an_unknown_id_is_an_error_and_not_an_empty_place(call: object) -> None:
    with pytest.raises(KeyError):
        call(macros())  # type: ignore[operator]


def test_a_whole_table_is_no_figure() -> None:
    with pytest.raises(TypeError):
        macros().figure("limitation.general")


def test_places_of_a_sentence_become_blanks_and_markup_becomes_text() -> None:
    shown = filled("<b>{open}</b>", {"open": "[amount]"})
    assert shown == '&lt;b&gt;<span class="hk-blank">[amount]</span>&lt;/b&gt;'


def test_a_record_is_told_in_one_language_to_its_depth() -> None:
    assert spoken({"a": [{"zh": "一", "en": "one"}], "n": 1}, "en") == {"a": ["one"], "n": 1}


def test_macros_register_themselves_under_their_names() -> None:
    known = {}
    conf = SimpleNamespace(theme={"language": "en"}, extra={})
    from publish.macros import define_env

    define_env(SimpleNamespace(conf=conf, page=SimpleNamespace(url=""), macro=lambda f, name: known.update({name: f})))
    assert set(known) == {*Pages.MACROS, *Pages.TRAINING_MACROS}
    assert conf.extra["checked_on"] == known["checked_on"]()


# ---- the site itself


class Loads(HTMLParser):
    """What a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "link" and found.get("rel") not in ("canonical", "alternate"):
            self.found.append(found["href"])
        elif "src" in found:
            self.found.append(found["src"])


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The text of every page of the site by its path."""
    assert SITE.exists(), "the site is not built; run `make site`"
    return {path.relative_to(SITE).as_posix(): path.read_text("utf-8") for path in SITE.rglob("index.html")}


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, str]) -> None:
    foreign = set()
    for path, text in pages.items():
        loads = Loads()
        loads.feed(text)
        foreign |= {(path, load) for load in loads.found if re.match(r"(https?:)?//", load)}
    assert not foreign


def test_every_link_inside_the_site_arrives() -> None:
    assert links.broken(SITE) == []


def test_every_page_carries_the_policy_before_anything_else(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        head = text.partition('<meta charset="utf-8">')[2]
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src '), path


def test_the_host_gets_the_policy_as_a_header_too() -> None:
    assert "Content-Security-Policy: default-src 'none'" in (SITE / "_headers").read_text("utf-8")


def test_no_macro_is_left_unfilled_on_any_page(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        # The desk shows what a template of one's own looks like.
        words = re.sub(r"<(script|code)\b.*?</\1>|<article\b[^>]*letter-generator.*?</article>", "", text, flags=re.S)
        assert not re.search(r"\{\{|\{%|Macro Rendering Error|built-in method|object at 0x", words), path


def test_every_page_says_when_it_was_checked(pages: dict[str, str]) -> None:
    day = {"zh": macros("zh").checked_on(), "en": macros("en").checked_on()}
    for path, text in pages.items():
        parts = path.split("/")
        if "go" in parts:
            continue
        article = text.partition("<article")[2].rpartition("</article>")[0]
        assert day["en" if parts[0] == "en" else "zh"] in article, path


def test_published_ids_stay_and_new_ones_are_registered() -> None:
    built = set(short_links.targets(SITE, "zh"))
    registered = set(REGISTRY.read_text("utf-8").split())
    assert registered - built == set(), "ids that were published have vanished; they are promises"
    assert built - registered == set(), f"add the new ids to {REGISTRY.relative_to(ROOT)}"


def test_every_short_address_is_there_in_both_languages() -> None:
    for name in REGISTRY.read_text("utf-8").split():
        for root in ("", "en"):
            assert (SITE / root / "go" / name / "index.html").is_file(), name


@pytest.mark.parametrize(("language", "root"), [("zh", ""), ("en", "en")])
def test_the_search_index_knows_every_card_and_rule_by_its_anchor(language: str, root: str) -> None:
    index = (SITE / root / "search" / "search_index.json").read_text("utf-8")
    missing = [card["id"] for card in generator.cards() if f'playbooks/excuses/#{card["id"]}"' not in index]
    missing += [name for name in generator.laws() if f'reference/law/#{name}"' not in index]
    assert not missing
