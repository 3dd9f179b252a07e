"""How we estimate: the shipped ranges, factors and risks, what they rest on, and their limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.estimate.checks import Check, checks
from app.estimate.evidence import Ratios, load_evidence
from app.estimate.priors import Factor, RiskPrior, TaskPrior, load_priors
from app.web.rendering import Page, render

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class EstimationPage(Page):
    template: ClassVar[str] = "estimation.html"

    tasks: tuple[TaskPrior, ...]
    factors: tuple[Factor, ...]
    risks: tuple[RiskPrior, ...]
    ratios: tuple[Ratios, ...]
    checks: tuple[Check, ...]


@router.get("/how-we-estimate", name="show_estimation")
def show_estimation(request: Request) -> Response:
    priors = load_priors()
    page = EstimationPage(
        tasks=tuple(priors.tasks.values()),
        factors=tuple(priors.factors.values()),
        risks=tuple(priors.risks.values()),
        ratios=load_evidence().ratios,
        checks=checks(),
    )
    return render(request, page)
