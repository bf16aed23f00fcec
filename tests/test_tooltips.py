"""Terms of the trade explain themselves the first time a page uses them."""

import markdown
import pytest


def page(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "publish.tooltips"])


def test_the_first_use_carries_the_explanation_and_later_ones_do_not() -> None:
    html = page("先看诉讼时效，再看诉讼时效。")
    assert html.count("<abbr") == 1
    assert html.startswith('<p>先看<abbr title="')
    assert html.endswith("</abbr>，再看诉讼时效。</p>")


def test_an_english_term_is_found_whatever_its_case() -> None:
    assert '">Limitation period</abbr> and limitation period' in page("Limitation period and limitation period")


@pytest.mark.parametrize("text", ["# 诉讼时效", "[诉讼时效](x)", "`诉讼时效`"])
def test_headings_links_and_code_stay_as_they_are(text: str) -> None:
    assert "<abbr" not in page(text)


def test_text_around_other_elements_keeps_its_order() -> None:
    html = page("甲**乙**诉讼时效丙*丁*账龄戊")
    assert "".join(part for part in html.replace(">", "<").split("<")[::2]) == "甲乙诉讼时效丙丁账龄戊"
    assert html.count("<abbr") == 2
