"""HTML: everything escaped, nothing that runs, a file that stands alone."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import generator.layout
from generator import build, write
from generator.layout import parse, protect
from generator.page import fragment, html
from publish import browser
from publish.handbook.chrome import Chrome

STYLE = (Path(generator.layout.__file__).parent / "data" / "letter.css").read_text("utf-8")
SAMPLES = Path(__file__).parent / "cases" / "samples"
ANY_TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1, max_size=15
)
EVERY_MARK = """
⟦subject⟧{x}
⟦title⟧{x}
⟦right⟧{x}
⟦flush⟧{x}
{x}
⟦h⟧{x}
⟦item⟧{x}
⟦item⟧1. {x}
⟦box⟧{x}
⟦table⟧ {x} ⟦|⟧ >{x}
{x} ⟦|⟧ {x}
⟦end⟧
⟦stamp⟧{x}
⟦right⟧{x}
⟦cut⟧{x}
"""
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>x</script>", "javascript:alert(1)",
    "</title><svg onload=x>", "<!--", "]]>", "&lt;script&gt;", "{{ 7*7 }}", "'onmouseover='x", "</article></body>",
]  # fmt: skip


class Reader(HTMLParser):
    """Collects what a browser would see: tags, attributes, texts."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def shown(value):
    return Reader(fragment(parse(EVERY_MARK.format(x=protect(value))), language="zh"))


PLAIN = shown("words")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_shown_as_it_was_typed_and_adds_no_element(value):
    page = shown(value)
    assert (page.tags, page.attributes) == (PLAIN.tags, PLAIN.attributes)
    assert sum(value in text for text in page.texts) == sum("words" in text for text in PLAIN.texts) == 16


@given(ANY_TEXT)
def test_no_text_can_add_an_element_or_an_attribute(value):
    page = shown(f"x{value}")
    assert (page.tags, page.attributes) == (PLAIN.tags, PLAIN.attributes)
    assert f"x{value}" in page.texts


@given(ANY_TEXT)
def test_no_title_can_leave_its_place(value):
    page = Reader(html((), language="en", title=value, style=""))
    assert page.tags == ["html", "head", "meta", "meta", "meta", "title", "style", "body", "article"]


def test_the_file_begins_with_a_policy_that_allows_nothing_but_its_own_style():
    page = html(parse("words"), language="zh", title="催款函", style=STYLE)
    charset = '<meta charset="utf-8">\n'
    after = page[page.index(charset) + len(charset) :]
    assert after.startswith(
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
    )


def test_the_file_asks_for_no_other_file():
    page = html(parse(EVERY_MARK.format(x="words")), language="zh", title="催款函", style=STYLE)
    assert {"link", "script", "img", "iframe"}.isdisjoint(Reader(page).tags)
    assert "url(" not in page
    assert "@import" not in page
    assert "://" not in page


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_language_of_the_text_is_declared(language, tag):
    page = html(parse("words"), language=language, title="t", style=STYLE)
    assert page.count(f'lang="{tag}"') == 2


def test_a_table_has_headers_with_a_scope_and_figures_flush_right():
    table = fragment(parse("⟦table⟧ Invoice ⟦|⟧ >Open\n1 ⟦|⟧ 5.00\nTotal ⟦|⟧ 5.00\n⟦end⟧"), language="en")
    assert '<th scope="col">Invoice</th><th scope="col" class="figures">Open</th>' in table
    assert '<tr><td>1</td><td class="figures">5.00</td></tr>' in table
    assert '<tr class="total"><td>Total</td>' in table


def test_a_wide_table_is_set_smaller_and_broken_only_where_it_must_be():
    def kind(*cells):
        marked = f"⟦table⟧{' ⟦|⟧ '.join('A' * len(cells))}\n{' ⟦|⟧ '.join(cells)}\n⟦end⟧"
        return fragment(parse(marked), language="zh").split("<table")[1].split(">")[0]

    assert kind("2026年8月31日", "1") == ' class="fit"'
    assert kind("x" * 50, "y" * 40) == ' class="small fit"'
    assert kind("x" * 90, "y" * 40) == ' class="small"'


def test_bullets_next_to_each_other_are_one_list_and_numbered_items_bring_their_number():
    page = fragment(parse("⟦item⟧a\n⟦item⟧b\nwords\n⟦item⟧1. c"), language="en")
    assert "<ul><li>a</li><li>b</li></ul>" in page
    assert '<p class="item">1. c</p>' in page


def test_the_stamp_space_is_larger_than_a_company_seal():
    assert "min-height: 45mm" in STYLE
    page = fragment(parse("⟦stamp⟧蓝鲸公司\n⟦right⟧2026年11月5日"), language="zh")
    assert '<div class="stamp"><p>蓝鲸公司 <span class="label">（盖章）</span></p><p>2026年11月5日</p></div>' in page


def test_a_line_break_in_a_value_is_kept():
    assert "one<br>two" in fragment(parse(protect("one\ntwo")), language="en")


@pytest.mark.browser
@pytest.mark.parametrize("fields", [{}, {"variant": "demand"}], ids=["statement", "demand"])
def test_an_english_statement_and_its_slip_are_printed_on_one_sheet(fields: dict[str, str], tmp_path: Path) -> None:
    case = build({**json.loads((SAMPLES / "one-invoice-en.json").read_text("utf-8")), "fields": fields})
    letter = write(case, document="statement", channel="letter", language="en")
    file = tmp_path / "statement.html"
    file.write_text(html(letter.blocks, language="en", title="x", style=STYLE), "utf-8")

    def printed() -> bytes:
        with Chrome(browser.find()) as chrome:
            chrome.open(file.as_uri())
            return chrome.pdf()

    with ThreadPoolExecutor(1) as pool:  # Playwright allows one driver a thread, and other tests may hold this one's
        pages = PdfReader(io.BytesIO(pool.submit(printed).result())).pages
    assert len(pages) == 1
    assert "✂" in pages[0].extract_text()
