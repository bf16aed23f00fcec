"""The core path in Firefox and in WebKit: a letter on the hosted desk and in the one file, in the words of the engine."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.engines import Firefox, WebKit
from tests.browser.example import SITE, commanded, copied

pytestmark = pytest.mark.browser

PATIENCE = 90  # seconds: the engine may start on a busy machine
TEXT = "document.querySelector('[data-output=text]')?.textContent ?? ''"


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=lambda kind: kind.name)
def engine(request: pytest.FixtureRequest) -> Iterator[Firefox | WebKit]:
    """Each browser that is installed."""
    if not request.param.program():
        pytest.skip(request.param.missing)
    started = request.param()
    yield started
    started.close()


def until(engine: Firefox | WebKit, script: str, wanted: object) -> None:
    """Waits until an expression in the page gives what is wanted, and shows the difference when it does not."""
    end = time.monotonic() + PATIENCE
    while (found := engine.run(script)) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    assert found == wanted


def write_the_example(engine: Firefox | WebKit, address: str) -> None:
    """Opens a desk with the first demand chosen, takes the example and its letter."""
    engine.open("about:blank")
    engine.open(f"{address}#document=demand-1")
    until(engine, "document.querySelector('[data-action=example]')?.disabled", wanted=False)
    engine.run("document.querySelector('[data-action=example]').click()")
    until(engine, f"({TEXT}).length > 50", wanted=True)
    engine.run("document.querySelector('[role=tab][data-channel=letter]').click()")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_hosted_desk_writes_the_letter_of_the_command_line(
    engine: Firefox | WebKit, address: str, language: str
) -> None:
    write_the_example(engine, f"{address}{'en/' * (language == 'en')}letter/")
    until(engine, TEXT, commanded(language, "demand-1", "letter"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_in_one_file_writes_it_from_a_stick(engine: Firefox | WebKit, tmp_path: Path, language: str) -> None:
    write_the_example(engine, copied(tmp_path, language).as_uri())
    until(engine, TEXT, commanded(language, "demand-1", "letter"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("engines")
    with zipfile.ZipFile(SITE / "huikuan-offline.zip") as archive:
        archive.extractall(folder)
    return folder / "huikuan-offline"


def test_search_works_from_files(engine: Firefox | WebKit, unpacked: Path) -> None:
    engine.open((unpacked / "index.html").as_uri())
    engine.run("document.querySelector('[for=__search]').click()")
    query = "document.querySelector('[data-md-component=search-query]')"
    engine.run(f"{query}.focus()")
    engine.run(f"({query}.value = '诉讼时效', {query}.dispatchEvent(new Event('keyup', {{bubbles: true}})))")
    first = "document.querySelector('.md-search-result__link')?.getAttribute('href') ?? ''"
    until(engine, f"({first}).includes('playbooks/limitation/index.html')", wanted=True)


def test_the_limitation_calculator_works_from_files(engine: Firefox | WebKit, unpacked: Path) -> None:
    engine.open((unpacked / "playbooks" / "limitation" / "index.html").as_uri())
    engine.run("document.querySelector('.hk-calculator [name=due_date]').value = '2023-12-20'")
    engine.run("document.querySelector('.hk-calculator form').requestSubmit()")
    until(engine, "document.querySelector('.hk-calculator__day')?.textContent ?? ''", "最后一天：2026年12月21日")
