"""The lines of the bill and of the month, with machines made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.advice.advise import advise
from app.estimate.machines import Band, Machines, Serving, Training
from app.estimate.money.band_draws import band_row
from app.estimate.money.bill import cost
from app.estimate.money.running import running_cost
from app.estimate.rates import load_rates
from app.estimate.simulate import prepared
from app.estimate.simulation.draws import deck
from app.estimate.simulation.part import Part
from app.estimate.simulation.project import Project
from app.language.message import verbatim
from app.language.reader import ENGLISH
from tests.cases import case
from tests.estimate.advised import advised
from tests.estimate.archetypes import p

RATES = load_rates()
SOME = Band(1.0, 2.0, 4.0)
TRAINING = Training(
    "lora", 7e9, 5e6, "A100-80GB", 8, 1e18, SOME, SOME, SOME, Band(1_000, 2_000, 4_000),
    None, None, None, SOME, SOME, verbatim("worked out"), (),
)  # fmt: skip
SERVING = Serving(
    "api", "a model", 8_000, 800, 200, 0.01, Band(1_200, 2_400, 4_800), None, None, None, None,
    None, None, "2026-11-23", verbatim("volume × price"), (),
)  # fmt: skip


def plan(machines: Machines) -> tuple[Part, Project]:
    answers = case("D01").answers
    return prepared(answers, advise(answers), deck(2_000), machines)


def test_renting_machines_and_asking_models_are_lines_of_their_own() -> None:
    _, project = plan(Machines((TRAINING,), SERVING))
    bill = cost(project, project.whole(), RATES)
    lines = {line.id: line for line in bill.lines}
    assert lines["training_lora"].usd.p50 == pytest.approx(2_000, rel=0.01)
    assert ENGLISH.say(lines["training_lora"].derivation) == "worked out"
    assert lines["building"].usd.p50 == pytest.approx(100, rel=0.01)
    assert bill.compute.p50 == pytest.approx(2_100, rel=0.02)
    alone = cost(plan(Machines((), None))[1], project.whole(), RATES)
    assert bill.total.p50 > alone.total.p50


def test_a_band_that_is_no_range_is_a_single_figure() -> None:
    row = deck(500).row("F")
    assert np.all(band_row(Band(3, 3, 3), row) == 3)
    assert p(band_row(Band(1, 2, 4), row), 50)[0] == pytest.approx(2, rel=0.01)


def test_the_month_holds_people_and_serving() -> None:
    shown, _ = plan(Machines((), None))
    found = running_cost(advised(), shown, Machines((), SERVING), RATES, 24)
    assert {line.id for line in found.lines} == {"running_people", "running_serving"}
    assert found.unknown == ()
    serving = next(line for line in found.lines if line.id == "running_serving")
    assert serving.usd.p50 == pytest.approx(2_400 * 1.08, rel=0.08)  # prices may rise
    assert serving.usd.p95 > 4_800
    assert found.total is not None
    assert found.total.p50 > serving.usd.p50


@pytest.mark.parametrize("serving", [None, replace(SERVING, usd_per_month=None)])
def test_a_price_nobody_knows_is_said_and_never_zero(serving: Serving | None) -> None:
    shown, _ = plan(Machines((), None))
    found = running_cost(advised(), shown, Machines((), serving), RATES, 24)
    assert [line.id for line in found.lines] == ["running_people"]
    (missing,) = found.unknown
    assert "not known" in ENGLISH.say(missing)


def test_a_model_on_the_user_s_device_costs_nothing_to_serve() -> None:
    shown, _ = plan(Machines((), None))
    device = replace(SERVING, where="device", usd_per_month=None)
    assert running_cost(advised(), shown, Machines((), device), RATES, 24).unknown == ()


def test_a_high_risk_system_has_yearly_duties() -> None:
    answers = case("D01").answers
    risky = answers.with_answer("S12", replace(answers.given["S12"], value=("health",)))
    shown, _ = prepared(risky, advise(risky), deck(2_000), Machines((), None))
    found = running_cost(advise(risky), shown, Machines((), None), RATES, 24)
    duties = next(line for line in found.lines if line.id == "running_duties")
    assert duties.trust == "C"
    assert duties.usd.p50 == pytest.approx(147 / 12 * 620 / 8, rel=0.05)
