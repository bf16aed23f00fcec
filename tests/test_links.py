"""Links and QR codes: broken ones stop the build, external ones are listed, each short address has its code."""

from __future__ import annotations

from pathlib import Path

import pytest
import segno

from publish import links, qr

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"


def site(folder: Path, **pages: str) -> Path:
    """A site with the pages given: `home` is the start page."""
    for name, body in pages.items():
        place = folder if name == "home" else folder / name
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_text(f"<body>{body}</body>", "utf-8")
    return folder


def test_links_and_anchors_that_arrive_pass(tmp_path: Path) -> None:
    made = site(tmp_path, home='<a href="a/#x">1</a>', a='<p id="x"><a href="../">2</a><a href="#x">3</a></p>')
    assert links.broken(made) == []
    assert links.run(made)


@pytest.mark.parametrize("link", ["b/", "a/#y", "#gone", "a/missing.svg", "../outside/"])
def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path, link: str) -> None:
    made = site(tmp_path, home=f'<a href="{link}">1</a>', a='<p id="x"></p>')
    with pytest.raises(links.LinkError, match="home: "):
        links.run(made)


def test_a_picture_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(links.LinkError):
        links.run(site(tmp_path, home='<img src="go/a/qr.svg">'))


def test_a_fragment_that_carries_state_is_no_anchor(tmp_path: Path) -> None:
    assert links.broken(site(tmp_path, home='<a href="a/#document=x">1</a>', a="")) == []


def test_external_links_are_listed_with_their_pages(tmp_path: Path) -> None:
    made = site(tmp_path, home='<a href="https://e.test/">1</a>', a='<a href="https://e.test/">2</a>')
    assert links.external(made) == {"https://e.test/": ["a/", "home"]}


def test_the_built_site_has_no_broken_link() -> None:
    assert links.broken(SITE) == []


def test_a_code_holds_the_address_in_modules_of_black_on_white() -> None:
    address = "https://example.test/go/a1/"
    drawn = qr.code(address).decode()
    size = segno.make(address, error="m", micro=False).symbol_size(border=qr.QUIET)[0]
    assert f'viewBox="0 0 {size} {size}"' in drawn
    assert 'fill="#fff"' in drawn
    assert 'stroke="#000"' in drawn
    assert "style=" not in drawn


def test_different_addresses_give_different_codes() -> None:
    assert qr.code("https://example.test/go/a1/") != qr.code("https://example.test/go/a2/")


def test_codes_are_drawn_for_the_host_that_the_site_is_built_for(tmp_path: Path) -> None:
    for root in ("", "en/"):
        page = tmp_path / root / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f'<link rel="canonical" href="https://example.test/{root}">', "utf-8")
        (tmp_path / root / "go" / "a1").mkdir(parents=True)
        (tmp_path / root / "go" / "a1" / "index.html").write_text("", "utf-8")
    assert qr.run(tmp_path) == "2 codes"
    assert (tmp_path / "en/go/a1/qr.svg").read_bytes() == qr.code("https://example.test/en/go/a1/")


def test_a_site_that_does_not_know_its_address_gets_no_codes(tmp_path: Path) -> None:
    with pytest.raises(qr.CodeError, match="canonical"):
        qr.run(site(tmp_path, home=""))


def test_every_short_address_of_the_built_site_has_its_code() -> None:
    pages = [*SITE.glob("go/*/index.html"), *SITE.glob("en/go/*/index.html")]
    assert pages
    assert [page.parent.name for page in pages if not (page.parent / "qr.svg").is_file()] == []


def test_every_page_but_the_desk_shows_its_permanent_link() -> None:
    for page in SITE.rglob("index.html"):
        parts = page.relative_to(SITE).parts
        if "go" in parts or "letter" in parts:
            continue
        assert "data-copy-link" in page.read_text("utf-8"), page
