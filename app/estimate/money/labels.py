"""What labels cost, in every draw."""

from __future__ import annotations

import numpy as np

from app.estimate.breakdown.labelling import Pile, label_hours
from app.estimate.rates import Labelling
from app.estimate.simulation.day_rates import HOURS_A_DAY, DayRates
from app.estimate.simulation.draws import Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Part

REJECTED = "labels_rejected"


def hours_row(pile: Pile, part: Part, terms: Labelling) -> Row:
    """Hours in every draw; rejected labels are made again."""
    canvas = part.model.canvas
    minutes = lognormal(pile.kind.minutes, canvas.cards.row(pile.id))
    hours: Row = np.float32(label_hours(pile.items, 1.0, terms.overlap, terms.rework)) * minutes
    if (rejected := canvas.happens.get(REJECTED)) is not None:
        more = np.float32(canvas.priors.risks[REJECTED].label_hours - 1)
        hours = hours * (1 + more * rejected)
    return hours


def usd_row(hours: Row, rates: DayRates) -> Row:
    """Labels at the rate of domain experts."""
    usd: Row = hours * rates.rows["domain"] / np.float32(HOURS_A_DAY)
    return usd
