"""The working of an assessment as text."""

import re
from datetime import date
from decimal import Decimal

import pytest

from generator import deadlines, tables
from generator.assessment import report
from generator.explain import Words, Working, text
from generator.interest import accrue
from generator.limitation import period
from generator.model import Case, Claim, Creditor, Debtor, Event, Guarantee, InterestTerms, Payment
from generator.penalty import weigh

AS_OF = date(2026, 8, 31)
RULES = tables.interest_rules()


def working(claim, terms, language, events=()):
    case = Case(Creditor("Seller"), Debtor("Buyer"), (claim,), AS_OF, interest=terms, events=tuple(events))
    (found,) = report(
        case,
        interest=lambda one: accrue(one, terms, as_of=AS_OF, rules=RULES, lpr=tables.lpr()),
        limitation=lambda one: period(
            one, events, export=False, as_of=AS_OF, rules=tables.limitation_rules(), calendar=tables.calendar()
        ),
    )
    weighing = weigh(claim, terms, as_of=AS_OF, rules=RULES, lpr=tables.lpr())
    periods = deadlines.rules(tables.table("limitation"))
    shared = {"as_of": AS_OF, "calendar": tables.calendar(), "near_days": 180}
    guarantee = deadlines.guarantee(claim.due_date, table=periods, **shared) if claim.guarantee else None
    words = Words(tables.table("working"), tables.table("names"), tables.laws(), language)
    checked = tables.lpr().checked_through
    one = (Working(found, weighing, guarantee),)
    return text(one, terms=terms, as_of=AS_OF, rules=RULES, checked_through=checked, words=words)


CLAIM = Claim("A-1", "CNY", Decimal(100000), date(2025, 1, 15), guarantee=Guarantee("Third Party"))
FLOATING = InterestTerms("lpr", multiplier=Decimal("1.5"), lpr_mode="floating")
DEMAND = Event(date(2026, 3, 2), "demand", provable=True)


def test_the_chinese_working_can_be_followed_with_a_pocket_calculator():
    found = working(CLAIM, FLOATING, "zh", [DEMAND]).splitlines()
    assert found[0] == "A-1：¥100,000.00，已付 ¥0.00，已减 ¥0.00，未付 ¥100,000.00"
    segment = "2025年1月16日 至 2025年5月19日，124 天：¥100,000.00 × 年利率 4.65% ÷ 365 × 124 = 1579.726027"
    assert f"  {segment}" in found
    assert any("利息合计 ¥7,361.92" in line and "未经核实" in line for line in found)
    assert any("2026年3月2日 催款，有凭据" in line for line in found)
    assert found[-1] == "  诉讼时效最后一日：2029年3月2日（进行中）"


def test_the_english_working_says_the_same():
    found = working(CLAIM, FLOATING, "en", [DEMAND])
    assert "16 January 2025 to 19 May 2025, 124 days" in found
    assert "interest CNY 7,361.92" in found
    assert "the guarantee period runs from 15 January 2025 to 15 July 2025" in found
    assert found.endswith("last day of the limitation period: 2 March 2029 (running)")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_penalty_above_the_limit_is_weighed_in_words(language):
    found = working(CLAIM, InterestTerms("contract", per_mille_per_day=Decimal(1)), language)
    assert "59,300.00" in found  # agreed
    assert re.search(r"49,478\.9\d", found)  # above 100000 × 3.10 % × 1.5 × 1.3 × 593 ÷ 365


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_modest_penalty_is_said_to_fit(language):
    found = working(CLAIM, InterestTerms("contract", percent_per_year=Decimal(5)), language)
    assert {"zh": "没有超过", "en": "within"}[language] in found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_payments_set_off_by_statute_and_later_ones_are_told(language):
    paid = (Payment(date(2025, 3, 1), Decimal(30000), "REF"), Payment(date(2026, 9, 1), Decimal(1)))
    claim = Claim("A-1", "CNY", Decimal(100000), date(2025, 1, 15), payments=paid)
    terms = InterestTerms("contract", percent_per_year=Decimal(10), allocation="statutory")
    found = working(claim, terms, language)
    assert "1,205.48" in found
    assert {"zh": "不影响此前的利息", "en": "do not touch the interest"}[language] in found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_place_stays_unfilled(language):
    for terms in (InterestTerms(), FLOATING, InterestTerms("contract", percent_per_year=Decimal(24))):
        assert not re.search(r"[{}]|None", working(CLAIM, terms, language, [DEMAND, Event(AS_OF, "promise")]))


def test_every_sentence_exists_in_both_languages():
    for code, sentence in tables.table("working").items():
        if isinstance(sentence, dict):
            assert set(sentence) == {"zh", "en"}, code
            assert set(re.findall(r"{(\w+)}", sentence["zh"])) == set(re.findall(r"{(\w+)}", sentence["en"])), code
