"""The PDFs of the built site: whole, in order, readable by people, machines and screen readers."""

from __future__ import annotations

import hashlib
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

import generator
from publish import browser, release, take_along
from publish.handbook import editions, finish, fonts, press
from publish.handbook.chrome import Chrome

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
LANGUAGES = ("zh", "en")
LARGEST = 8_000_000
PDFS = [f"{kind}-{language}.pdf" for kind in ("handbook", "pocket", "rules") for language in LANGUAGES]
KANGXI = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
PRINT = b"""%PDF-1.4
1 0 obj
<</Title (x)
/CreationDate (D:20261121233645+00'00')
/ModDate (D:20261121233645+00'00')>>
endobj
2 0 obj
<</Type /Catalog
/Pages 3 0 R>>
endobj
3 0 obj
<</Type /Pages
/Kids []
/Count 0>>
endobj
"""


@pytest.fixture(scope="module", params=LANGUAGES)
def handbook(request: pytest.FixtureRequest) -> tuple[str, PdfReader]:
    """The handbook in each language."""
    return request.param, reader(f"handbook-{request.param}.pdf")


@cache
def text(name: str, number: int) -> str:
    """The text of one page of a PDF at the site's root; the first has number 1."""
    return reader(name).pages[number - 1].extract_text()


@cache
def reader(name: str) -> PdfReader:
    """A PDF at the site's root."""
    assert (SITE / name).exists(), f"site/{name} is not there; run `make handbook`"
    return PdfReader(SITE / name)


def whole(name: str) -> str:
    """All text of a PDF, without white space."""
    return tight("".join(text(name, number) for number in range(1, len(reader(name).pages) + 1)))


def tight(text: str) -> str:
    """A text without any white space: where lines break is no matter."""
    return re.sub(r"\s", "", text)


