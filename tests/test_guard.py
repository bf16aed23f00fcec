"""A user's own template: what is allowed works, what is not is told with its line, and nothing hangs."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.errors import TemplateError
from generator.guard import MAX_NODES, MAX_SOURCE, OwnTemplate

ATTACKS = tomllib.loads((Path(__file__).parent / "cases" / "guard.toml").read_text(encoding="utf-8"))["attack"]
VALUES: dict[str, Any] = {
    "lang": "zh",
    "as_of": "2026-11-20",
    "count": 2,
    "debtor": {"name": "云州<b>", "items": "a value named like a method"},
    "claims": [{"number": "A1"}, {"number": "A2"}],
}


def own(source: str) -> OwnTemplate:
    return OwnTemplate(source, filters={"date": lambda value: f"<{value}>"}, names=frozenset(VALUES))


def codes(source: str) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        own(source)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["source"][:40])
def test_an_attack_is_refused_before_it_runs_and_at_once(attack: dict[str, str]) -> None:
    start = time.perf_counter()
    assert attack["code"] in codes(attack["source"])
    assert time.perf_counter() - start < 0.5


def test_there_are_at_least_forty_five_attacks() -> None:
    assert len(ATTACKS) >= 45


def test_a_fair_template_is_written() -> None:
    source = "{% if count > 1 %}{{ debtor.name|upper }}：{% for c in claims %}{{ loop.index }}.{{ c.number }} {% endfor %}{% endif %}{{ as_of|date }}"
    assert own(source).render(VALUES) == "云州<B>：1.A1 2.A2 <2026-11-20>"


def test_a_key_named_like_a_method_is_the_key() -> None:
    assert own("{{ debtor.items }}").render(VALUES) == "a value named like a method"


def test_every_fault_is_told_with_its_line() -> None:
    with pytest.raises(TemplateError) as caught:
        own("好\n{{ nobody }}\n{{ lang|safe }}\n{{ 1 + 1 }}")
    assert sorted((p.path, p.code) for p in caught.value.problems) == [
        ("template:2", "template-unknown-name"),
        ("template:3", "template-filter"),
        ("template:4", "template-not-allowed"),
    ]


def test_a_value_that_is_not_there_stops_the_text() -> None:
    with pytest.raises(TemplateError) as caught:
        own("{{ debtor.fax }}").render(VALUES)
    assert caught.value.problems[0].code == "template-name"


@pytest.mark.parametrize(
    "source",
    [
        "x" * (MAX_SOURCE + 1),
        "{{ lang }}" * (MAX_NODES // 2),
        "{% if lang %}" * 60 + "{% endif %}" * 60,
        "{{ " + "(" * 500 + "lang" + ")" * 500 + " }}",
    ],
    ids=["long", "many", "deep", "brackets"],
)
def test_size_and_depth_have_bounds(source: str) -> None:
    start = time.perf_counter()
    try:
        own(source)
    except TemplateError as error:
        assert error.problems
    assert time.perf_counter() - start < 1


def test_output_has_a_bound() -> None:
    many = {**VALUES, "claims": [{"number": "9" * 1000}] * 1000}
    with pytest.raises(TemplateError) as caught:
        own("{% for c in claims %}{{ c.number }}{% endfor %}").render(many)
    assert caught.value.problems[0].code == "template-output-too-long"


def test_a_template_of_one_s_own_is_written_from_a_case_with_our_filters(tmp_path: Path) -> None:
    from generator.cli import main

    template, target = tmp_path / "own.j2", tmp_path / "letter.txt"
    template.write_text(
        "⟦title⟧提醒\n{{ greeting }}：{% for c in claims %}{{ c.open|money(c.currency) }} {% endfor %}{{ deadline|date }}\n",
        "utf-8",
    )
    sample = Path(__file__).parent / "cases" / "samples" / "several-claims.json"
    assert main(["write", str(sample), "--template", str(template), "--output", str(target)]) == 0
    assert target.read_text("utf-8").startswith("提醒\n\n　　王经理：¥100,000.00 ¥90,000.00 USD 8,800.00 2026年")


def test_everything_disputed_is_no_case_for_a_demand() -> None:
    from generator import Refusal, build, write

    claim = {"number": "1", "amount": "100.00", "due_date": "2026-09-01", "dispute": {"amount": "100.00"}}
    account = {"currency": "CNY", "account_name": "A", "bank": "B", "number": "1"}
    raw = {
        "as_of": "2026-11-20",
        "creditor": {"name": "A", "accounts": [account]},
        "debtor": {"name": "B"},
        "claims": [claim],
    }
    with pytest.raises(Refusal) as caught:
        write(build(raw), document="demand-1")
    assert [problem.code for problem in caught.value.problems] == ["all-disputed"]
    assert write(build(raw), document="statement").text
