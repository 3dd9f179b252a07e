"""What the OpenAPI description says of estimates and figures. More fields may come at any time.

Money is in US dollars, durations in calendar weeks, effort in person-days; P80 is what 4 of 5
outcomes do not exceed. Fields named `_gb` hold GiB.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from app.lifecycle.phases import Phase
from app.web.api.described import AnswersDocument, VersionMade

Stance = Literal["do", "later", "avoid"]
Technique = Literal["pre_training", "prompt_engineering", "fine_tuning", "rlhf", "optimisation"]


class Range(BaseModel):
    p10: float
    p50: float
    p80: float
    p95: float


class Band(BaseModel):
    p10: float
    p50: float
    p90: float


class Verdict(BaseModel):
    kind: Literal["build", "discovery_first", "buy", "no_genai", "stop"]
    sentence: str
    because: list[str]


class Finding(BaseModel):
    tag: str
    stance: Stance
    title: str
    why: str
    how: str
    rule: str
    source: str
    trust: str
    because: list[str]


class Contribution(BaseModel):
    question: str | None
    points: float
    why: str


class Computed(BaseModel):
    run_hours: Band | None
    phase_weeks: Range | None


class CheatSheetColumn(BaseModel):
    column: Technique
    needed: bool
    score: float
    contributions: list[Contribution]
    training_duration: str
    customization: list[str]
    objective: str
    expertise: str
    computed: Computed


class CostParts(BaseModel):
    people: Range
    labels: Range
    compute: Range
    fixed: Range


class Cost(Range):
    parts: CostParts


class Chance(BaseModel):
    """Shares of the same draws; null where no date or ceiling was given."""

    by_deadline: float | None
    within_budget: float | None
    both: float | None


class PlannedTask(BaseModel):
    id: str
    title: str
    role: str
    effort_person_days: Range
    after: list[str]


class PlannedPhase(BaseModel):
    """Its percentiles are its own: those of several phases do not add up."""

    id: Phase
    title: str
    duration_weeks: Range
    effort_person_days: Range
    tasks: list[PlannedTask]


class Machines(BaseModel):
    training: dict[str, object] | None
    serving: dict[str, object] | None


class Worth(BaseModel):
    question: str
    narrows_weeks_p80: float
    narrows_usd_p80: float


class Swing(BaseModel):
    name: str
    kind: Literal["common", "task", "answer"]
    swing_weeks: float
    swing_usd: float


class Risk(BaseModel):
    tag: str
    likelihood: str
    effect: str
    mitigation: str
    rule: str


class Assumption(BaseModel):
    question: str
    assumed: str


class Estimate(BaseModel):
    """What follows from the answers. Under the verdict `stop` the five figures are null."""

    verdict: Verdict
    expertise: str
    findings: list[Finding]
    cheat_sheet: list[CheatSheetColumn]
    duration_weeks: Range | None
    effort_person_days: Range | None
    cost_usd: Cost | None
    running_usd_per_month: Range | None
    chance: Chance | None
    phases: list[PlannedPhase]
    compute: Machines
    confidence: float
    answer_next: list[Worth]
    sensitivity: list[Swing]
    risks: list[Risk]
    assumptions: list[Assumption]
    set_aside: list[str] = Field(
        description="Questions that were answered although another answer has to ask them first, "
        "such as I06a without I06. They count nowhere."
    )
    version: str


class PlanDocument(AnswersDocument):
    """The answers document, with the version of each answer, and what follows."""

    id: str
    url: str
    versions: dict[str, int]
    estimate: Estimate


class VersionDocument(VersionMade, AnswersDocument):
    """What was said and what followed on the day of the freeze."""

    estimate: Estimate


class NamedWarning(BaseModel):
    code: str
    message: str


class RunFigures(BaseModel):
    """Cost, energy and carbon are null where a price or a power is not on record."""

    flops: float
    device_hours: Band
    days: Band
    cost_usd: Band | None
    energy_kwh: Band | None
    co2e_kg: Band | None
    warnings: list[NamedWarning]


Fits = Literal["yes", "no", "uncertain"]


class TuningFigures(RunFigures):
    memory_gb_per_device: float
    fits: Fits


class Ends(BaseModel):
    low: float
    high: float


class MemoryFigures(BaseModel):
    weights_gb: float
    gradients_gb: float
    optimizer_gb: float
    activations_gb: float
    logits_gb: float
    kv_cache_gb: float
    total_gb_per_device: float
    band_gb: Ends
    fits: Fits
    warnings: list[NamedWarning]


class Ratio(BaseModel):
    """Actual over estimate."""

    p10: float
    p50: float
    p80: float
    p90: float


class HitRate(BaseModel):
    """Shares of outcomes inside the range before them; null while they are too few to judge."""

    p10_p90: float | None
    p80: float | None


class CalibrationFound(BaseModel):
    ratio: Ratio
    n: int
    hit_rate: HitRate
    warnings: list[NamedWarning]
