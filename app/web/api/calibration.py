"""What finished work says about the next ranges, for programs. Nothing is stored."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from app.estimate.calibration import Calibration, Hits, MixedLevels, Outcome, calibrate
from app.estimate.learning import Belief, Level
from app.export.figures import figure
from app.language.reader import ENGLISH
from app.web.api.bodies import RawBody, read
from app.web.api.bodies import figure as number
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import answers_with, takes
from app.web.api.described_results import CalibrationFound
from app.web.api.json_response import Json

router = APIRouter(prefix="/calibration")

# A year of a thousand people in hours is two million; a second in months, 4e-7.
Amount = Annotated[float, BeforeValidator(number), Field(ge=1e-9, le=1e9)]
LONGEST = 20_000  # outcomes


class OutcomeSent(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    estimate: Amount
    actual: Amount
    phase: Annotated[str, Field(max_length=100)] | None = None
    level: Level | None = None


class HistorySent(BaseModel):
    """Finished work in the order in which it was finished."""

    model_config = ConfigDict(extra="forbid")

    history: Annotated[list[OutcomeSent], Field(max_length=LONGEST)]
    level: Level = Level.TASK


@router.post(
    "", openapi_extra=takes(HistorySent), responses=answers_with(200, CalibrationFound, 422)
)
def learn_from_history(body: RawBody) -> Response:
    sent = read(HistorySent, body)
    history = [Outcome(o.estimate, o.actual, o.phase, o.level) for o in sent.history]
    try:
        found = calibrate(history, sent.level)
    except MixedLevels as refusal:
        raise Refused([Complaint(refusal.says, field="history")]) from None
    return Json(document(found))


def document(found: Calibration) -> dict[str, object]:
    return {
        "ratio": quantiles(found.belief),
        "n": found.n,
        "hit_rate": {
            "p10_p90": figure(found.within.share),
            "p80": figure(found.below_p80.share),
        },
        "hit_interval": {"p10_p90": ends(found.within), "p80": ends(found.below_p80)},
        "by_phase": {phase: quantiles(belief) for phase, belief in found.by_phase.items()},
        "warnings": [
            {"code": warning.code, "message": ENGLISH.say(warning.says)}
            for warning in found.warnings
        ],
    }


def quantiles(belief: Belief) -> dict[str, object]:
    """Actual over estimate, as P10, P50, P80, P90 and P95."""
    return {f"p{p}": figure(belief.ratio(p / 100)) for p in (10, 50, 80, 90, 95)}


def ends(hits: Hits) -> dict[str, object] | None:
    """The 90 % interval of the true share; null while there are too few to judge."""
    if hits.interval is None:
        return None
    low, high = hits.interval
    return {"low": figure(low), "high": figure(high)}
