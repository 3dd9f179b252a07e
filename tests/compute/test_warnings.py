"""Every warning of the compute model (W01 to W26) fires somewhere, and is silent somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.compute.adapters import TARGETS
from app.compute.break_even import OwnMachines
from app.compute.described_run import Architecture, Pretraining
from app.compute.doubts import Caution, Impossible
from app.compute.energy import carbon_kg, one_digit
from app.compute.finetuning import finetuning
from app.compute.fitting import Sliding, fit_to_serve, fit_to_train
from app.compute.flops import Method
from app.compute.given_shape import GivenShape, adapters_on
from app.compute.hardware import hardware
from app.compute.inference_memory import ServedModel
from app.compute.kv_cache import Engine, Kind, LayerGroup
from app.compute.memory import Setup
from app.compute.pretraining import pretraining
from app.compute.price_doubts import more_cached_than_sent, price_cautions, unknown_price
from app.compute.rent import Rent, rent, typed_rent
from app.compute.run import rent_cautions
from app.compute.serving import Capacity, Load, Machine, capacity
from app.compute.serving_doubts import load_cautions, window_complaints
from app.compute.token_prices import (
    MoreCachedThanSent,
    RequestTokens,
    UnknownPrice,
    batch_price,
    request_price,
)
from app.language.reader import ENGLISH

Said = Callable[[], Iterable[str]]  # the codes that a question brings

SEVEN = Pretraining(7e9, 1e12, "A100-80GB", 440)
EIGHT = GivenShape(8.03e9, layers=32, hidden=4096, heads=32, kv_heads=8, vocabulary=128_256)
SETUP = Setup(EIGHT.filled(), EIGHT.parameters, Method.LORA, framework="torchtune", recompute=True)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def run(**changed: object) -> Said:
    """Codes of a pre-training run, changed from a usual one."""
    asked = replace(SEVEN, **changed)  # type: ignore[arg-type]  # fields by name
    return lambda: codes(lambda: pretraining(asked).cautions)


def tuned(
    tokens: float | None = 1e6, epochs: float = 1, examples: float | None = None, **changed: object
) -> Said:
    setup = replace(SETUP, **changed)  # type: ignore[arg-type]  # fields by name

    def found() -> tuple[Caution, ...]:
        return finetuning(EIGHT, setup, tokens, epochs, "A100", examples).cautions

    return lambda: codes(found)


def shape(**changed: object) -> Said:
    def found() -> tuple[Caution, ...]:
        replace(EIGHT, **changed).filled()  # type: ignore[arg-type]  # fields by name
        return ()

    return lambda: codes(found)


def adapters(rank: int) -> Said:
    def found() -> tuple[Caution, ...]:
        adapters_on(EIGHT.filled(), rank, TARGETS)
        return ()

    return lambda: codes(found)


def read(context: int) -> Said:
    """Tuning a model that reads 8,192 tokens at most."""
    given = replace(EIGHT, longest_context=8_192)

    def found() -> tuple[Caution, ...]:
        setup = replace(SETUP, context=context)
        return finetuning(given, setup, 1e6, 1, "A100").cautions

    return lambda: codes(found)


def served(engine: Engine, sliding: bool = True) -> Said:
    near = Sliding(12, 128, engine) if sliding else None

    def found() -> tuple[Caution, ...]:
        card = hardware("H100-80GB")
        return fit_to_serve(EIGHT.filled(), 8e9, card, context=8_192, sliding=near).cautions

    return lambda: codes(found)


def loaded(peak: float, machines: int, *, available: bool = False) -> Said:
    def found() -> Iterable[Caution]:
        return load_cautions(peak, one_machine(), machines, must_be_available=available)

    return lambda: codes(found)


def one_machine() -> Capacity:
    """About 15 requests a second on one H100, headroom kept."""
    model = ServedModel(8.03e9, 16, (LayerGroup(Kind.FULL, 32, 8, 128),))
    return capacity(Load(model, 1_000, 300, 8.03e9), Machine(hardware("H100-80GB"), 1))


def priced(found: Rent | None, on: date = date(2026, 11, 23)) -> Said:
    assert found is not None
    return lambda: codes(lambda: rent_cautions(found, on))


def hosted(provider: str, model: str, *, batch: bool = False, cached: int = 0) -> Said:
    """Codes of the price of one request to a hosted model."""

    def found() -> Iterable[str]:
        try:
            tokens = RequestTokens(800, 300, cached)
            usual = request_price(provider, model, tokens, NOON)
        except UnknownPrice as unknown:
            return [unknown_price(unknown.model).code]
        except MoreCachedThanSent as more:
            return [more_cached_than_sent(more.cached, more.sent).code]
        batched = batch_price(provider, model, tokens, NOON) if batch else None
        cautions = price_cautions(usual, batch_wanted=batch, batched=batched is not None)
        return codes(lambda: cautions)

    return found


def codes(asked: Callable[[], Iterable[Caution]]) -> set[str]:
    """Of all that is said, whether it is refused or only warned of. All of it can be read."""
    try:
        found = [(each.code, each.says) for each in asked()]
    except Impossible as refusal:
        found = [(each.code, each.says) for each in refusal.complaints]
    assert all("{" not in ENGLISH.say(says) for _, says in found)
    return {code for code, _ in found}


# What is asked, and whether it is refused (E) or warned of (W), as the list of warnings says.
TABLE: list[tuple[str, str, Said, Said]] = [
    ("W01", "no parameters", run(parameters=0), run()),
    ("W01", "negative tokens", run(tokens=-1e9), run()),
    ("W01", "endless tokens", run(tokens=float("inf")), run()),
    ("W01", "half a device", run(devices=1.5), run()),
    ("W01", "no text", tuned(0), tuned()),
    ("W01", "no epoch", tuned(epochs=0), tuned()),
    ("W01", "no batch", tuned(batch=0), tuned()),
    ("W01", "no vocabulary", shape(vocabulary=0), shape()),
    ("W02", "more active than there are", run(active_parameters=8e9), run(active_parameters=7e9)),
    ("W02", "heads that share no keys", shape(kv_heads=5), shape(kv_heads=8)),
    ("W02", "a rank above the matrix", adapters(1_025), adapters(1_024)),
    ("W02", "more experts than there are", shape(experts=8, experts_per_token=9),
     shape(experts=8, experts_per_token=8)),
    ("W03", "more work than chips can do", run(hours=37_000), run(hours=38_000)),
    ("W03", "a published share that no chip reaches", run(published_utilisation=45),
     run(published_utilisation=0.45)),
    ("W04", "61 % of the peak", run(utilisation=0.61), run(utilisation=0.60)),
    ("W05", "9 % of the peak", run(utilisation=0.09), run(utilisation=0.10)),
    ("W06", "34 % against 60 % published", run(hours=110_000, published_utilisation=0.60),
     run(hours=110_000, published_utilisation=0.45)),
    ("W07", "a sparse peak", run(peak_tflops=624), run(peak_tflops=312)),
    ("W07", "a peak off the tensor cores", run(peak_tflops=19.5), run(peak_tflops=312)),
    ("W08", "cores or chips", run(hardware="TPUv3"), run()),
    ("W09", "mostly embedding", run(parameters=7e7), run()),
    ("W09", "encoder–decoder", run(architecture=Architecture.ENCODER_DECODER), run()),
    ("W09", "state-space", run(architecture=Architecture.STATE_SPACE), run()),
    ("W10", "a long context", run(context=4_097), run(context=4_096)),
    ("W10", "longer than the model reads", read(8_193), read(4_096)),
    ("W11", "two tales of the hours", run(hours=1e5, days=15), run(hours=1e5, days=14)),
    ("W12", "no run on such chips", run(hardware="MI300X"), run()),
    ("W12", "no run on such chips", run(hardware="MI300X"),
     run(hardware="MI300X", utilisation=0.3)),
    ("W12", "four runs of the kind", tuned(method=Method.FULL, devices=8, framework="huggingface"),
     tuned(method=Method.FULL, devices=8, framework="unknown")),
    ("W13", "it does not fit", tuned(method=Method.FULL), tuned()),
    ("W14", "sliding layers, engine unknown", served(Engine.UNKNOWN), served(Engine.CAPS)),
    ("W14", "sliding layers, engine unknown", served(Engine.UNKNOWN),
     served(Engine.UNKNOWN, sliding=False)),
    ("W15", "a price of 2022", priced(rent(hardware("T4"))), priced(rent(hardware("A100")))),
    ("W15", "a year later", priced(rent(hardware("A100")), date(2027, 1, 1)),
     priced(rent(hardware("A100")), date(2026, 12, 31))),
    ("W15", "a typed price", priced(typed_rent(2.5, date(2026, 11, 1))),
     priced(rent(hardware("A100")))),
    ("W16", "a chip without a price", run(hardware="MI300X"), run()),
    ("W16", "a model without a price", hosted("openai", "no-such-model"),
     hosted("openai", "gpt-4o-mini")),
    ("W16", "an alias", hosted("anthropic", "claude-3-5-sonnet-latest"),
     hosted("anthropic", "claude-sonnet-4-5")),
    ("W17", "more cached than sent", hosted("openai", "gpt-4o-mini", cached=801),
     hosted("openai", "gpt-4o-mini", cached=800)),
    ("W17", "a batch that costs the same", hosted("deepseek", "deepseek-chat", batch=True),
     hosted("openai", "gpt-4o-mini", batch=True)),
    ("W18", "request and answer over the window",
     lambda: {each.code for each in window_complaints(127_900, 200, 128_000)},
     lambda: {each.code for each in window_complaints(127_800, 200, 128_000)}),
    ("W19", "a load above the machines", loaded(40, 2), loaded(20, 2)),
    ("W20", "one machine that must stay up", loaded(1, 1, available=True),
     loaded(1, 2, available=True)),
    ("W20", "one machine that must stay up", loaded(1, 1, available=True), loaded(1, 1)),
    ("W22", "examples of unknown length", tuned(None, examples=500), tuned(1e6, examples=500)),
    ("W23", "99 examples", tuned(examples=99), tuned(examples=100)),
    ("W23", "eleven epochs", tuned(epochs=11), tuned(epochs=10)),
    ("W25", "hours or days", run(hours=1e5, days=20), run(hours=1e5, days=9.5)),
    ("W26", "more text than is thought to exist", run(tokens=3.1e14), run(tokens=3e14)),
    ("W26", "more text than can be", run(tokens=1.1e16), run()),
    ("W26", "more text to tune on than is thought to exist", tuned(3.1e14), tuned(1e14, epochs=4)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "fires", "silent"),
    [
        pytest.param(code, fires, silent, id=f"{code}: {what}")
        for code, what, fires, silent in TABLE
    ],
)
def test_a_warning_fires_where_it_should_and_nowhere_else(
    code: str, fires: Said, silent: Said
) -> None:
    assert code in fires()
    assert code not in silent()


def test_every_code_of_the_list_is_in_the_table() -> None:
    """W21 and W24 must be impossible: they are the two tests below."""
    tested = {code for code, *_ in TABLE}
    for code in sorted(tested):
        print(code, "·", "; ".join(what for each, what, *_ in TABLE if each == code))
    assert tested | {"W21", "W24"} == {f"W{number:02}" for number in range(1, 27)}


def test_one_machine_carries_what_the_table_assumes() -> None:
    """W19 asks for a load between one and two machines' worth."""
    assert 10 < one_machine().requests_per_second.likely < 20


