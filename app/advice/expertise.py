"""The expertise that the chosen techniques need, on the article's scale (R-75)."""

from __future__ import annotations

from app.advice.finding import Finding, Stance
from app.advice.situation import WRITES
from app.lifecycle.answers import Answers

SCALE = ("Low", "Medium", "Medium-High", "High")

NEEDS: dict[str, str] = {
    "select.pretrain_scratch": "High",
    "select.continued_pretraining": "High",
    "adapt.rlhf": "Medium-High",
    "adapt.dpo": "Medium-High",
    "adapt.rlaif": "Medium-High",
    "adapt.sft": "Medium",
    "adapt.sft_lora": "Medium",
    "adapt.retrieved_few_shot": "Low",
    "augment.rag": "Medium",
    "augment.tools": "Medium",
    "augment.agent": "Medium",
    "augment.workflow": "Medium",
    "augment.pal": "Medium",
    "augment.sql_tool": "Medium",
    "optimise.quantise": "Medium",
    "optimise.distil": "Medium",
    "optimise.prune": "Medium",
    "model.encoder_lt1b": "Medium",
}
AGENTS_THAT_WRITE = "Medium-High"


def expertise(answers: Answers, findings: tuple[Finding, ...]) -> str:
    """The highest level that any part of the plan needs."""
    chosen = {finding.tag for finding in findings if finding.stance is Stance.DO}
    levels = [NEEDS.get(tag, "Low") for tag in chosen]
    acts = chosen & {"augment.agent", "augment.tools"} and answers.any("S02", "act_in_systems")
    if acts and answers.any("I03", *WRITES):
        levels.append(AGENTS_THAT_WRITE)
    return max(levels, key=SCALE.index, default="Low")
