"""Defects that were read in rival dunning systems, one test each: this engine does not have them."""

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator import api, assess, build, tables, write
from generator.catalogue import Document, Field
from generator.conditions import _CONDITIONS
from generator.errors import TemplateError
from generator.files import docx, eml
from generator.own import compose
from generator.render import Renderer

HERE = Path(__file__).parent
ROOT = HERE.parent
ACCOUNT = {"currency": "CNY", "account_name": "A", "bank": "B", "number": "6200"}
PAID = {"number": "P-1", "amount": "100.00", "due_date": "2026-09-01"}
PAID["payments"] = [{"date": "2026-09-02", "amount": "100.00"}]  # type: ignore[assignment]
OWED = {"number": "O-1", "amount": "250.00", "due_date": "2026-09-10"}
LATER = {"number": "O-2", "amount": "70.50", "due_date": "2026-10-10"}
NASTY = 'A&B <i>"C"</i> {{ 7*7 }} {% raw %} ]]> &lt;'


def raw(*claims: dict[str, Any], **changes: Any) -> dict[str, Any]:
    sender = {"name": "甲公司", "contact": {"name": "林晓", "mobile": "13800000001"}, "accounts": [ACCOUNT]}
    case = {"as_of": "2026-11-20", "creditor": sender, "debtor": {"name": "乙公司"}, "claims": list(claims)}
    return {**case, **changes}


@pytest.mark.parametrize("claims", [*permutations([PAID, OWED])], ids=["open last", "paid last"])
def test_whether_a_debtor_has_settled_does_not_hang_on_his_last_invoice(claims: tuple[dict[str, Any], ...]) -> None:
    """ERPNext: a loop overwrote its variable, and the last row decided whether the dunning was resolved."""
    found = assess(build(raw(*claims)))
    assert found.stage.id != "paid"
    assert found.next.document != "receipt-thanks"
    assert "O-1" in write(found.case, document="demand-1").text
    assert assess(build(raw(PAID, {**PAID, "number": "P-2"}))).stage.id == "paid"


@pytest.mark.parametrize("claims", [*permutations([OWED, LATER, PAID])])
def test_every_invoice_shows_its_own_open_amount(claims: tuple[dict[str, Any], ...]) -> None:
    """ERPNext: every row had the open amount of the last invoice."""
    reports = assess(build(raw(*claims))).claims
    assert {r.claim.number: r.claim.open for r in reports} == {"O-1": 250, "O-2": Decimal("70.50"), "P-1": 0}
    text = write(build(raw(*claims)), document="demand-2", channel="letter").text
    rows = {
        number: re.findall(r"¥[\d,.]+", line)
        for line in text.splitlines()
        for number in ("O-1", "O-2")
        if number in line
    }
    assert rows["O-1"][-1] == "¥250.00"
    assert rows["O-2"][-1] == "¥70.50"
    assert "¥320.50" in text


def test_interest_is_never_a_binary_fraction_and_is_rounded_once_half_up() -> None:
    """ERPNext: floats, not rounded. 1.50 at 1 % for 365 days is 0.015 exactly: 0.02; floats give 0.01."""
    assert round(1.5 * 0.01, 2) == 0.01
    claim = {"number": "1", "amount": "1.50", "due_date": "2025-11-20"}
    terms = {"basis": "contract", "clause": "8", "percent_per_year": "1"}
    total = assess(build(raw(claim, interest=terms))).claims[0].interest.total
    assert isinstance(total, Decimal)
    assert str(total) == "0.02"


def test_no_engine_module_makes_a_float() -> None:
    """Neither a literal with a point nor `float(…)`, in what computes money (tests/test_house.py looks everywhere)."""

    def floats() -> Iterator[str]:
        for name in ("interest", "money", "rates", "grounds", "overseas", "judgment", "penalty", "fees"):
            for node in ast.walk(ast.parse((ROOT / "generator" / f"{name}.py").read_text(encoding="utf-8"))):
                made = isinstance(node, ast.Constant) and isinstance(node.value, float)
                if made or (isinstance(node, ast.Name) and node.id == "float"):
                    yield f"{name}:{node.lineno}"  # type: ignore[attr-defined]

    assert list(floats()) == []


