"""Sums paid to others before launch: when they are due, and that they are never a silent zero."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.advice.advise import advise
from app.estimate.entries import CONTENT
from app.estimate.estimate import Estimate, Line
from app.estimate.rates import load_rates, read_rates
from app.estimate.simulate import estimate
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers
from app.lifecycle.entries import FaultyContent
from tests.cases import case
from tests.lifecycle.saying import BANK, any_answers, said

OWN_HARDWARE = {"M01": "own_hardware", "M01b": None}


def of(answers: Answers, *, detail: bool = False) -> Estimate:
    found = estimate(answers, advise(answers), detail=detail)
    assert found is not None
    return found


def with_more(id: str, **more: object) -> Answers:
    kept = {k: a for k, a in case(id).answers.given.items() if more.get(k, a) is not None}
    new = {k: value for k, value in more.items() if value is not None}
    return Answers.of(BANK, {**kept, **said(**new).given})


def fixed(found: Estimate) -> dict[str, Line]:
    return {line.id: line for line in found.cost.lines if line.id.startswith("fixed_")}


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        (case("D01").answers, {"outside_testers"}),  # the public asks it
        (with_more("D01", S06="many_staff"), set()),
        (with_more("D01", E05=[{"gate": "security"}]), {"outside_testers", "security_test"}),
        (with_more("D03", I03="reversible"), {"security_test"}),  # it acts in other systems
        (with_more("D03", E05=[{"gate": "legal", "weeks": 4}]), {"legal_review"}),
        (with_more("D03", S12=["health"]), {"legal_review", "audit"}),
        (with_more("D03", A03=["rights_unclear"]), {"legal_review"}),
        (case("D03").answers, set()),
        (case("D12").answers, set()),
    ],
)
def test_a_sum_is_due_when_an_answer_calls_for_it(answers: Answers, due: set[str]) -> None:
    found = of(answers)
    assert {id.removeprefix("fixed_") for id in fixed(found)} == due
    assert (found.cost.fixed.p50 > 0) is bool(due)


def test_a_sum_is_a_planning_default_that_says_why() -> None:
    """Outside testers: 8,000 – 20,000 – 60,000 US dollars."""
    (line,) = fixed(of(case("D01").answers)).values()
    assert line.trust == "D"
    assert "Judgement" in line.source
    assert line.usd.p10 == pytest.approx(8_000, rel=0.01)
    assert line.usd.p50 == pytest.approx(20_000, rel=0.01)
    said_so = ENGLISH.say(line.derivation)
    assert "R-67" in said_so
    assert "$8,000 to $60,000" in said_so or "$8k to $60k" in said_so


def test_fixed_sums_are_part_of_the_whole_draw_by_draw() -> None:
    with_sum, without = of(case("D01").answers), of(with_more("D01", S06="many_staff"))
    assert with_sum.cost.fixed.p80 > 20_000
    assert without.cost.fixed.p95 == 0
    total = with_sum.cost
    assert (
        total.total.p80 < total.people.p80 + total.labels.p80 + total.compute.p80 + total.fixed.p80
    )


def test_a_decision_to_go_on_needs_none_of_them() -> None:
    assert not fixed(of(with_more("D01", E01="go_nogo")))
    assert fixed(of(with_more("D01", E01="scaled")))


def test_machines_of_one_s_own_are_bought_and_then_cared_for() -> None:
    """One H100 at $3.62 an hour × 8,760 hours = $32k a year of rent; a fifth of it a year."""
    rented, bought = of(with_more("D08")), of(with_more("D08", **OWN_HARDWARE))
    line = fixed(bought)["fixed_machines"]
    print(f"bought for {line.usd.p50:,.0f} ({line.usd.p10:,.0f} to {line.usd.p95:,.0f})")
    serving = bought.machines.serving
    assert serving is not None
    assert serving.purchase_usd is not None
    assert serving.purchase_usd.likely == pytest.approx(3.62 * 730 * 12)
    assert serving.usd_per_month is not None
    assert serving.usd_per_month.likely == pytest.approx(serving.purchase_usd.likely * 0.20 / 12)
    assert "fixed_machines" not in fixed(rented)
    assert rented.machines.serving is not None
    assert rented.machines.serving.usd_per_month is not None
    assert rented.machines.serving.usd_per_month.likely == pytest.approx(3.62 * 730)


def test_machines_that_are_there_are_not_bought() -> None:
    two = {"M01": "own_hardware", "I07": ["second_model"]}  # one, and one that takes over
    enough, few = (of(with_more("D08", M01b=chips, **two)) for chips in (2, 1))
    assert "fixed_machines" not in fixed(enough)
    assert "fixed_machines" in fixed(few)


def test_what_only_a_vendor_can_price_is_named_and_never_zero() -> None:
    def told(**more: object) -> str:
        return " ".join(ENGLISH.say(each) for each in of(with_more("D03", **more)).warnings)

    assert "licence of the product" in told(M10="bought_product")
    assert "taking over liability" in told(M06=["vendor_indemnity"])
    assert "not in these figures" not in told(M10="app_on_hosted_model", M06=["none"])


def test_each_sum_has_a_bar_of_its_own() -> None:
    bars = {swing.id: swing for swing in of(case("D01").answers, detail=True).sensitivity}
    assert bars["fixed_outside_testers"].swing_usd > 10_000
    assert bars["fixed_outside_testers"].swing_weeks == 0


def test_sums_without_a_source_are_refused(tmp_path: Path) -> None:
    text = (CONTENT / "money.toml").read_text(encoding="utf-8")
    assert load_rates().fixed.keys() >= {"outside_testers", "audit"}
    file = tmp_path / "money.toml"
    file.write_text(text.replace("usd = [8000, 20000, 60000]", "usd = [60000, 20000, 8000]"))
    with pytest.raises(FaultyContent, match=r"fixed\.outside_testers: usd"):
        read_rates(file)


@given(any_answers(40))
@settings(max_examples=25, deadline=None)
def test_the_bill_is_never_less_than_its_fixed_sums(given_answers: Mapping[str, Answer]) -> None:
    answers = Answers.of(BANK, given_answers)
    found = estimate(answers, advise(answers), draws=200, detail=False)
    if found is not None:
        assert found.cost.total.p50 >= found.cost.fixed.p50
        assert (found.cost.fixed.p95 > 0) is bool(fixed(found))