def test_w21_own_machines_are_never_billed_by_the_hours_they_are_used() -> None:
    """The bill of one request a day is that of as many as one machine serves."""
    machines = OwnMachines(3.62, 10, 1, must_be_available=False, ops_usd_per_month=0)
    assert machines.usd_per_month(1) == machines.usd_per_month(86_400 * 10) == 3.62 * 730


@pytest.mark.parametrize("chip", ["A100", "H100", "T4", "TPUv4"])
def test_w24_carbon_never_shows_more_than_one_digit(chip: str) -> None:
    hours = pretraining(replace(SEVEN, hardware=chip)).hours
    found = carbon_kg(hours, hardware(chip))
    assert found is not None
    shown = one_digit(found)
    for amount in (shown.low, shown.likely, shown.high):
        assert float(f"{amount:.0e}") == pytest.approx(amount)


def test_what_is_refused_never_becomes_a_figure() -> None:
    """Level E: Impossible is raised, and names the field."""
    for broken in ({"parameters": 0.0}, {"tokens": float("nan")}, {"devices": 0}):
        with pytest.raises(Impossible) as refusal:
            pretraining(replace(SEVEN, **broken))
        assert [each.field for each in refusal.value.complaints] == list(broken)
    with pytest.raises(Impossible):
        fit_to_train(replace(SETUP, context=0), hardware("A100"))
