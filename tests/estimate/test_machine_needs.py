"""What projects ask of machines: worked cases, prices that are not known, and laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.advice.advise import advise
from app.advice.finding import VerdictKind
from app.compute.memory import Verdict
from app.estimate.hosted_serving import hosted_serving
from app.estimate.machine_needs import machines
from app.estimate.machines import Machines, Serving, Training
from app.estimate.model_class import hosted_model, open_model
from app.estimate.own_serving import on_each_machine, own_serving
from app.estimate.request_size import request_size
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from tests.cases import case, cases
from tests.estimate.advised import advised

TODAY = date(2026, 11, 23)


def needs(prefix: str) -> Machines:
    answers = case(prefix).answers
    return machines(answers, advise(answers), TODAY)


def answered(prefix: str, **values: float | str) -> Answers:
    answers = case(prefix).answers
    for question, value in values.items():
        answers = answers.with_answer(question, Answer(State.ANSWERED, value))
    return answers


def served(found: Machines) -> Serving:
    assert found.serving is not None
    return found.serving


def only_run(found: Machines) -> Training:
    (run,) = found.training
    return run


@pytest.mark.parametrize(
    ("prefix", "where", "runs"),
    [
        ("D01", "api", []),
        ("D04", "own", ["full"]),
        ("D07", "own", ["pretraining", "full"]),
        ("D09", "own", ["lora", "dpo", "ppo"]),
        ("D10", "device", ["lora"]),
    ],
)
def test_the_advice_decides_what_is_trained_and_where_it_runs(
    prefix: str, where: str, runs: list[str]
) -> None:
    found = needs(prefix)
    assert served(found).where == where
    assert [run.method for run in found.training] == runs


def test_a_plan_without_generative_ai_needs_no_machines() -> None:
    assert needs("D12") == Machines((), None)
    stopped = advised("model.frontier_api", kind=VerdictKind.STOP)
    assert machines(case("D01").answers, stopped, TODAY) == Machines((), None)


def test_a_month_through_an_api_is_one_request_times_volume() -> None:
    """8,000 a day × 30.415 days × 1.1 × (600 fresh, 200 cached, 200 written tokens)."""
    serving = served(needs("D01"))
    assert serving.usd_per_request == pytest.approx(0.000225)
    assert serving.usd_per_month is not None
    assert serving.usd_per_month.likely == pytest.approx(8000 * 30.415 * 1.1 * 0.000225)
    assert serving.usd_per_month.high / serving.usd_per_month.likely > 1.8


def test_a_source_in_the_prompt_is_read_from_the_cache() -> None:
    """The handbook has 56,000 tokens; the question 800, a quarter of them instructions."""
    serving = served(needs("D03"))
    assert serving.input_tokens == 56_800
    fresh, cached, written = 600, 56_200, 200
    usd = (fresh * 0.15 + cached * 0.075 + written * 0.60) / 1e6
    assert serving.usd_per_request == pytest.approx(usd)


def test_a_batch_costs_half() -> None:
    answers = case("D05").answers
    one = machines(answers, advised("model.frontier_api", "optimise.batch"), TODAY)
    now = machines(answers, advised("model.frontier_api"), TODAY)
    half, whole = served(one).usd_per_request, served(now).usd_per_request
    assert half is not None
    assert whole is not None
    assert half == pytest.approx(whole / 2)


def test_an_unknown_price_is_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    unlisted = replace(hosted_model("small_or_mid_api"), model="no-such-model")
    monkeypatch.setattr("app.estimate.hosted_serving.hosted_model", lambda name: unlisted)
    serving = served(needs("D01"))
    assert serving.usd_per_request is None
    assert serving.usd_per_month is None
    assert any("not known" in warning.text for warning in serving.warnings)


@pytest.mark.parametrize(("cached", "has_price"), [(800.0, True), (801.0, False)])
def test_more_cached_than_is_sent_has_no_price_and_says_why(cached: float, has_price: bool) -> None:
    """W17: a share of the cache above what is sent is a slip, not a discount."""
    answers = case("D01").answers
    advice = advise(answers)
    size = replace(request_size(answers, advice), input=800.0, cached=cached)
    found = hosted_serving("small_or_mid_api", size, advice, TODAY, must_be_available=False)
    assert (found.usd_per_request is not None) == has_price
    told = [warning.text for warning in found.warnings if "from the cache" in warning.text]
    assert bool(told) == (not has_price)


def test_examples_times_length_times_passes_is_what_is_read() -> None:
    run = only_run(needs("D10"))
    assert run.tokens == 46_000 * 1_000 * 3
    assert run.flops == pytest.approx(4 * 1.236e9 * run.tokens)


def test_raw_text_is_read_once() -> None:
    run = needs("D07").training[0]
    assert run.tokens == 360e9
    assert run.flops == pytest.approx(6 * run.parameters * run.tokens)
    assert run.days.likely * run.devices * 24 == pytest.approx(run.hours.likely)


def test_carbon_has_one_digit() -> None:
    for run in needs("D09").training:
        for amount in (run.co2e_kg.low, run.co2e_kg.likely, run.co2e_kg.high):
            assert float(f"{amount:.0e}") == pytest.approx(amount)


def test_a_request_too_long_for_the_model_is_named() -> None:
    long = served(machines(answered("D01", M04a=200_000), advise(case("D01").answers), TODAY))
    assert any("longer than" in warning.text for warning in long.warnings)
    assert not any("longer than" in warning.text for warning in served(needs("D01")).warnings)


def test_a_model_from_scratch_has_a_parameter_for_twenty_tokens() -> None:
    answers = case("D07").answers
    run = only_run(machines(answers, advised("select.pretrain_scratch"), TODAY))
    assert run.parameters == pytest.approx(360e9 / 20)


def test_accelerators_that_are_there_too_briefly_are_named() -> None:
    answers = answered("D07", M01b=64, M01c=4)
    run = machines(answers, advise(answers), TODAY).training[0]
    assert run.devices == 64
    assert any("accelerators are there" in warning.text for warning in run.warnings)


def test_a_tuned_hosted_model_is_priced_as_an_open_one_and_says_so() -> None:
    advice = advised("model.small_or_mid_api", "adapt.sft_lora")
    run = only_run(machines(case("D01").answers, advice, TODAY))
    assert any("keeps a hosted model" in warning.text for warning in run.warnings)


def test_every_run_is_planned_on_devices_that_hold_it() -> None:
    for each in cases():
        for run in needs(each.id).training:
            assert run.fits == "yes"
            assert run.memory_gib is not None
            assert run.usable_gib is not None
            assert run.memory_gib.high <= run.usable_gib


def test_the_memory_of_a_device_picks_the_size() -> None:
    advice = advised("model.le4b", "deploy.on_device")
    small = served(machines(answered("D10", M01a=2), advice, TODAY))
    large = served(machines(answered("D10", M01a=8), advice, TODAY))
    none = served(machines(answered("D10", M01a=0.5), advice, TODAY))
    assert ("1 B" in small.model, "3 B" in large.model) == (True, True)
    assert (small.fits, large.fits, none.fits) == ("yes", "yes", "no")


def test_own_machines_are_paid_for_whether_used_or_not() -> None:
    quiet = served(machines(answered("D08", I06a=10), advise(case("D08").answers), TODAY))
    usual = served(needs("D08"))
    assert quiet.usd_per_month == usual.usd_per_month


def test_fewer_bits_take_hours_to_make() -> None:
    """70 B × 0.045 hours a billion parameters."""
    said = [ENGLISH.say(warning) for warning in served(needs("D08")).warnings]
    assert any("four bits takes about 3 accelerator-hours" in each for each in said)
    plain = machines(case("D08").answers, advised("model.30_70b"), TODAY)
    assert not any("four bits" in warning.text for warning in served(plain).warnings)


def test_fewer_bits_need_fewer_chips() -> None:
    """70 B in 16 bits are 131 GiB, on four chips of 79; in 4.25 bits 35 GiB, on one."""
    answers = case("D08").answers
    whole, small = (
        served(machines(answers, advised("model.30_70b", *tags), TODAY))
        for tags in ((), ("optimise.quantise",))
    )
    print(f"{whole.devices} chips in 16 bits, {small.devices} in four")
    assert (whole.devices, small.devices) == (4, 1)
    assert whole.fits == small.fits == "yes"


def test_a_shorter_answer_time_is_bought_with_more_chips() -> None:
    advice = advised("model.30_70b", "optimise.quantise")
    usual = served(machines(answered("D08", M05a=60_000), advice, TODAY))
    quick = served(machines(answered("D08", M05a=2_500), advice, TODAY))
    assert usual.devices is not None
    assert quick.devices is not None
    assert quick.devices > usual.devices
    assert quick.latency_ms is not None
    assert quick.latency_ms.likely <= 2_500


@given(st.floats(1, 1e7), st.sampled_from([4.25, 8.0, 16.0]))
@settings(max_examples=30, deadline=None)
def test_no_machine_would_do_with_fewer_chips(per_day: float, bits: float) -> None:
    size = request_size(answered("D08", I06a=per_day), advise(case("D08").answers))
    model = open_model("30_70b")
    chosen = own_serving(model, size, bits, must_be_available=False)
    others = on_each_machine(model, size, bits, must_be_available=False)
    fitting = [own.devices for own in others if own.fits is Verdict.FITS]
    assert not fitting or chosen.devices == min(fitting)


def test_a_second_model_means_a_second_machine() -> None:
    answers = case("D08").answers
    spare = answers.with_answer("I07", Answer(State.ANSWERED, ("second_model",)))
    usual = served(needs("D08")).devices
    assert usual is not None
    assert served(machines(spare, advise(answers), TODAY)).devices == 2 * usual


def test_a_dear_request_brings_the_turning_point_closer() -> None:
    answers = answered("D11", I06b=2)  # an even load
    frontier = served(machines(answers, advised("model.frontier_api"), TODAY))
    turn = frontier.break_even_requests_per_day
    assert turn is not None
    assert turn.low < turn.likely < turn.high


def test_everything_can_be_said() -> None:
    for each in cases():
        found = needs(each.id)
        parts: list[Training | Serving] = [*found.training]
        if found.serving is not None:
            parts.append(found.serving)
        for part in parts:
            words = [ENGLISH.say(part.derivation), *map(ENGLISH.say, part.warnings)]
            assert all("{" not in said for said in words)


COUNTS = st.floats(1, 1e9)


@given(few=COUNTS, many=COUNTS, question=st.sampled_from(("I06a", "M04", "M04b")))
@settings(max_examples=40, deadline=None)
def test_more_requests_or_tokens_never_cost_less(few: float, many: float, question: str) -> None:
    few, many = sorted((few, many))
    advice = advise(case("D01").answers)
    bills = [
        served(machines(answered("D01", **{question: figure}), advice, TODAY)).usd_per_month
        for figure in (few, many)
    ]
    small, large = bills
    if large is not None:  # None: longer than the model can read, so it has no price
        assert small is not None
        assert small.likely <= large.likely * (1 + 1e-9)


def test_a_request_that_no_model_can_read_has_no_price() -> None:
    serving = served(machines(answered("D01", M04=2e6), advise(case("D01").answers), TODAY))
    assert serving.usd_per_request is None
    assert serving.usd_per_month is None
    assert any("longer than the model can read" in each.text for each in serving.warnings)


@given(figure=st.floats(0, 1e300))
@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("question", ["I06a", "M04", "M04b", "A02a", "M08a", "M01a"])
def test_no_figure_is_too_large_or_too_small(question: str, figure: float) -> None:
    answers = answered("D07", **{question: figure})
    found = machines(answers, advise(case("D07").answers), TODAY)
    for run in found.training:
        assert 0 < run.hours.low <= run.hours.likely <= run.hours.high < float("inf")


def test_a_verdict_that_is_not_sure_is_said() -> None:
    """So long a request that its cache fills what 70 B in 16 bits leave of four chips."""
    fits = {}
    for longest in (1_000, 400_000, 520_000, 3_000_000):
        answers = answered("D08", M04a=longest)
        serving = served(machines(answers, advised("model.30_70b"), TODAY))
        told = [ENGLISH.say(each) for each in serving.warnings]
        fits[longest] = serving.fits
        assert any("uncertain" in each for each in told) is (serving.fits == "uncertain")
        assert any("do not fit" in each for each in told) is (serving.fits == "no")
    print(fits)
    assert list(fits.values()) == ["yes", "yes", "uncertain", "no"]
