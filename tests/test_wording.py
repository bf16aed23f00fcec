"""Threats and the like are found in edited texts; our own texts hold none."""

import re
from pathlib import Path

import pytest

from generator import tables
from generator.wording import slips

RULES = tables.table("wording")["rule"]
GOLDENS = sorted((Path(__file__).parent / "golden").glob("*.txt"))
BAD = {
    "再不付款就把你列入失信名单": "blacklist",
    "明天我们到你家坐着": "home-visit",
    "我会告诉您的家人": "third-party",
    "逾期加收滞纳金": "late-fee",
    "不付就发朋友圈曝光": "publicity",
    "报警抓你": "threat-police",
    "后果自负": "threat-body",
    "给您一点回扣": "kickback",
    "请尽快付款": "vague-deadline",
    "Pay now or else": "threat-body",
    "We will tell your wife": "third-party",
    "You will be blacklisted": "blacklist",
    "Please pay as soon as possible": "vague-deadline",
}


@pytest.mark.parametrize(("text", "rule"), BAD.items(), ids=lambda value: value)
def test_a_forbidden_word_is_found_with_its_reason(text: str, rule: str) -> None:
    found = slips(text, RULES, language="zh")
    assert rule in [slip.rule for slip in found]
    assert all(slip.why and text[slip.start :].startswith(slip.words) for slip in found)


@pytest.mark.parametrize(
    "text",
    [
        "请于2026年11月30日前付款。",
        "我司将依法申请支付令或提起诉讼。",
        "Please pay by 30 November 2026.",
        "We will instruct a law firm.",
    ],
)
def test_a_lawful_sentence_is_left_alone(text: str) -> None:
    assert slips(text, RULES, language="en") == ()


def test_each_rule_cites_a_rule_of_law_that_exists() -> None:
    assert {rule["law"] for rule in RULES} - {""} <= set(tables.laws())


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_our_own_texts_hold_no_such_word(path: Path) -> None:
    """Except where a script says what not to say: those lines begin with the warning."""
    said = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not re.search(
            r"不说|不提|不堵|for the court alone|不要|不能|不得|绝不|从不|Never|never|Do not|not say|Don.t", line
        )
    ]
    assert [slip for slip in slips("\n".join(said), RULES, language="en") if slip.severity == "red"] == []