def titles(outline: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    """Bookmarks as (depth, title)."""
    found = []
    for entry in outline:
        found += titles(entry, depth + 1) if isinstance(entry, list) else [(depth, entry.title)]
    return found


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_is_small_tagged_titled_and_in_its_language(name: str) -> None:
    book = reader(name)
    root = book.trailer["/Root"]
    assert (SITE / name).stat().st_size <= LARGEST
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == ("zh-CN" if "-zh" in name else "en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert book.metadata
    assert book.metadata.title


@pytest.mark.parametrize("name", PDFS)
def test_every_font_is_ours_and_embedded(name: str) -> None:
    seen = set()
    for page in reader(name).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            seen.add(font.idnum)
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "NotoSansSC-" in inner["/BaseFont"]
            assert "/FontFile2" in inner["/FontDescriptor"]
    assert seen


def test_the_cover_says_what_when_and_of_which_version(handbook: tuple[str, PdfReader]) -> None:
    language, book = handbook
    cover = text(f"handbook-{language}.pdf", 1)
    assert book.metadata
    assert tight(str(book.metadata.title)) in tight(cover)
    assert editions.version() in cover
    assert editions.address(language) in tight(cover)


def test_the_contents_name_the_page_on_which_each_chapter_begins(handbook: tuple[str, PdfReader]) -> None:
    name = f"handbook-{handbook[0]}.pdf"
    lines = {}
    for page in (2, 3, 4):
        for line in text(name, page).splitlines():
            if match := re.fullmatch(r"(\d+)\s+(\S.*?)\s*(\d+)", line):
                lines[int(match[1])] = (match[2], int(match[3]))
    assert sorted(lines) == list(range(1, len(lines) + 1))
    assert len(lines) >= 25
    for number, (title, page) in lines.items():
        assert tight(f"{number}{title}") in tight(text(name, page)), f"chapter {number} is not on page {page}"


def test_bookmarks_nest_part_chapter_section(handbook: tuple[str, PdfReader]) -> None:
    _, book = handbook
    depths = [depth for depth, _ in titles(book.outline)]
    assert set(depths) >= {0, 1, 2, 3}


def test_links_lead_to_places_that_exist(handbook: tuple[str, PdfReader]) -> None:
    _, book = handbook
    places = {name.removeprefix("/") for name in book.named_destinations}
    inside = outside = 0
    for page in book.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            if "/Dest" in link:
                inside += 1
                assert str(link["/Dest"]).removeprefix("/") in places
            elif "/A" in link:
                outside += 1
                assert str(link["/A"]["/URI"]).startswith("http")
    assert inside > 500
    assert outside > 50


def test_chinese_is_copied_as_it_is_read_and_nothing_is_left_out() -> None:
    book = whole("handbook-zh.pdf")
    assert not KANGXI.search(book)
    assert "\ufffd" not in book
    for words in ("诉讼时效", "逾期利息", "应付日", "催款函", "保证期间"):
        assert words in book
    for name in ("playbook-timing", "playbook-excuses", "law"):
        assert f"go/{name}" in book
    for card in generator.cards():
        assert tight(card["ask"]["zh"]) in book


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_stands_in_the_pocket_edition(language: str) -> None:
    pocket = whole(f"pocket-{language}.pdf")
    for card in generator.cards():
        assert tight(card["ask"][language]) in pocket


def test_the_rules_are_one_page() -> None:
    assert [len(reader(f"rules-{language}.pdf").pages) for language in LANGUAGES] == [1, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_tell_where_they_are_on_the_web(language: str) -> None:
    assert f"{editions.address(language)}go/rules/" in whole(f"rules-{language}.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_running_title_shows_on_the_cover_of_the_pocket_edition(language: str) -> None:
    name = f"pocket-{language}.pdf"
    title = editions.edition("pocket", language, site=SITE).title
    assert tight(text(name, 1)).startswith(tight(title))
    assert tight(text(name, 1)).count(tight(title)) == 1
    assert tight(text(name, 2)).startswith(tight(title))


@pytest.mark.parametrize(("language", "answer"), [("zh", "看答案"), ("en", "Show the answer")])
def test_no_answer_begins_a_page_without_its_question(language: str, answer: str) -> None:
    name = f"handbook-{language}.pdf"
    for number in range(5, len(reader(name).pages) + 1):
        lines = text(name, number).splitlines()[2:]  # after the running title and the number
        assert not tight("".join(lines)).startswith(tight(answer)), f"page {number} begins with an answer"


def test_no_line_ends_between_art_and_its_number() -> None:
    for number in range(1, len(reader("handbook-en.pdf").pages) + 1):
        assert not re.search(r"\barts?\.\s*\n\s*\d", text("handbook-en.pdf", number)), f"page {number}"


def test_chinese_marks_come_from_one_font_so_that_no_gap_stays_between_two() -> None:
    last = fonts.style("好，“啊”。", "/fonts/").splitlines()[-1]
    with TTFont(fonts.place() / re.findall(r"/fonts/([\w-]+\.ttf)", last)[0]) as font:
        names = font.getBestCmap()
        halved = {
            name
            for row in font["GPOS"].table.LookupList.Lookup
            for part in row.SubTable
            for name in part.Coverage.glyphs
        }
        for mark in "“”‘’，。、：；（）《》":
            assert f"U+{ord(mark):x}" in last
            assert names[ord(mark)] in halved


def test_pages_have_the_size_of_their_edition() -> None:
    for name, size in (("handbook-zh.pdf", [210, 297]), ("pocket-zh.pdf", [148, 210])):
        assert [round(float(side) / 72 * 25.4) for side in reader(name).pages[2].mediabox[2:]] == size


def on_a_press_of_its_own(language: str, pages: list[str]) -> bytes:
    """A hand-out, printed in a thread: Playwright allows one driver a thread, and other tests may hold this one's."""

    def printed() -> bytes:
        with press.served(SITE) as origin, Chrome(browser.find()) as chrome:
            edition = editions.edition("handout", language, site=SITE, pages=pages)
            return press.printed(chrome, edition, origin=origin)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(printed).result()


@pytest.mark.browser
def test_a_hand_out_holds_the_chapters_asked_for_and_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = [on_a_press_of_its_own("en", ["rules", "trainers"]) for _ in range(2)]
    assert made[0] == made[1]
    first = PdfReader(io.BytesIO(made[0]))
    assert "14 November 2023" in first.pages[0].extract_text()
    chapters = [title for depth, title in titles(first.outline) if depth == 1]
    assert chapters == ["1\u2002Today’s rules on one page", "2\u2002Training: ready for class"]


@pytest.mark.browser
def test_an_unknown_chapter_is_refused_by_name() -> None:
    with pytest.raises(press.HandbookError, match="nonsense"):
        on_a_press_of_its_own("zh", ["rules", "nonsense"])


def test_a_character_that_the_fonts_lack_is_named() -> None:
    with pytest.raises(fonts.MissingCharacterError, match="U\\+13000"):
        fonts.style("a\U00013000", "/fonts/")


def print_of(*more: bytes) -> bytes:
    """A print as Chromium writes them, with some more objects; their numbers begin at 4."""
    body = PRINT + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, text) for number, text in enumerate(more, 4))
    size = 4 + len(more)
    rows = b"".join(b"%010d 00000 n \n" % (body.index(b"\n%d 0 obj" % number) + 1) for number in range(1, size))
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + rows
    return (
        body + table + b"trailer\n<</Size %d\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    )


def test_finishing_sets_the_dates_and_keeps_the_objects() -> None:
    book = PdfReader(io.BytesIO(finish.finished(print_of(), date(2026, 11, 20), bookmarks=True)), strict=True)
    assert book.metadata
    assert book.metadata["/CreationDate"] == "D:20261120000000+00'00'"
    assert book.trailer["/Root"]["/PageMode"] == "/UseOutlines"
    assert len(book.pages) == 0


def test_finishing_makes_prints_equal_whose_elements_have_other_names() -> None:
    def printed(first: bytes, second: bytes) -> bytes:
        listed = b" ".join(sorted([b"(%s) 6 0 R" % first, b"(%s) 7 0 R" % second]))
        return print_of(
            b"<</Type /StructTreeRoot\n/IDTree 5 0 R>>",
            b"<</Kids [8 0 R]>>",
            b"<</S /P\n/ID (%s)>>" % first,
            b"<</S /P\n/ID (%s)>>" % second,
            b"<</Limits [(%s) (%s)]\n/Names [%s]>>" % (*sorted([first, second]), listed),
        )

    one, other = printed(b"node00000004", b"node00000009"), printed(b"node00000012", b"node00000003")
    day = date(2026, 11, 20)
    assert finish.finished(one, day, bookmarks=False) == finish.finished(other, day, bookmarks=False)


def test_a_pdf_of_another_form_is_refused() -> None:
    with pytest.raises(finish.FinishError):
        finish.finished(b"%PDF-2.0 of another form", date(2026, 11, 20), bookmarks=True)


def test_a_page_offers_only_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x" * 2_345_678)
    line = '<a href="../{0}.pdf" data-take="{0}.pdf">A</a> <span data-size="{0}.pdf">–</span>'
    page = line.format("a") + line.format("b")
    offered: set[str] = set()
    filled = take_along.filled(page, tmp_path, offered)
    assert offered == {"a.pdf"}
    assert "2.3 MB" in filled
    assert 'href="../a.pdf"' in filled
    assert "../b.pdf" not in filled
    assert ">–<" in filled


def test_a_release_has_sums_that_hold(tmp_path: Path) -> None:
    site, dist = tmp_path / "site", tmp_path / "dist"
    site.mkdir()
    for pattern in release.TAKEN:
        (site / pattern.replace("*", "zh")).write_bytes(pattern.encode())
    first = {file.name: file.read_bytes() for file in release.run(site, dist)}
    for line in first[release.SUMS].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(first[name]).hexdigest() == digest
    assert {file.name: file.read_bytes() for file in release.run(site, dist)} == first


def test_a_release_without_pdfs_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(release.ReleaseError, match="make handbook"):
        release.run(tmp_path, tmp_path / "dist")