@pytest.mark.parametrize(("base", "total"), [(365, "60.00"), (360, "60.83")])
def test_the_days_of_a_year_are_chosen_and_told(base: int, total: str) -> None:
    """ERPNext divides by 365 always, kivitendo by 360 always; neither says so. 1,000 at 6 % for 365 days."""
    claim = {"number": "1", "amount": "1000.00", "due_date": "2025-11-20"}
    terms = {"basis": "contract", "clause": "第八条", "percent_per_year": "6", "day_count": base}
    case = build(raw(claim, interest=terms))
    assert str(assess(case).claims[0].interest.total) == total
    assert f"÷ {base}" in write(case, document="formal-notice").text


def test_signs_of_markup_in_a_name_survive_in_every_kind_of_file() -> None:
    """docxtpl: autoescape is off, so that & and < break the file."""
    case = build(raw(OWED, debtor={"name": NASTY, "contact": {"name": NASTY, "email": "a@b.example"}}))
    letter = write(case, document="formal-notice", language="zh")
    assert NASTY in letter.text
    with zipfile.ZipFile(io.BytesIO(docx(letter, case))) as file:
        parts = [
            ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))
        ]
    assert any(NASTY in "".join(part.itertext()) for part in parts)
    page = api.html(letter)
    assert "<i>" not in page
    assert "A&amp;B &lt;i&gt;" in page
    assert b"<i>" not in eml(letter, case)


def test_an_undefined_name_is_an_error_and_no_empty_place() -> None:
    """Jinja's default, and docxtpl's: an unknown name is written as nothing."""
    ours = Renderer({"x/letter.zh.j2": "欠款{{ total.opne }}"}, names={})
    with pytest.raises(TemplateError):
        ours.render("x/letter.zh.j2", {"total": {"open": 1}})
    assessed = assess(build(raw(OWED)))
    for slip in ("{{ totl.open }}", "{{ total.opne }}", "{% for c in claims %}{{ c.numbr }}{% endfor %}"):
        with pytest.raises(TemplateError):
            compose(assessed, slip, channel="letter", language="zh", tone="neutral")


def guide(language: str) -> str:
    text = (ROOT / "docs" / ("en" if language == "en" else "") / "contributing.md").read_text(encoding="utf-8")
    return text.split("{ #template-names }")[1].split("\n## ")[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_that_the_guide_offers_can_be_used_in_a_template(language: Any) -> None:
    """ERPNext: the help offers fields that a dunning no longer has."""
    rows = [line.split("|")[1] for line in guide(language).splitlines() if line.startswith("| `")]
    offered = re.findall(r"`([a-z_.]+)`", "".join(rows))
    assert len(offered) > 60
    assessed = assess(build(raw(OWED)))
    for name in offered:
        asked = f"{{% if {name} %}}{{% endif %}}"
        compose(assessed, asked, channel="letter", language=language, tone="neutral")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_forgets_no_name(language: str) -> None:
    told = guide(language)
    seen = api_names()
    assert [name for name in sorted(seen) if not re.search(rf"[`.]{name}[`.]", told)] == []


def api_names() -> set[str]:
    from generator import letters, view

    assessed = assess(build(raw(OWED)))
    document = tables.documents()["formal-notice"]
    occasion = letters.occasion(assessed, document, channel="call", language="zh", tone="neutral")
    context = view.context(assessed.case, occasion)
    inner = {name for key in ("interest", "total", "oldest", "next") for name in context[key]}
    return {*context, *inner}


def test_the_guide_lists_every_key_of_a_document_and_every_condition() -> None:
    for language in ("", "en"):
        text = (ROOT / "docs" / language / "contributing.md").read_text(encoding="utf-8")
        part = text.split("{ #document-data }")[1].split("{ #template-names }")[0]
        keys = {*Document.__slots__, *Field.__slots__, *_CONDITIONS}
        assert [key for key in sorted(keys) if f"`{key}`" not in part] == []


def test_the_examples_of_every_field_pass_the_field_s_own_check() -> None:
    for document in tables.documents().values():
        for field in document.fields:
            faults = [field.fault(example) for example in field.example.values()]
            assert not any(faults), (document.id, field.id, json.dumps(field.example))
