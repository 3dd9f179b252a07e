"""Where a plan stands on size, data, expertise, quality gap and team, from its answers."""

from __future__ import annotations

from typing import Final

from app.estimate.breakdown.work import ACTS, Technique, said_any
from app.estimate.priors import Priors
from app.estimate.simulation.factors import Standing
from app.lifecycle.answers import Answers

SIZES: Final = {"one_task": "small", "few_tasks": "medium", "open_ended": "large"}
EXAMPLES: Final = {
    "none": "none",
    "under_50": "poor",
    "from_50": "partial",
    "from_500": "ready",
    "over_5000": "ready",
}
SMALL_SOURCE_TOKENS: Final = 200_000  # fits into a prompt
MANY_LANGUAGES: Final = 4
MANY_SYSTEMS: Final = 3
# What somebody on the team has done before, and the tasks that it makes easier.
PRACTISED: Final = {
    "retrieval": ("rag",),
    "supervised_tuning": ("ft", "ft_light"),
    "preference_tuning": ("pref",),
    "pretraining": ("cpt", "pretrain"),
    "on_device": ("optimise",),
}
# The gap to the launch bar, in points, up to which the quality is near it, or visibly short.
NEAR: Final = 0.05
VISIBLE: Final = 0.15
ROUNDING: Final = 1e-9


def standing(answers: Answers, technique: Technique, priors: Priors) -> Standing:
    return Standing(
        size=size(answers, priors),
        data=data(answers, technique, priors),
        expertise=_said_level(answers, "E03", "expertise", priors),
        gap=gap(answers, priors),
        team=priors.factors["team"].neutral if answers.known("E02") else None,
        size_shift=0 if answers.known("S03") else size_shift(answers),
        practised=practised(answers),
    )


def _said_level(answers: Answers, question: str, factor: str, priors: Priors) -> int | None:
    said = answers.said(question)
    return priors.factors[factor].place(said) if isinstance(said, str) else None


def size(answers: Answers, priors: Priors) -> int | None:
    said = answers.said("S03")
    if not isinstance(said, str):
        return None
    factor = priors.factors["size"]
    moved = factor.place(SIZES[said]) + size_shift(answers)
    return max(0, min(moved, len(factor.levels) - 1))


def size_shift(answers: Answers) -> int:
    """How many levels the other answers move the size."""
    acts = answers.any("I03", *ACTS[1:]) or answers.any("I04", "open_loop")
    many_languages = (answers.number("S13a") or 1) >= MANY_LANGUAGES
    many_systems = len(answers.rows("I02")) >= MANY_SYSTEMS
    return many_languages + acts + many_systems - is_small_and_rare(answers)


def is_small_and_rare(answers: Answers) -> bool:
    """Nothing but a small static source or none, and under 100 requests a day, as was said."""
    if not said_any(answers, "I06", "under_100") or not answers.known("M07"):
        return False
    if answers.any("M07", "own_documents_changing", "live_systems"):
        return False
    tokens = answers.number("M07a")
    return answers.any("M07", "none") or (tokens is not None and tokens < SMALL_SOURCE_TOKENS)


def data(answers: Answers, technique: Technique, priors: Priors) -> int | None:
    """The worse of examples to train on and sources to search; None: draw it."""
    factor = priors.factors["data"]
    levels = [factor.neutral] if not (technique.trains or technique.retrieval) else []
    if technique.trains:
        examples = example_level(answers, priors)
        if examples is None:
            return None
        levels.append(examples)
    if technique.retrieval:
        levels.append(factor.place(source_level(answers)))
    return max(levels)


def example_level(answers: Answers, priors: Priors) -> int | None:
    said = answers.said("A02")
    if not isinstance(said, str):
        return None
    factor = priors.factors["data"]
    doubtful = said_any(answers, "A03", "rights_unclear", "biased")
    return min(factor.place(EXAMPLES[said]) + doubtful, len(factor.levels) - 1)


def source_level(answers: Answers) -> str:
    if not answers.known("A06"):
        return "partial"
    rows = answers.rows("A06")
    if any(row.get("format") == "scanned" or row.get("quality") == "poor" for row in rows):
        return "poor"
    clean = all(row.get("format") == "clean_text" and row.get("quality") == "good" for row in rows)
    return "ready" if rows and clean else "partial"


def gap(answers: Answers, priors: Priors) -> int | None:
    """How far the tried quality is from the launch bar; None: draw it."""
    factor = priors.factors["gap"]
    tried = answers.said("M09")
    if tried == "not_tried":
        return factor.place("far")
    if tried == "under_10":
        return factor.place("visible")
    passed, bar = answers.said("M09a"), answers.said("S11a")
    if tried is None or not isinstance(passed, int | float) or not isinstance(bar, int | float):
        return None
    points = bar - passed - ROUNDING
    return factor.place("near" if points <= NEAR else "visible" if points <= VISIBLE else "far")


def gap_question(answers: Answers) -> str:
    """Which question would settle the quality gap."""
    if not answers.known("M09"):
        return "M09"
    return "S11a" if answers.known("M09a") else "M09a"


def practised(answers: Answers) -> frozenset[str]:
    if not answers.known("E03a"):
        return frozenset()
    return frozenset(task for skill in answers.options("E03a") for task in PRACTISED.get(skill, ()))
