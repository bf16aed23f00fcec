"""The build: steps in their order and side by side, what was made before taken again, but never what is out of date."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import __main__ as build
from publish import browser, inputs, kept, pages, qr, schedule
from publish import handbook as pdfs
from publish.schedule import Step

PAGE = '<html lang="zh"><head><meta name="huikuan:id" content="{}"></head><body>{}</body></html>'


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for what is kept."""
    monkeypatch.setattr(kept, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one file in each place that pages are made from."""
    for name in (
        *(name for name in inputs.FILES),
        "docs/index.md",
        "docs/en/index.md",
        "overrides/main.html",
        "overrides/assets/desk.mjs",
        "generator/api.py",
        "publish/macros.py",
        "publish/templates/law.html",
        "publish/handbook/press.py",
        "config/base.yml",
        "requirements/site.txt",
        "tests/cases/samples/one.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def stamps(project: Path) -> dict[str, str]:
    """The stamp of the pages in each language."""
    return {language: pages.stamp(language, project) for language in ("zh", "en")}


def write_a(site: Path) -> str:
    """Writes one file."""
    (site / "a").write_text("a", "utf-8")
    return "wrote a"


def read_a(site: Path) -> str:
    """Reads the file that another step writes."""
    return (site / "a").read_text("utf-8")


def fail(site: Path) -> str:
    """Fails as a step does."""
    raise qr.CodeError(f"nothing in {site.name}")


def test_a_step_waits_for_those_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schedule.carry_out([Step("second", read_a, ("first",)), Step("first", write_a)], tmp_path)
    lines = capsys.readouterr().out.splitlines()
    assert ["first" in lines[0], "second" in lines[1]] == [True, True]


def test_a_failing_step_stops_those_after_it_with_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(qr.CodeError, match=f"nothing in {tmp_path.name}"):
        schedule.carry_out([Step("first", fail), Step("second", write_a, ("first",))], tmp_path)
    assert not (tmp_path / "a").exists()


def test_every_step_comes_after_steps_that_there_are_and_are_listed_before_it() -> None:
    seen: set[str] = set()
    for step in build.STEPS:
        assert seen.issuperset(step.after), step.name
        seen.add(step.name)
    assert len(seen) == len(build.STEPS)


def test_what_writes_into_pages_runs_alone() -> None:
    """The steps that write into pages, each against all others: one of the two comes before the other."""
    before: dict[str, set[str]] = {}
    for step in build.STEPS:
        before[step.name] = set(step.after).union(*(before[name] for name in step.after))
    after_pages = [name for name, earlier in before.items() if "Chinese pages" in earlier]
    for writer in ("mends of the theme", "sizes", "security policy"):
        for other in after_pages:
            assert other == writer or other in before[writer] or writer in before[other], (writer, other)


@pytest.mark.parametrize(
    ("parts", "gone"),
    [
        ("", set()),
        ("handbook", {"fonts of the PDFs", "Chinese PDFs", "English PDFs"}),
        ("offline", {"pages of the zip", "offline zip"}),
        ("single-file", {"desk in one file", "pages of the zip", "offline zip"}),
    ],
)
def test_a_part_is_left_out_with_what_needs_it(parts: str, gone: set[str]) -> None:
    left = {step.name for step in build.whole_without(parts)}
    assert {step.name for step in build.STEPS} - left == gone


def test_an_unknown_part_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="pdfs"):
        build.whole_without("handbook,pdfs")


def test_what_is_kept_is_made_once_for_a_stamp_and_anew_for_another(shelf: Path) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "x").write_text(str(len(made)), "utf-8")

    first = kept.kept("thing", "a" * 64, make)
    assert kept.kept("thing", "a" * 64, make) == first
    assert (first / "x").read_text("utf-8") == "1"
    assert (kept.kept("thing", "b" * 64, make) / "x").read_text("utf-8") == "2"


def test_what_is_half_made_is_never_kept(shelf: Path) -> None:
    def make(folder: Path) -> None:
        (folder / "x").write_text("half", "utf-8")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        kept.kept("thing", "a" * 64, make)
    assert list(shelf.iterdir()) == []


def test_only_the_last_few_of_a_name_are_kept(shelf: Path) -> None:
    for number in range(6):
        kept.kept("thing", f"{number}", lambda folder: (folder / "x").touch())
    kept.kept("other", "0", lambda folder: (folder / "x").touch())
    assert len(list(shelf.glob("thing.*"))) == kept.MANY
    assert (kept.place("thing", "5") / "x").exists()
    assert (kept.place("other", "0") / "x").exists()


@pytest.mark.parametrize(
    ("changed", "stale"),
    [
        ("docs/index.md", {"zh"}),
        ("docs/en/index.md", {"en"}),
        ("overrides/main.html", {"zh", "en"}),
        ("generator/api.py", {"zh", "en"}),
        ("publish/macros.py", {"zh", "en"}),
        ("publish/templates/law.html", {"zh", "en"}),
        ("config/base.yml", {"zh", "en"}),
        ("requirements/site.txt", {"zh", "en"}),
        ("tests/cases/samples/one.json", {"zh", "en"}),
        ("mkdocs.yml", {"zh", "en"}),
        ("publish/handbook/press.py", set()),
        ("overrides/assets/desk.mjs", set()),  # copied afresh each time
    ],
)
def test_a_changed_file_makes_the_pages_stale_that_may_show_it(project: Path, changed: str, stale: set[str]) -> None:
    before = stamps(project)
    (project / changed).write_text("other", "utf-8")
    assert {language for language, stamp in stamps(project).items() if stamp != before[language]} == stale


def test_a_new_script_or_another_address_makes_all_pages_stale(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamps(project)
    (project / "overrides/assets/new.mjs").touch()
    after = stamps(project)
    assert all(after[language] != before[language] for language in before)
    monkeypatch.setenv("SITE_URL", "https://example.test/")
    assert all(stamp != after[language] for language, stamp in stamps(project).items())


def test_codes_are_drawn_again_for_other_addresses(tmp_path: Path, shelf: Path) -> None:
    for address in ("https://example.test/", "https://other.test/"):
        for root in ("", "en/"):
            (tmp_path / root / "go" / "a1").mkdir(parents=True, exist_ok=True)
            (tmp_path / root / "go" / "a1" / "index.html").touch()
            (tmp_path / root / "index.html").write_text(f'<link rel="canonical" href="{address}{root}">', "utf-8")
        qr.run(tmp_path)
        assert (tmp_path / "en/go/a1/qr.svg").read_bytes() == qr.code(f"{address}en/go/a1/")


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """Three pages and a picture: the start, the page of the pocket edition, another one."""
    for name, id_, body in (
        ("", "home", "navigation"),
        ("excuses", "playbook-excuses", "cards"),
        ("phone", "playbook-phone", '<h2 id="x" data-short>one</h2>'),
    ):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text(PAGE.format(id_, body), "utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "desk.png").write_bytes(b"png")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text", "stale"),
    [
        ("excuses/index.html", PAGE.format("playbook-excuses", "other cards"), {"handbook", "pocket"}),
        ("phone/index.html", PAGE.format("playbook-phone", '<h2 id="x" data-short>two</h2>'), {"handbook"}),
        ("phone/index.html", PAGE.format("playbook-phone", '<h2 id="x">one</h2>'), {"handbook", "pocket", "sheet"}),
        ("index.html", PAGE.format("home", "another navigation"), {"handbook", "pocket", "sheet"}),
        ("assets/desk.png", "another picture", {"handbook", "pocket", "sheet"}),
    ],
)
def test_a_pdf_is_stale_when_something_in_it_changes(small_site: Path, file: str, text: str, stale: set[str]) -> None:
    program = browser.Browser(__file__)  # any file that there is

    def all_stamps() -> dict[str, str]:
        return {name: pdfs._stamp(small_site, name, "zh", found=program) for name in pdfs.NAMES}

    before = all_stamps()
    assert all_stamps() == before
    (small_site / file).write_text(text, "utf-8")
    assert {name for name, stamp in all_stamps().items() if stamp != before[name]} == stale


def test_pdfs_are_stale_on_another_day(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for day in ("1700000000", "1700100000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        made.append(pdfs._stamp(small_site, "pocket", "zh", found=browser.Browser(__file__)))
    assert made[0] != made[1]
