"""Training a model from nothing: work, hours, money and carbon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from app.compute import flops
from app.compute.bands import combined, sigma_of
from app.compute.described_run import Architecture, Pretraining
from app.compute.doubts import refuse
from app.compute.pretraining_doubts import (
    cautions,
    impossibilities,
    no_quantities,
    peak_cautions,
)
from app.compute.run import RunFigures, chip_named, run_figures
from app.compute.utilisation import (
    UNTRIED_SIGMA,
    Utilisation,
    pretraining_utilisation,
    typed,
)

OVERSTATED_SIGMA: Final = 0.25  # of the work of a model that is mostly embedding (assumption)


def pretraining(run: Pretraining, on: date | None = None) -> RunFigures:
    """The run worked out, at the prices of a day; raises Impossible."""
    chip = chip_named(run.hardware)
    refuse(no_quantities(run))
    refuse(impossibilities(run, chip))
    share = run.measured_share(chip)
    default = pretraining_utilisation(chip, run.devices, run.context, fp8=run.fp8)
    expected = widened(default, run) if share is None else typed(share)
    figures = run_figures(run.work, chip, run.devices, expected, on)
    found = (*cautions(run, share), *peak_cautions(run, chip), *figures.cautions)
    return replace(figures, cautions=found)


def widened(usual: Utilisation, run: Pretraining) -> Utilisation:
    """Wider where 6·N·D is known to be off (W09)."""
    sigma = usual.sigma
    if run.architecture is Architecture.ENCODER_DECODER:
        least, _, most = flops.ENCODER_DECODER
        sigma = combined(sigma, sigma_of(least, most))
    if run.architecture is Architecture.STATE_SPACE:
        sigma = max(sigma, UNTRIED_SIGMA)
    if run.is_mostly_embedding:
        sigma = combined(sigma, OVERSTATED_SIGMA)
    return replace(usual, sigma=sigma)
