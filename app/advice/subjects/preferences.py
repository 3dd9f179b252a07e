"""Learning from comparisons (adapt.dpo, adapt.rlhf, adapt.rlaif), and why mostly not."""

from __future__ import annotations

from app.advice.figures import comparisons_held
from app.advice.finding import Finding
from app.advice.situation import comparisons, wishes
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import (
    own_weights,
    preferences_may_help,
    reinforces,
    small_classifier,
    tunes_preferences,
)
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

FOR_DPO = 1_000
FOR_RLHF = 10_000  # R-18, planning default; InstructGPT used 33,207


def learn_from_comparisons(answers: Answers) -> Finding | None:
    """F10: direct preference optimisation comes first."""
    if not tunes_preferences(answers):
        return None
    return do(
        "adapt.dpo",
        "R-17 R-18 F10",
        ("A10", "A10a", "A10b", "A01", "M01", "M06", "M10", *_wish(answers)),
        title=message("Optimise on the comparisons directly"),
        why=message(
            "What is left to improve is a matter of taste and safety, the weights are yours, and "
            "{held} comparisons are to be had. This way needs no separate reward model.",
            held=comparisons_held(answers),
        ),
        how=message(
            "First tune on the preferred answers. Then collect comparisons of answers that the "
            "current model gives, in weekly batches, check that raters agree, and stop when the "
            "win rate or the safety suite no longer improves."
        ),
    )


def _wish(answers: Answers) -> tuple[str, ...]:
    return wishes(answers, "preference_tuning")


def settle_what_better_means(answers: Answers) -> Finding | None:
    if not (preferences_may_help(answers) and answers.any("A10b", "agree_partly")):
        return None
    return later(
        "adapt.dpo",
        "R-17 R-44",
        ("A10b", "A10", "A01", *_wish(answers)),
        title=message("Settle first what “better” means"),
        why=message("Raters agree only half the time, so a model would learn their noise."),
        how=message("Write a rubric, rate the same 100 pairs again, repair it where they differ."),
        when=message("once raters agree on about three pairs in four"),
    )


def comparisons_before_preferences(answers: Answers) -> Finding | None:
    asked = _wish(answers) or preferences_may_help(answers) or comparisons(answers) > 0
    if not asked or small_classifier(answers):
        return None
    return later(
        "adapt.dpo",
        "R-18 R-17",
        ("A10", "A10a", "A01", "M10", *_wish(answers)),
        title=message("Preference tuning only with enough comparisons and weights of your own"),
        why=_why_not_yet(answers),
        how=message("Use the comparisons you have as a test set: they show which version wins.")
        if comparisons(answers)
        else message("Let people compare two versions blindly: the first pairs are a test set."),
        when=message(
            "from {pairs} fresh comparisons, on weights you hold, if tone or safety stays wrong",
            pairs=Quantity(FOR_DPO, Unit.COUNT),
        ),
    )


def _why_not_yet(answers: Answers) -> Message:
    if not own_weights(answers):
        if not comparisons(answers):
            return message(
                "The weights belong to a vendor, and there are no comparisons: it takes both, your "
                "own weights and {least} comparisons.",
                least=Quantity(FOR_DPO, Unit.COUNT),
            )
        return message(
            "The weights belong to a vendor, so there is nothing of yours that {held} comparisons "
            "could tune.",
            held=comparisons_held(answers),
        )
    if not comparisons(answers):
        return message(
            "There are no comparisons yet, and from fewer than {least} nothing is learnt.",
            least=Quantity(FOR_DPO, Unit.COUNT),
        )
    if comparisons(answers) < FOR_DPO:
        return message(
            "{held} comparisons are to be had; a few hundred opinions are a good test set and a "
            "poor teacher.",
            held=comparisons_held(answers),
        )
    return message(
        "{held} comparisons are to be had, but nothing shows yet that tone or safety stays wrong "
        "after supervised tuning.",
        held=comparisons_held(answers),
    )


def reinforce_with_a_reward_model(answers: Answers) -> Finding | None:
    """R-18: all of its conditions hold."""
    if not reinforces(answers):
        return None
    return do(
        "adapt.rlhf",
        "R-18 R-17 F10",
        ("A10", "A10a", "A01", "E03a", "M06", "M10", *_wish(answers)),
        title=message("Then train a reward model and reinforce, if the bar is still not met"),
        why=message(
            "You own the weights, the goal cannot be written down as examples, {held} comparisons "
            "can be paid for (InstructGPT used about 33,000) and somebody here has done it before.",
            held=comparisons_held(answers),
        ),
        how=message(
            "Keep two reward models, for help and for safety; hold the tuned model close to its "
            "start; have people read what scores best, since that is where a model learns to "
            "please the reward; red-team every round."
        ),
    )


def no_reinforcement(answers: Answers) -> Finding | None:
    if not (_wish(answers) or comparisons(answers) > 0 or preferences_may_help(answers)):
        return None
    return avoid(
        "adapt.rlhf",
        "R-18",
        ("A10", "A10a", "A01", "E03a", "M10", *_wish(answers)),
        title=message("A reward model and reinforcement learning"),
        why=message(
            "It would need weights of your own, a goal that nobody can write down as examples, at "
            "least {least} fresh comparisons (you have {held}) and people who have done it.",
            least=Quantity(FOR_RLHF, Unit.COUNT),
            held=comparisons_held(answers) if comparisons(answers) else message("none"),
        ),
        how=message(
            "Write the wanted behaviour into the prompt and a rubric, and test against it."
        ),
        when=message("if all four conditions hold after supervised tuning and DPO"),
    )


def explain_why_no_reinforcement(answers: Answers) -> Finding | None:
    if reinforces(answers) or not (_wish(answers) or comparisons(answers) > 0):
        return None
    return avoid(
        "explain.why_not_rlhf",
        "R-18 R-17",
        ("A10", "A10a", "M10", *_wish(answers)),
        title=message("Why not RLHF"),
        why=message(
            "Learning from human feedback pays when taste is the problem and feedback plentiful: "
            "InstructGPT took about 33,000 comparisons by some 40 raters. You have {held}.",
            held=comparisons_held(answers) if comparisons(answers) else message("none"),
        ),
        how=message(
            "Instructions, examples and a rubric reach most of the same goal in days; the thumbs "
            "that users give become cases of the test set."
        ),
        when=message(
            "with {least} comparisons, weights of your own and a tuned model that still misses",
            least=Quantity(FOR_RLHF, Unit.COUNT),
        ),
    )


def let_a_policy_judge(answers: Answers) -> Finding | None:
    if not (preferences_may_help(answers) and answers.any("A01", "unsafe")):
        return None
    return later(
        "adapt.rlaif",
        "R-17",
        ("A01", "S14", "M10", "A10"),
        title=message("Let a model apply the written policy to the harmful part"),
        why=message(
            "People need not read every harmful answer: feedback by a model under a written policy "
            "has done as well in published comparisons."
        ),
        how=message(
            "Turn the policy into questions with yes or no, check the model’s votes against 200 "
            "human ones, and keep people for helpfulness."
        ),
        when=message("if harm labels become the bottleneck and the policy is written down"),
    )


RULES = (
    learn_from_comparisons,
    settle_what_better_means,
    comparisons_before_preferences,
    reinforce_with_a_reward_model,
    no_reinforcement,
    explain_why_no_reinforcement,
    let_a_policy_judge,
)
