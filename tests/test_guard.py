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
