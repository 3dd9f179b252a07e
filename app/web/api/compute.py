"""Training runs and memory, worked out for programs. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Response

from app.compute.bands import Band
from app.compute.doubts import Caution, refuse
from app.compute.energy import one_digit
from app.compute.finetuning import finetuning
from app.compute.fitting import Fit, fit_to_serve, fit_to_train, uneven_devices
from app.compute.given_shape import too_long
from app.compute.pretraining import pretraining
from app.compute.run import RunFigures, chip_named
from app.export.figures import figure
from app.language.reader import ENGLISH
from app.web.api import described_results as described
from app.web.api.bodies import RawBody, read
from app.web.api.compute_requests import FinetuningAsked, MemoryAsked, PretrainingAsked
from app.web.api.described import answers_with, takes
from app.web.api.json_response import Json

router = APIRouter(prefix="/compute")

Document = dict[str, object]


@router.post(
    "/pretraining",
    openapi_extra=takes(PretrainingAsked),
    responses=answers_with(200, described.RunFigures, 422),
)
def work_out_pretraining(body: RawBody) -> Response:
    asked = read(PretrainingAsked, body)
    figures = pretraining(asked.run())
    return Json(run_document(figures, figures.cautions))


@router.post(
    "/finetuning",
    openapi_extra=takes(FinetuningAsked),
    responses=answers_with(200, described.TuningFigures, 422),
)
def work_out_finetuning(body: RawBody) -> Response:
    asked = read(FinetuningAsked, body)
    given = asked.given()
    setup = asked.setup(given.filled())
    found = finetuning(given, setup, asked.tokens, asked.epochs, asked.hardware, asked.examples)
    return Json(
        {
            **run_document(found.run, found.cautions),
            "memory_gb_per_device": figure(found.fit.total_gib),
            "memory_band_gb": ends(found.fit.memory.process_gib),
            "fits": found.fit.verdict,
            "assumed": {**asked.defaults(), "zero_stage": setup.zero_stage},
        }
    )


@router.post(
    "/memory",
    openapi_extra=takes(MemoryAsked),
    responses=answers_with(200, described.MemoryFigures, 422),
)
def work_out_memory(body: RawBody) -> Response:
    asked = read(MemoryAsked, body)
    return Json({**memory_document(fit_of(asked)), "assumed": asked.defaults()})


def fit_of(asked: MemoryAsked) -> Fit:
    chip = chip_named(asked.hardware)
    given = asked.given()
    shape = given.filled()
    refuse(too_long(given, asked.context))
    if asked.method != "inference":
        return fit_to_train(asked.setup(shape), chip)
    refuse(uneven_devices(asked.tensor_parallel, asked.devices))
    return fit_to_serve(
        shape,
        asked.parameters,
        chip,
        weight_bytes=asked.bytes_per_weight,
        sequences=asked.batch,
        context=asked.context,
        tensor_parallel=asked.tensor_parallel,
        sliding=asked.sliding(),
    )


def run_document(figures: RunFigures, cautions: Iterable[Caution]) -> Document:
    return {
        "flops": figure(figures.flops),
        "device_hours": band(figures.hours),
        "days": band(figures.days),
        "cost_usd": band(figures.usd),
        "energy_kwh": band(figures.kwh),
        "co2e_kg": carbon(figures.co2e_kg),
        "utilisation": figure(figures.utilisation.likely),
        "warnings": warnings(cautions),
    }


def memory_document(fit: Fit) -> Document:
    memory = fit.memory
    return {
        "weights_gb": figure(memory.weights_gib),
        "gradients_gb": figure(memory.gradients_gib),
        "optimizer_gb": figure(memory.optimizer_gib),
        "activations_gb": figure(memory.activations_gib),
        "logits_gb": figure(memory.logits_gib),
        "kv_cache_gb": figure(memory.kv_cache_gib),
        "total_gb_per_device": figure(fit.total_gib),
        "band_gb": ends(memory.process_gib),
        "usable_gb": figure(fit.usable_gib),
        "fits": fit.verdict,
        "warnings": warnings(fit.cautions),
    }


def band(found: Band | None) -> Document | None:
    """P10, P50 and P90; null where a price or a power is not on record, never zero."""
    if found is None:
        return None
    parts = {"p10": found.low, "p50": found.likely, "p90": found.high}
    return {name: figure(amount) for name, amount in parts.items()}


def carbon(found: Band | None) -> Document | None:
    """With one significant digit."""
    return None if found is None else band(one_digit(found))


def ends(found: Band) -> Document:
    return {"low": figure(found.low), "high": figure(found.high)}


def warnings(cautions: Iterable[Caution]) -> list[Document]:
    return [{"code": caution.code, "message": ENGLISH.say(caution.says)} for caution in cautions]
