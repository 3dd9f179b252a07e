"""What is unsure or impossible about the price of a request to a hosted model."""

from __future__ import annotations

from collections.abc import Iterator

from app.compute.doubts import Caution, Complaint
from app.compute.token_prices import TokenPrice
from app.language.message import Quantity, Unit, message


def unknown_price(model: str) -> Complaint:
    """W16: a price that nobody knows is not zero."""
    says = message(
        "The price of {model} is not known. It is not zero: put in the price of your model.",
        model=model,
    )
    return Complaint("model", says, "W16")


def more_cached_than_sent(cached: int, sent: int) -> Complaint:
    """W17: what comes from the cache is a part of what is sent."""
    says = message(
        "Of {sent} that are sent, {cached} cannot come from the cache",
        sent=Quantity(sent, Unit.TOKENS),
        cached=Quantity(cached, Unit.TOKENS),
    )
    return Complaint("cached_tokens", says, "W17")


def price_cautions(price: TokenPrice, *, batch_wanted: bool, batched: bool) -> Iterator[Caution]:
    if price.retired:
        says = message("{model} has been retired: choose its successor.", model=price.model)
        yield Caution("W16", says)
    if price.alias:
        says = message(
            "{model} is a name that points to another model now and then: name the version.",
            model=price.model,
        )
        yield Caution("W16", says)
    if batch_wanted and not batched:
        says = message(
            "No price for batches of {model} is known: it is the usual one.", model=price.model
        )
        yield Caution("W17", says)
