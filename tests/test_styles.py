"""Our sheets of styles become one, in their order, and every page asks for that one."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import styles

LINK = '<link rel="stylesheet" href="{up}assets/stylesheets/{name}">\n'


def a_site(folder: Path, *, second: tuple[str, ...] = ("one.css", "two.css")) -> Path:
    """Two pages a language, each asking for the theme's sheet and for ours."""
    for root in styles.ROOTS:
        sheets = folder / root / styles.PLACE
        sheets.mkdir(parents=True)
        for name in ("theme.1a2b3c4d.min.css", "one.css", "two.css"):
            (sheets / name).write_text(f".{name.partition('.')[0]} {{}}\n", "utf-8")
        for page, up, names in (("index.html", "", ("one.css", "two.css")), ("a/index.html", "../", second)):
            links = [LINK.format(up=up, name=name) for name in ("theme.1a2b3c4d.min.css", *names)]
            (folder / root / page).parent.mkdir(exist_ok=True)
            (folder / root / page).write_text("<head>" + "".join(links) + "</head>", "utf-8")
    return folder


def test_the_sheets_stand_in_one_in_their_order_and_the_theme_s_own_stays(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    styles.run(site)
    for root in styles.ROOTS:
        (whole,) = (site / root / styles.PLACE).glob("huikuan.*.min.css")
        assert whole.read_text("utf-8") == ".one {}\n.two {}\n"
        assert {path.name for path in whole.parent.iterdir()} == {"theme.1a2b3c4d.min.css", whole.name}
        for page, up in (("index.html", ""), ("a/index.html", "../")):
            asked = (site / root / page).read_text("utf-8")
            assert asked.count('stylesheet"') == 2
            assert f'href="{up}assets/stylesheets/{whole.name}"' in asked


def test_doing_it_twice_changes_nothing_more(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    styles.run(site)
    before = (site / "index.html").read_text("utf-8")
    styles.run(site)
    assert (site / "index.html").read_text("utf-8") == before


def test_pages_that_ask_for_different_sheets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(styles.StylesError, match="another page"):
        styles.run(a_site(tmp_path, second=("two.css", "one.css")))
