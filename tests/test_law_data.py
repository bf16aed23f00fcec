"""The data of the law: every figure names its rule, every rule its source, and the pages cite only what exists."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from generator import tables
from generator.limitation import period
from generator.model import Claim, Event

ROOT = Path(__file__).parents[1]
DATA = ROOT / "generator" / "data"
DOCS = ROOT / "docs"
FIGURES = ("limitation", "interest", "procedure", "fees")
CONFIDENCE = {"P2", "P1", "S", "M"}

# What facts/law.md says, written down once more: a figure changed by mistake fails here.
PINNED = {
    "limitation.general.years": 3,
    "limitation.export.years": 4,
    "limitation.longstop.years": 20,
    "limitation.transition.years": 2,
    "limitation.transition.date": date(2017, 10, 1),
    "limitation.transition.last_expired_start": date(2015, 9, 30),
    "limitation.suspension.months": 6,
    "limitation.guarantee.default_months": 6,
    "limitation.guarantee_before_2021.years": 2,
    "limitation.enforcement.years": 2,
    "limitation.bill.years": 2,
    "limitation.cheque.months": 6,
    "limitation.bill_recourse.months": 6,
    "limitation.bill_re_recourse.months": 3,
    "limitation.bill_presentation.days": 10,
    "limitation.goods_objection.years": 2,
    "limitation.avoidance.years": 1,
    "limitation.avoidance.longest_years": 5,
    "interest.lpr.multiplier_min": Decimal("1.3"),
    "interest.lpr.multiplier_max": Decimal("1.5"),
    "interest.lpr.start": date(2019, 8, 20),
    "interest.sme.per_mille_per_day": Decimal("0.5"),
    "interest.doubled.per_mille_per_day": Decimal("0.175"),
    "interest.excess.percent": 30,
    "lpr.checked_through": date(2026, 9, 20),
    "procedure.payment_order.accept_days": 5,
    "procedure.payment_order.issue_days": 15,
    "procedure.payment_order.debtor_days": 15,
    "procedure.payment_order.service_days": 30,
    "procedure.preservation_before_suit.days": 30,
    "procedure.preservation_in_suit.security_percent": 30,
    "procedure.judicial_confirmation.days": 30,
    "procedure.sme_public.days": 30,
    "procedure.sme_public.longest_days": 60,
    "procedure.sme_large.days": 60,
    "procedure.sme_confirmation.days": 30,
    "procedure.simple_trial.months": 3,
    "procedure.ordinary_trial.months": 6,
    "procedure.preference.months": 6,
    "procedure.retention.paid_percent": 75,
    "procedure.instalment_sale.share_percent": 20,
    "fees.preservation.cap": 5000,
    "holidays.published_through": date(2026, 12, 31),
}
LPR = (
    "2019-08-20 4.25, 2019-09-20 4.20, 2019-11-20 4.15, 2020-02-20 4.05, 2020-04-20 3.85, 2021-12-20 3.80, "
    "2022-01-20 3.70, 2022-08-22 3.65, 2023-06-20 3.55, 2023-08-21 3.45, 2024-07-22 3.35, "
    "2024-10-21 3.10, 2025-05-20 3.00"
)
FEES = {
    ("case", 10_000): "50",
    ("case", 100_000): "2300",
    ("case", 200_000): "4300",
    ("case", 500_000): "8800",
    ("case", 1_000_000): "13800",
    ("case", Decimal("1123685.86")): "14913.17",
    ("case", 5_000_000): "46800",
    ("case", 30_000_000): "191800",
    ("preservation", 1_000): "30",
    ("preservation", 100_000): "1020",
    ("preservation", 500_000): "3020",
    ("preservation", 896_000): "5000",
    ("preservation", 2_000_000): "5000",
    ("enforcement", 500_000): "7400",
}

# The worked examples of the limitation playbook: due date, provable acts, export sale, last day.
EXAMPLES = [
    (date(2023, 9, 30), (), False, date(2026, 9, 30)),
    (date(2023, 10, 3), (), False, date(2026, 10, 8)),
    (date(2023, 6, 20), (("demand", date(2024, 5, 15)), ("part_payment", date(2025, 3, 17))), False, date(2028, 3, 17)),
    (date(2022, 11, 30), (), True, date(2026, 11, 30)),
    (date(2024, 1, 31), (), False, date(2027, 2, 1)),
    (date(2023, 11, 30), (("part_payment", date(2025, 2, 10)),), False, date(2028, 2, 10)),
]


def read(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def figure(path):
    name, *keys = path.split(".")
    found = read(name)
    for key in keys:
        found = found[key]
    return found


def fee(table, amount):
    """The fee on an amount by the bands of fees.toml, rounded to the fen."""
    amount, total, below = Decimal(amount), Decimal(0), Decimal(0)
    for band in table["bands"]:
        top = min(amount, Decimal(band.get("up_to", amount)))
        if top > below:
            total += band["fixed"] if "fixed" in band else (top - below) * band["percent"] / 100
        below = max(below, top)
    return min(total, Decimal(table["cap"]) if "cap" in table else total).quantize(Decimal("0.01"))


def pages():
    return sorted(DOCS.rglob("*.md"))


RULES = read("law")["rule"]
IDS = {rule["id"] for rule in RULES}
TABLES = [(name, key, value) for name in FIGURES for key, value in read(name).items() if isinstance(value, dict)]


def test_every_rule_has_an_id_of_its_own_in_plain_ascii():
    assert len(IDS) == len(RULES)
    assert [i for i in IDS if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", i)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_says_where_it_comes_from_and_what_it_means(rule):
    for key in ("cite", "source", "says"):
        assert set(rule[key]) == {"zh", "en"}
        assert all(text.strip() for text in rule[key].values())
    assert rule["confidence"] in CONFIDENCE
    assert rule["topic"]
    assert rule["article"] == "" or rule["article"][0].isdigit()
    assert re.search(r"[\u4e00-\u9fff]", rule["says"]["zh"])
    assert not re.search(r"[\u4e00-\u9fff]", rule["says"]["en"] + rule["cite"]["en"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_was_in_force_before_it_was_checked(rule):
    assert "effective" in rule or rule["confidence"] in {"S", "M"}
    assert rule.get("effective", rule["checked"]) <= rule["checked"]
    if "repealed" in rule:
        assert rule["effective"] < rule["repealed"] <= rule["checked"]


def test_official_words_are_quoted_only_from_texts_or_copies_never_from_memory():
    assert [rule["id"] for rule in RULES if rule.get("quote") and rule["confidence"] == "M"] == []


def test_rules_named_by_letters_engine_and_cards_exist():
    engine = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator").glob("*.py")))
    named = set(re.findall(r'"((?:cc|lim|gp|gc|cpl|cpli|sale|cti|sme|bill|enf|spc|fees)-[0-9][0-9-]*)"', engine))
    sources = [*DATA.rglob("*.toml"), *(ROOT / "generator" / "documents").rglob("document.toml")]
    for path in sources:
        for match in re.findall(r"^(?:law|cites) = (\[[^\]]*\]|\"[^\"]*\")", path.read_text(encoding="utf-8"), re.M):
            named |= set(re.findall(r'"([^"]+)"', match))
    assert named - IDS == set()


@pytest.mark.parametrize(("name", "key", "value"), TABLES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_figure_cites_its_rule_and_its_day_or_is_marked_as_our_own(name, key, value):
    if value.get("basis") == "house":
        assert "law" not in value
        return
    assert value["law"] in IDS
    assert date(1990, 1, 1) < value["effective"] <= read(name)["checked"]


@pytest.mark.parametrize(("path", "expected"), PINNED.items(), ids=str)
def test_a_figure_is_what_the_law_says(path, expected):
    assert figure(path) == expected


def test_interest_per_day_is_the_same_in_per_mille_and_in_percent():
    for key in ("sme", "doubled"):
        assert figure(f"interest.{key}.per_mille_per_day") == figure(f"interest.{key}.percent_per_day") * 10


def test_the_lpr_holds_the_first_row_and_then_only_changes_in_order():
    rows = [(row["from"], row["percent"]) for row in read("lpr")["rate"]]
    assert ", ".join(f"{day} {percent}" for day, percent in rows) == LPR
    assert all(a[0] < b[0] and a[1] != b[1] for a, b in pairwise(rows))
    assert rows[-1][0] <= read("lpr")["checked_through"] <= read("lpr")["checked"]
    assert rows[0][0] == figure("interest.lpr.start")
    assert read("lpr")["confidence"] == "S"


@pytest.mark.parametrize(("case", "expected"), FEES.items(), ids=str)
def test_court_fees_follow_the_bands(case, expected):
    kind, amount = case
    assert fee(read("fees")[kind], amount) == Decimal(expected)


def test_the_bands_of_every_fee_run_upwards_and_the_last_is_open():
    for kind in ("case", "preservation", "enforcement"):
        *closed, last = [band.get("up_to") for band in read("fees")[kind]["bands"]]
        assert closed == sorted(set(closed))
        assert last is None


def test_a_payment_order_costs_a_third():
    order = figure("fees.payment_order")
    third = fee(read("fees")["case"], 100_000) * order["numerator"] / order["denominator"]
    assert third.quantize(Decimal("0.01")) == Decimal("766.67")


def test_no_day_is_overridden_without_a_note_and_none_twice():
    raw = read("holidays")
    days = raw.get("day", [])
    assert len({row["date"] for row in days}) == len(days)
    assert all(set(row) == {"date", "workday", "note"} for row in days)


def test_the_glossary_has_both_languages_and_no_word_twice():
    terms = read("glossary")["term"]
    assert len(terms) >= 60
    assert len({term["id"] for term in terms}) == len({term["term"]["zh"] for term in terms}) == len(terms)
    for term in terms:
        assert re.fullmatch(r"[a-z0-9-]+", term["id"])
        assert term["says"]["zh"].endswith("。")
        assert term["says"]["en"].endswith(".")


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_cites_only_rules_that_exist(page):
    text = page.read_text(encoding="utf-8")
    cited = set(re.findall(r'\blaw\("([^"]+)"\)', text))
    for listed in re.findall(r"\blaw_table\(\[([^\]]*)\]", text):
        cited |= set(re.findall(r'"([^"]+)"', listed))
    assert cited - IDS == set()


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_draws_only_figures_that_exist(page):
    for path in re.findall(r'\bfigure\("([^"]+)"\)', page.read_text(encoding="utf-8")):
        figure(path)


@pytest.mark.parametrize(("due", "acts", "export", "last_day"), EXAMPLES, ids=str)
def test_the_worked_examples_of_the_page_are_what_the_engine_counts(due, acts, export, last_day):
    claim = Claim(number="A", currency="CNY", amount=Decimal(100), due_date=due)
    events = [Event(day, kind, provable=True) for kind, day in acts]
    rules, calendar = tables.limitation_rules(), tables.calendar()
    counted = period(claim, events, export=export, as_of=date(2026, 11, 21), rules=rules, calendar=calendar)
    assert counted.last_day == last_day
    zh, en = ((DOCS / folder / "playbooks" / "limitation.md").read_text(encoding="utf-8") for folder in ("", "en"))
    for day in (due, last_day, *(day for _, day in acts)):
        assert f"{day.year}年{day.month}月{day.day}日" in zh
        assert f"{day.day} {day:%B %Y}" in en


@pytest.mark.parametrize("name", ["limitation", "timing"])
def test_a_playbook_has_the_same_headings_rules_and_figures_in_both_languages(name):
    zh, en = ((DOCS / folder / "playbooks" / f"{name}.md").read_text(encoding="utf-8") for folder in ("", "en"))
    for pattern in (r"^(#+) .*\{ ?(#[a-z0-9-]+) ?\}$", r'\b(law|figure|desk_link)\("([^"]+)"\)'):
        assert sorted(re.findall(pattern, zh, re.M)) == sorted(re.findall(pattern, en, re.M)) != []


@pytest.mark.parametrize("name", ["limitation", "timing"])
def test_a_playbook_names_its_law_and_has_no_section_without_an_id(name):
    for folder in ("", "en"):
        text = (DOCS / folder / "playbooks" / f"{name}.md").read_text(encoding="utf-8")
        headings = re.findall(r"^##+ .*$", text, re.M)
        assert [line for line in headings if not re.search(r"\{ ?#[a-z0-9-]+ ?\}$", line)] == []
        assert "{{ checked() }}" in text
        assert "law_table(" in text
