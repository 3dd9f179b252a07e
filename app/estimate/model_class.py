"""Which typical model stands for the class of models that the advice chose."""

from __future__ import annotations

from typing import Final

from app.advice.finding import Advice
from app.compute.typical_models import HostedModel, OpenModel, typical_models

HOSTED: Final = ("frontier_api", "small_or_mid_api")
ENCODER: Final = "encoder_lt1b"
OPEN: Final = ("30_70b", "7_14b", "le4b", ENCODER)  # the larger first
# What would have to be run by oneself in place of a hosted model (judgement, after R-25).
IN_PLACE_OF: Final = {"frontier_api": "30_70b", "small_or_mid_api": "7_14b"}
USUAL_TO_TRAIN: Final = "7_14b"


def chosen_class(advice: Advice) -> str | None:
    """The class of models that is part of the plan now."""
    for name in (*HOSTED, *OPEN):
        if advice.recommends(f"model.{name}"):
            return name
    return None


def keeps_hosted(advice: Advice) -> bool:
    return chosen_class(advice) in HOSTED


def hosted_model(name: str) -> HostedModel:
    return typical_models().hosted[name]


def open_model(name: str) -> OpenModel:
    """The open-weights model of a class, or the one that could stand in for a hosted class."""
    return typical_models().open[IN_PLACE_OF.get(name, name)]
