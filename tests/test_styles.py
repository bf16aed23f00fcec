"""The theme's sheets of styles and ours become one, in their order, and the letter desk's another for its page alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import styles

LINK = '<link rel="stylesheet" href="{up}assets/stylesheets/{name}">\n'
SHEETS = ("theme.1a2b3c4d.min.css", "one.css", "letter-desk.css", "desk-out.css", "two.css")


def a_site(folder: Path, *, second: tuple[str, ...] = SHEETS) -> Path:
    """Two pages a language, one of them the desk's, that ask for all sheets."""
    for root in styles.ROOTS:
        sheets = folder / root / styles.PLACE
        sheets.mkdir(parents=True)
        for name in SHEETS:
            (sheets / name).write_text(f".{name.partition('.')[0]} {{}}\n/*# sourceMappingURL={name}.map */", "utf-8")
            (sheets / f"{name}.map").write_text("{}", "utf-8")
        for page, up, names in (("index.html", "", SHEETS), ("letter/index.html", "../", second)):
            links = "".join(LINK.format(up=up, name=name) for name in names)
            body = f"<body>{'<div ' + styles.DESK_PAGE + '></div>' if up else ''}</body>"
            (folder / root / page).parent.mkdir(exist_ok=True)
            (folder / root / page).write_text(f"<head>{links}</head>{body}", "utf-8")
    return folder


def test_the_sheets_stand_in_two_in_their_order(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    styles.run(site)
    for root in styles.ROOTS:
        (base,) = (site / root / styles.PLACE).glob("huikuan.*.min.css")
        (desk,) = (site / root / styles.PLACE).glob("desk.*.min.css")
        assert base.read_text("utf-8") == ".theme {}\n.one {}\n.two {}\n"
        assert desk.read_text("utf-8") == ".letter-desk {}\n.desk-out {}\n"
        assert {path.name for path in base.parent.iterdir()} == {base.name, desk.name}
        page, desks = ((site / root / name).read_text("utf-8") for name in ("index.html", "letter/index.html"))
        assert styles.NAME.findall(page) == [("assets/stylesheets/", base.name)]
        assert styles.NAME.findall(desks) == [("../assets/stylesheets/", name) for name in (base.name, desk.name)]


def test_doing_it_twice_changes_nothing_more(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    styles.run(site)
    before = {path: path.read_bytes() for path in site.rglob("*.*")}
    styles.run(site)
    assert {path: path.read_bytes() for path in site.rglob("*.*")} == before


def test_pages_that_ask_for_different_sheets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(styles.StylesError, match="another page"):
        styles.run(a_site(tmp_path, second=SHEETS[::-1]))
