"""Prices of hosted models: one test for each trap of the price list (A17)."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compute.token_prices import (
    MoreCachedThanSent,
    RequestTokens,
    UnknownPrice,
    at_noon,
    batch_price,
    price_by_hour,
    request_price,
)

DAY = date(2026, 11, 23)
NOON = at_noon(DAY)
MINI = ("openai", "gpt-4o-mini")
SONNET = ("anthropic", "claude-sonnet-4-5")


def test_the_pinned_price_list() -> None:
    assert version("genai-prices").startswith("0.2.")


def test_one_request() -> None:
    found = request_price(*MINI, RequestTokens(800, 300), NOON)
    assert found.usd == pytest.approx(0.00030)
    assert (found.model, found.provider, found.priced_at) == ("gpt-4o-mini", "openai", NOON)
    assert found.data_version == f"genai-prices {version('genai-prices')}"


@pytest.mark.parametrize(
    ("provider", "model", "dearer"),
    [(*SONNET, 1.67), ("google", "gemini-2.5-pro", 1.63), ("openai", "gpt-5.4", 1.65)],
)
def test_a_month_priced_as_one_request_would_be_too_dear(
    provider: str, model: str, dearer: float
) -> None:
    one = request_price(provider, model, RequestTokens(800, 300), NOON).usd
    month = request_price(provider, model, RequestTokens(8_000_000, 3_000_000), NOON).usd
    assert month / (10_000 * one) == pytest.approx(dearer, abs=0.01)


def test_a_price_by_the_hour_needs_the_hour() -> None:
    tokens = RequestTokens(1_000_000, 0)
    day = request_price("deepseek", "deepseek-chat", tokens, datetime(2025, 3, 1, 8, tzinfo=UTC))
    night = request_price("deepseek", "deepseek-chat", tokens, datetime(2025, 3, 1, 18, tzinfo=UTC))
    assert (day.usd, night.usd) == pytest.approx((0.27, 0.135))
    low, high = price_by_hour("deepseek", "deepseek-chat", tokens, date(2025, 3, 1))
    assert (low, high) == pytest.approx((0.135, 0.27))
    assert len(set(price_by_hour(*MINI, tokens, DAY))) == 1


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        request_price(*MINI, RequestTokens(1, 1), datetime(2026, 11, 23))


def test_cached_tokens_are_part_of_the_input() -> None:
    cached = request_price(*SONNET, RequestTokens(2_000, 300, 1_500), NOON)
    fresh = request_price(*SONNET, RequestTokens(2_000, 300), NOON)
    assert (cached.usd, fresh.usd) == pytest.approx((0.00645, 0.0105))


def test_more_cached_than_sent_is_refused() -> None:
    with pytest.raises(MoreCachedThanSent):
        RequestTokens(1_000, 300, 1_001)
    RequestTokens(1_000, 300, 1_000)


def test_negative_tokens_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        RequestTokens(-1, 0)


def test_a_batch_halves_the_price_where_one_is_known() -> None:
    tokens = RequestTokens(800, 300)
    batched = batch_price(*MINI, tokens, NOON)
    assert batched is not None
    assert batched.usd == pytest.approx(request_price(*MINI, tokens, NOON).usd / 2)
    assert batch_price("deepseek", "deepseek-chat", tokens, NOON) is None


def test_an_unknown_model_has_no_price() -> None:
    with pytest.raises(UnknownPrice) as unknown:
        request_price("openai", "no-such-model", RequestTokens(1, 1), NOON)
    assert unknown.value.model == "no-such-model"


def test_an_alias_is_marked() -> None:
    assert not request_price(*MINI, RequestTokens(1, 1), NOON).alias
    assert request_price("openai", "chatgpt-4o-latest", RequestTokens(1, 1), NOON).alias


def test_the_context_window_comes_with_the_price() -> None:
    assert request_price(*MINI, RequestTokens(1, 1), NOON).context_window == 128_000


PROGRAM = """
import socket, sys, threading
def refuse(*args, **kwargs): raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import app.estimate.simulate, app.web.api.compute
assert "genai_prices" not in sys.modules, "imported before a price is asked for"
from datetime import date
from app.compute.token_prices import RequestTokens, at_noon, request_price
price = request_price("openai", "gpt-4o-mini", RequestTokens(800, 300), at_noon(date(2026, 11, 23)))
assert "genai_prices" in sys.modules
assert threading.active_count() == 1, "a price list that renews itself goes to the network"
print(price.usd)
"""


def test_prices_come_without_a_network_and_only_when_asked_for() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )
    assert found.stderr == ""
    assert float(found.stdout) == pytest.approx(0.0003)


@given(read=st.integers(0, 10**6), written=st.integers(0, 10**5), more=st.integers(0, 10**5))
@settings(max_examples=50, deadline=None)
def test_more_tokens_never_cost_less(read: int, written: int, more: int) -> None:
    base = request_price(*SONNET, RequestTokens(read, written), NOON).usd
    assert request_price(*SONNET, RequestTokens(read + more, written), NOON).usd >= base
    assert request_price(*SONNET, RequestTokens(read, written + more), NOON).usd >= base
    assert request_price(*SONNET, RequestTokens(read + more, written, more), NOON).usd >= base
