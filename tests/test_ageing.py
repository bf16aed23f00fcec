"""Days overdue and ageing buckets."""

import tomllib
from pathlib import Path

import pytest

from generator import ageing

CASES = tomllib.loads((Path(__file__).parent / "cases/ageing.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_claim_ages(case):
    days = ageing.days_overdue(case["due"], case["as_of"])
    assert (days, ageing.bucket(days)) == (case["days"], case["bucket"])


def test_every_bucket_can_be_reached():
    assert {ageing.bucket(days) for days in range(100)} == set(ageing.BUCKETS)
