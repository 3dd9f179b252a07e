"""Serving through a vendor's interface: one typical request, priced and multiplied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.advice.finding import Advice
from app.compute.bands import Band, around
from app.compute.break_even import api_usd_per_month
from app.compute.doubts import Complaint
from app.compute.price_doubts import more_cached_than_sent, price_cautions, unknown_price
from app.compute.rent import rent_table
from app.compute.serving_doubts import window_complaints
from app.compute.token_prices import (
    MoreCachedThanSent,
    RequestTokens,
    TokenPrice,
    UnknownPrice,
    at_noon,
    batch_price,
    request_price,
)
from app.compute.typical_models import HostedModel
from app.estimate.machines import Crossing, Serving
from app.estimate.model_class import hosted_model, open_model
from app.estimate.own_serving import EIGHT_BITS
from app.estimate.rates import load_rates
from app.estimate.request_size import RequestSize
from app.estimate.turning_point import earliest_crossing
from app.language.message import Message, Quantity, Unit, message, usd

LEAST_LOG_SD: Final = 0.5  # of a monthly bill: volume and length are never known better


@dataclass(frozen=True, slots=True)
class Priced:
    """What one request costs: None where the price list has no such model."""

    price: TokenPrice | None
    batched: bool = False
    refusals: tuple[Complaint, ...] = ()  # why there is none


def hosted_serving(
    name: str, size: RequestSize, advice: Advice, day: date, *, must_be_available: bool
) -> Serving:
    model = hosted_model(name)
    found = _priced(model, size, advice, day)
    price = None if found.price is None else found.price.usd
    turns = None
    if price is not None:
        turns = earliest_crossing(
            open_model(name), size, EIGHT_BITS, price, must_be_available=must_be_available
        )
    return Serving(
        where="api",
        model=model.title,
        requests_per_day=size.per_day,
        input_tokens=size.input,
        output_tokens=size.output,
        usd_per_request=price,
        usd_per_month=None if not price or not size.per_day else monthly(size.per_day, price),
        memory_gib=None,
        devices=None,
        concurrent_users=None,
        latency_ms=None,
        fits=None,
        break_even_requests_per_day=None if turns is None else turns.band,
        priced_at=day.isoformat(),
        derivation=_derivation(size, found, model),
        crossing=turns,
        warnings=tuple(_warnings(found, model, turns, size, advice, day)),
    )


def monthly(requests_per_day: float, usd_per_request: float) -> Band:
    """US dollars, retries and checks on top."""
    terms = load_rates().running
    likely = api_usd_per_month(requests_per_day, usd_per_request, terms.tokens_overhead - 1)
    return around(likely, max(LEAST_LOG_SD, terms.log_sd))


def _priced(model: HostedModel, size: RequestSize, advice: Advice, day: date) -> Priced:
    """A request that cannot be, or is longer than the model can read, has no price either."""
    moment = at_noon(day)
    try:
        tokens = RequestTokens(round(size.input), round(size.output), round(size.cached))
        usual = request_price(model.provider, model.model, tokens, moment)
    except MoreCachedThanSent as more:
        return Priced(None, refusals=(more_cached_than_sent(more.cached, more.sent),))
    except UnknownPrice:
        return Priced(None, refusals=(unknown_price(model.title),))
    too_long = tuple(window_complaints(size.input, size.output, usual.context_window))
    if too_long:
        return Priced(None, refusals=too_long)
    if advice.recommends("optimise.batch"):
        batched = batch_price(model.provider, model.model, tokens, moment)
        if batched is not None:
            return Priced(batched, batched=True)
    return Priced(usual)


def _derivation(size: RequestSize, found: Priced, model: HostedModel) -> Message:
    read = message(
        "{input} in, of which {cached} come from the cache, and {output} out",
        input=Quantity(size.input, Unit.TOKENS),
        cached=Quantity(size.cached, Unit.TOKENS),
        output=Quantity(size.output, Unit.TOKENS),
    )
    if found.price is None:
        return message("One request: {read}. Its price is not known.", read=read)
    return message(
        "One request to {model}: {read} = {price}. A month: {price} × {requests} × 30.4 days × "
        "{overhead} for retries and checks. Prices of {day}, from {list}. The model stands for its "
        "class: put in the price of yours.",
        model=model.title,
        read=read,
        price=usd(found.price.usd),
        requests=Quantity(size.per_day, Unit.REQUESTS_PER_DAY),
        overhead=load_rates().running.tokens_overhead,
        day=found.price.priced_at.date(),
        list=found.price.data_version,
    )


def _warnings(
    found: Priced,
    model: HostedModel,
    turns: Crossing | None,
    size: RequestSize,
    advice: Advice,
    day: date,
) -> Iterator[Message]:
    yield from (refusal.says for refusal in found.refusals)
    if found.price is None:
        return
    yield from _of_price(found.price, model, size)
    cautions = price_cautions(
        found.price, batch_wanted=advice.recommends("optimise.batch"), batched=found.batched
    )
    yield from (caution.says for caution in cautions)
    if not size.per_day:
        yield message("Nobody has said how many requests there are, so a month has no price yet.")
    if found.batched:
        yield message("Priced as a batch: answers may take up to a day.")
    compiled = rent_table().compiled
    if day > compiled:
        yield message("The price list is of {day}; prices may have changed since.", day=compiled)
    yield from _turning(turns)


def _of_price(price: TokenPrice, model: HostedModel, size: RequestSize) -> Iterator[Message]:
    window = price.context_window
    if window is not None and size.longest + size.output > window:
        yield message(
            "One request in twenty is longer than {model} can read: {window} at most. Split it, or "
            "retrieve what matters.",
            model=model.title,
            window=Quantity(window, Unit.TOKENS, 3),
        )


def _turning(turns: Crossing | None) -> Iterator[Message]:
    if turns is not None and turns.band is not None:
        return
    if turns is None or turns.low is None:
        yield message("Own machines cost more at every volume that was looked at.")
    elif turns.likely is None:
        yield message(
            "Own machines may cost less from about {turn} on, but only at cheap rents and full "
            "speed; otherwise never.",
            turn=Quantity(turns.low, Unit.REQUESTS_PER_DAY),
        )
    else:
        yield message(
            "Own machines cost less from about {turn} on in the likely case, and at dear rents and "
            "low speed never.",
            turn=Quantity(turns.likely, Unit.REQUESTS_PER_DAY),
        )
