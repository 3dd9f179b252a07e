"""What a request to a hosted model costs, through the genai-prices package and nothing else.

The package is imported when the first price is asked for. A month is never priced as one request,
since tiers apply to each. The price of a request depends on the hour for some models, so the time
is an argument. A model the package does not know has no price.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from genai_prices.types import PriceCalculation, PriceContext

PACKAGE: Final = "genai-prices"
ALIAS: Final = "-latest"
NOON: Final = time(12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RequestTokens:
    """One typical request. `cached_tokens` are part of `input_tokens`."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0

    def __post_init__(self) -> None:
        if min(self.input_tokens, self.output_tokens, self.cached_tokens) < 0:
            raise ValueError("tokens of a request cannot be negative")
        if self.cached_tokens > self.input_tokens:
            raise MoreCachedThanSent(self.cached_tokens, self.input_tokens)


class MoreCachedThanSent(ValueError):
    """Cached tokens are a part of the input, so there cannot be more of them."""

    def __init__(self, cached: int, sent: int) -> None:
        super().__init__(f"{cached} cached tokens of {sent}")
        self.cached = cached
        self.sent = sent


class UnknownPrice(LookupError):
    """The price of this model is not known; it is not zero."""

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self.model = model


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """US dollars of one request, and what the figure rests on."""

    usd: float
    model: str
    provider: str
    priced_at: datetime
    data_version: str
    retired: bool
    alias: bool
    context_window: int | None = None  # tokens in and out together, where it is on record


def at_noon(day: date) -> datetime:
    """The fixed moment of a day at which prices are read."""
    return datetime.combine(day, NOON)


@lru_cache(maxsize=4_096)
def request_price(
    provider: str, model: str, tokens: RequestTokens, priced_at: datetime, *, batch: bool = False
) -> TokenPrice:
    """The price of one request; UnknownPrice for a model that is not in the table."""
    if priced_at.tzinfo is None:
        raise ValueError("a price needs a moment with a time zone")
    found = _calculated(provider, model, tokens, priced_at, batch)
    return TokenPrice(
        usd=float(found.total_price),
        model=found.model.id,
        provider=found.provider.id,
        priced_at=priced_at,
        data_version=_data_version(),
        retired=bool(found.model.deprecated),
        alias=model.endswith(ALIAS),
        context_window=found.model.context_window,
    )


def _calculated(
    provider: str, model: str, tokens: RequestTokens, priced_at: datetime, batch: bool
) -> PriceCalculation:
    # The package holds 2,330 models; a plan without hosted models never needs it.
    from genai_prices import Usage, calc_price

    context: PriceContext | None = {"processing": "batch"} if batch else None
    with warnings.catch_warnings():
        # A misspelt key would only warn, and price too low.
        warnings.simplefilter("error")
        usage = Usage(
            input_tokens=tokens.input_tokens,
            cache_read_tokens=tokens.cached_tokens,
            output_tokens=tokens.output_tokens,
        )
        try:
            return calc_price(
                usage,
                model_ref=model,
                provider_id=provider,
                genai_request_timestamp=priced_at,
                price_context=context,
            )
        except LookupError as unknown:
            raise UnknownPrice(model) from unknown


def batch_price(
    provider: str, model: str, tokens: RequestTokens, priced_at: datetime
) -> TokenPrice | None:
    """The price when nobody waits; None when no batch price is known, as it changes nothing."""
    usual = request_price(provider, model, tokens, priced_at)
    batched = request_price(provider, model, tokens, priced_at, batch=True)
    return batched if batched.usd < usual.usd else None


def price_by_hour(
    provider: str, model: str, tokens: RequestTokens, day: date
) -> tuple[float, float]:
    """The lowest and highest price of the day, US dollars; alike for most models."""
    found = [
        request_price(provider, model, tokens, datetime.combine(day, time(hour, 30, tzinfo=UTC)))
        for hour in range(24)
    ]
    return min(price.usd for price in found), max(price.usd for price in found)


@lru_cache(maxsize=1)
def _data_version() -> str:
    return f"{PACKAGE} {version(PACKAGE)}"
