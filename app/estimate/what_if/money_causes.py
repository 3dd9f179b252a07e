"""The causes of the tornado that move money alone: day rates, labels, machines, fixed sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.estimate.money.labels import REJECTED
from app.estimate.simulation.columns import LOW_AND_HIGH
from app.estimate.simulation.draws import Matrix, Row
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Outcome, total
from app.estimate.simulation.project import Project
from app.estimate.what_if.causes import ratio
from app.language.message import Message, message


@dataclass(frozen=True)
class MoneyCause:
    """Something that moves money alone."""

    id: str
    name: Message
    kind: str
    usd: Matrix  # everything the plan costs at the low and the high end, (2, draws)


def money_causes(project: Project, whole: Outcome) -> Iterator[MoneyCause]:
    """The day rate, while nobody has named it, and every other line that is not known exactly."""
    now = whole.people[0] + project.other
    if (spread := project.rates.spread) is not None:
        usd = whole.effort[0] * lognormal(spread, LOW_AND_HIGH) + project.other
        yield MoneyCause("rate", message("Day rate of people"), "common", usd)
    for line in project.lines:
        ends = np.quantile(line.row, [0.1, 0.9]).astype(np.float32)[:, None]
        yield MoneyCause(line.id, line.title, "task", now - line.row + ends)
    yield from _rejection(project, now)


def _rejection(project: Project, now: Row) -> Iterator[MoneyCause]:
    """What it costs that labels are rejected and made again."""
    rows = [line.row for line in project.lines if line.hours is not None]
    rejected = project.happens(REJECTED)
    if not rows or rejected is None:
        return
    risk = project.parts[0].model.canvas.priors.risks[REJECTED]
    labels = total(rows)
    usd = now - labels + labels * ratio(risk.label_hours, rejected.astype(np.float32))
    yield MoneyCause(f"risk_{REJECTED}", risk.title, "task", usd)
