"""The levels A1 to A19 of the compute model, and the tests that show each.

`pytest -s tests/compute` prints every figure; this module alone prints the table.
"""

from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.bands import Band, product
from app.compute.break_even import OwnMachines, api_usd_per_month
from app.compute.described_run import Pretraining
from app.compute.pretraining import pretraining
from tests.no_network import NetworkUsed
from tests.registry import Shown

LEVELS = (
    Shown("A1", "Pre-training, grade A: all within 2×, MMRE ≤ 0.25, bias 0.9 to 1.1", (
        "compute/test_utilisation::test_good_runs_lie_within_a_factor_of_two",)),
    Shown("A2", "Grades A and B: 70 to 90 % in the band, 94 % within 2×", (
        "compute/test_utilisation::test_four_in_five_runs_lie_in_the_band",)),
    Shown("A3", "One family left out: 95 % within 2×, MMRE ≤ 0.35", (
        "compute/test_utilisation::test_a_family_left_out_is_still_foretold",)),
    Shown("A4", "Tuning: 90 % within 2×, 70 to 90 % in the band", (
        "compute/test_utilisation::test_tuning_runs_lie_in_the_bands_of_their_mode",)),
    Shown("A5", "None of 216 runs that ran is called impossible", (
        "compute/test_memory::test_nothing_that_ran_is_called_impossible",
        "compute/test_memory::test_the_test_would_notice_a_coarser_formula")),
    Shown("A6", "47 measured peaks: flash ± 5 %, eager ± 10 %", (
        "compute/test_memory::test_a_measured_peak_on_a_small_card",)),
    Shown("A7", "What a monitor shows lies in the band, 90 %", (
        "compute/test_memory::test_what_a_monitor_shows_lies_in_the_band",)),
    Shown("A8", "torchtune: 11 of 13 within 20 %, all within 30 %", (
        "compute/test_memory::test_a_recipe_of_torchtune_is_met_within_a_fifth",)),
    Shown("A9", "Caches, states and closed forms are exact", (
        "compute/test_kv_cache::test_the_cache_to_the_byte",
        "compute/test_kv_cache::test_one_more_token_to_the_byte",
        "compute/test_kv_cache::test_a_fixed_state_to_the_byte",
        "compute/test_kv_cache::test_a_cache_that_an_engine_reserved",
        "compute/test_memory::test_states_as_deepspeed_counts_them",
        "compute/test_flops::test_flops_of_published_models",
        "compute/test_flops::test_parameters_follow_from_the_shape")),
    Shown("A10", "Fits or does not: never the opposite verdict", (
        "compute/test_kv_cache::test_never_the_opposite_verdict",)),
    Shown("A11", "Megatron days within 3 %, MT-NLG seconds within 5 %", (
        "compute/test_flops::test_days_of_published_runs",
        "compute/test_flops::test_seconds_of_one_step")),
    Shown("A12", "Published energy within 1.5 %", (
        "compute/test_energy::test_published_energy",)),
    Shown("A13", "Throughput of 55 TensorRT-LLM rows", (
        "compute/test_serving::test_throughput_at_full_load_as_measured",)),
    Shown("A14", "One user's share of the bandwidth, 90 % within 30 %", (
        "compute/test_serving"
        "::test_one_user_sees_the_share_of_the_bandwidth_that_was_measured",)),
    Shown("A15", "GGUF sizes within 1 %, the early ones within 8 %", (
        "compute/test_compression::test_a_file_is_parameters_times_bits",)),
    Shown("A16", "Each warning W01 to W26 fires and is silent", (
        "compute/test_warnings::test_a_warning_fires_where_it_should_and_nowhere_else",
        "compute/test_warnings::test_every_code_of_the_list_is_in_the_table")),
    Shown("A17", "One test for each trap of the price list", (
        "compute/test_token_prices::test_the_pinned_price_list",
        "compute/test_token_prices::test_a_month_priced_as_one_request_would_be_too_dear",
        "compute/test_token_prices::test_a_price_by_the_hour_needs_the_hour",
        "compute/test_token_prices::test_cached_tokens_are_part_of_the_input",
        "compute/test_token_prices::test_more_cached_than_sent_is_refused",
        "compute/test_token_prices::test_a_batch_halves_the_price_where_one_is_known",
        "compute/test_token_prices::test_an_unknown_model_has_no_price",
        "compute/test_token_prices::test_an_alias_is_marked",
        "compute/test_token_prices::test_prices_come_without_a_network_and_only_when_asked_for"),
        law=True),
    Shown("A18", "More is never less, in hours, memory and money", (
        "compute/test_runs::test_more_work_never_takes_fewer_hours",
        "compute/test_memory::test_longer_larger_and_more_never_take_less",
        "compute/test_memory::test_sharing_and_recomputing_never_take_more",
        "compute/test_kv_cache::test_a_longer_memory_never_takes_less",
        "compute/test_levels::test_a_longer_context_never_takes_fewer_hours",
        "compute/test_levels::test_half_the_price_is_half_the_cost"), law=True),
    Shown("A19", "No network is used", (
        "compute/test_levels::test_this_room_is_tested_without_a_network",), law=True),
)  # fmt: skip


@pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.id)
def test_each_level_has_tests_that_say_what_they_found(level: Shown) -> None:
    print(level)
    assert not level.missing
    assert not level.silent


def test_no_level_is_left_out() -> None:
    """But A20, which is a time, and so a row of the bench."""
    assert [level.id for level in LEVELS] == [f"A{number}" for number in range(1, 20)]


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.floats(1e8, 1e12))
@settings(max_examples=50, deadline=None)
def test_a_longer_context_never_takes_fewer_hours(one: int, other: int, parameters: float) -> None:
    short, long = sorted((one, other))
    hours = [
        pretraining(Pretraining(parameters, 1e10, "A100-80GB", 64, context=context)).hours.likely
        for context in (short, long)
    ]
    assert hours[0] <= hours[1] * (1 + 1e-9)


@given(st.floats(0.01, 100), st.floats(1, 1e6), st.floats(1.01, 3))
@settings(max_examples=50, deadline=None)
def test_half_the_price_is_half_the_cost(price: float, hours: float, wide: float) -> None:
    """Of a run, of a month of requests, and of a month of machines without their keepers."""
    run, rent = Band(hours / wide, hours, hours * wide), Band(price / wide, price, price * wide)
    whole, half = product(run, rent), product(run, rent.times(0.5))
    for a, b in ((half.low, whole.low), (half.likely, whole.likely), (half.high, whole.high)):
        assert a == pytest.approx(b / 2)
    assert api_usd_per_month(hours, price / 2) == pytest.approx(api_usd_per_month(hours, price) / 2)
    bills = [
        OwnMachines(usd, 5, 2, must_be_available=True, ops_usd_per_month=0).usd_per_month(hours)
        for usd in (price, price / 2)
    ]
    assert bills[1] == pytest.approx(bills[0] / 2)


def test_this_room_is_tested_without_a_network() -> None:
    for reach in (lambda: socket.create_connection(("pypi.org", 443)),
                  lambda: socket.getaddrinfo("pypi.org", 443)):  # fmt: skip
        with pytest.raises(NetworkUsed):
            reach()
