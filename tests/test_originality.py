"""All wording is our own: no run of fifteen Chinese characters is shared with the articles this handbook learned from.

The articles are not part of the project. `data/seed-runs.bin` keeps only what is needed to recognise them: of each article
everything but Chinese characters was dropped, every run of 15 characters was hashed (BLAKE2b, 8 bytes, big-endian, over its
UTF-8), and the hashes were sorted and written one after another. From these the text cannot be read.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RUN = 15
SIZE = 8
STORED = (ROOT / "tests" / "data" / "seed-runs.bin").read_bytes()
KNOWN = frozenset(STORED[at : at + SIZE] for at in range(0, len(STORED), SIZE))
PLACES = ("docs", "generator", "publish", "overrides", "tests/golden", "tests/cases")
KINDS = {".md", ".toml", ".j2", ".html", ".json", ".py", ".mjs", ".txt"}
# Words of a statute that one article quotes too. They show that the net catches, and are nobody's property.
STATUTE = "债权人请求债务人给付金钱、有价证券，符合下列条件的，可以向有管辖权的基层人民法院申请支付令"


def borrowed(text: str) -> list[str]:
    """The runs of a text that stand in the articles too; the full name of a statute is no wording of theirs."""
    characters = re.sub(r"《中华人民共和国[^》]*》|[^\u4e00-\u9fff]", "", text)
    runs = (characters[at : at + RUN] for at in range(len(characters) - RUN + 1))
    return [run for run in runs if blake2b(run.encode(), digest_size=SIZE).digest() in KNOWN]


def ours() -> list[Path]:
    """Every file in which we write Chinese."""
    files = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.suffix in KINDS]
    return sorted([*files, *ROOT.glob("*.md"), *ROOT.glob("*.yml")])


def test_the_store_is_whole_and_in_order() -> None:
    hashes = [STORED[at : at + SIZE] for at in range(0, len(STORED), SIZE)]
    assert len(STORED) % SIZE == 0
    assert len(hashes) > 29_000
    assert hashes == sorted(KNOWN)


def test_the_net_catches_what_an_article_says_and_nothing_else() -> None:
    assert borrowed(STATUTE)
    assert borrowed("——" + "，".join(STATUTE)), "punctuation between the characters must not hide them"
    assert not borrowed("先把货款的事情说清楚，再谈下一批怎么排产，什么时候发车")


@pytest.mark.parametrize("folder", PLACES)
def test_there_is_something_to_compare_in_each_place(folder: str) -> None:
    assert [path for path in ours() if path.is_relative_to(ROOT / folder)]


def test_no_sentence_is_taken_from_the_articles() -> None:
    texts = {path: path.read_text("utf-8", errors="replace") for path in ours()}  # some cases are in older encodings
    taken = {path.relative_to(ROOT).as_posix(): borrowed(text) for path, text in texts.items()}
    assert not {name: runs[:3] for name, runs in taken.items() if runs}
