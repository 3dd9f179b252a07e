"""The worked cases, marked as a panel of advisers would; `pytest -s` prints the table."""

from __future__ import annotations

from functools import cache

import pytest

from app.advice.claims import CLAIMS
from app.advice.finding import VerdictKind
from tests.advice.scoring import MOST_OUTSIDE, Mark
from tests.cases import Case, case, cases


@cache
def mark(case_id: str) -> Mark:
    return Mark(case(case_id))


EVERY_CASE = pytest.mark.parametrize("worked", cases(), ids=lambda worked: worked.id)


@EVERY_CASE
def test_nothing_that_must_be_said_is_missing(worked: Case) -> None:
    assert mark(worked.id).missing == []


@EVERY_CASE
def test_nothing_is_recommended_that_must_not_be(worked: Case) -> None:
    assert mark(worked.id).forbidden == []


@EVERY_CASE
def test_a_plan_does_not_recommend_everything(worked: Case) -> None:
    assert mark(worked.id).outside <= MOST_OUTSIDE


def test_the_expertise_is_accepted_in_at_least_eleven_cases() -> None:
    assert sum(mark(worked.id).expertise_accepted for worked in cases()) >= 11


def test_the_average_score_is_at_least_97_in_100() -> None:
    print(f"\n{'case':32}{'score':>7}{'outside':>9}  expertise    not preferred")
    for worked in cases():
        m = mark(worked.id)
        print(
            f"{worked.id:32}{m.score:7.3f}{m.outside:9.2f}  {m.advice.expertise:12}"
            f" {m.not_preferred or ''}"
        )
    average = sum(mark(worked.id).score for worked in cases()) / len(cases())
    print(f"{'average':32}{average:7.3f}")
    assert average >= 0.97


def test_code_is_the_verdict_where_a_table_fixes_the_fee_and_building_elsewhere() -> None:
    kinds = {worked.id: mark(worked.id).advice.verdict.kind for worked in cases()}
    assert kinds.pop("D12-shipping-fee") is VerdictKind.NO_GENAI
    assert set(kinds.values()) == {VerdictKind.BUILD}


def test_each_claim_that_a_case_forbids_has_a_predicate() -> None:
    listed = [tag for worked in cases() for tag in worked.expected("must_not")]
    named = {tag for tag in listed if isinstance(tag, str) and tag.startswith("anti.")}
    assert named <= set(CLAIMS)
