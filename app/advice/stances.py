"""How a rule speaks: do it now, do it later, or leave it; each with authority and reasons."""

from __future__ import annotations

from app.advice.catalogue import rule
from app.advice.finding import Finding, Stance
from app.language.message import Message

# The place of a tag, or else of its family, in the order of decision (1 to 12).
STEPS: dict[str, int] = {
    "select.no_genai": 2,
    "explain.why_not_llm": 2,
    "guard.human_review": 3,
    "deploy": 4,
    "select.benchmark_existing_first": 5,
    "eval": 5,
    "select": 6,
    "model": 6,
    "adapt.prompt": 6,
    "adapt.few_shot": 6,
    "adapt": 7,
    "augment": 7,
    "data.active_learning": 7,
    "data.synthetic_or_llm_labels": 7,
    "adapt.dpo": 8,
    "adapt.rlhf": 8,
    "adapt.rlaif": 8,
    "explain.why_not_rlhf": 8,
    "select.continued_pretraining": 9,
    "select.pretrain_scratch": 9,
    "explain.why_not_scratch": 9,
    "data": 9,
    "optimise": 10,
    "guard": 11,
}


def do(
    tag: str, rests_on: str, because: tuple[str, ...], *, title: Message, why: Message, how: Message
) -> Finding:
    """Part of the plan now. `rests_on` names its rules, the weightiest first: "R-09 R-05"."""
    return _finding(tag, Stance.DO, rests_on, because, title, why, how, None)


def later(
    tag: str,
    rests_on: str,
    because: tuple[str, ...],
    *,
    title: Message,
    why: Message,
    how: Message,
    when: Message,
) -> Finding:
    """Only when its condition holds."""
    return _finding(tag, Stance.LATER, rests_on, because, title, why, how, when)


def avoid(
    tag: str,
    rests_on: str,
    because: tuple[str, ...],
    *,
    title: Message,
    why: Message,
    how: Message,
    when: Message | None = None,
) -> Finding:
    """Considered and advised against. `how`: what to do instead; `when`: what would reopen it."""
    return _finding(tag, Stance.AVOID, rests_on, because, title, why, how, when)


def _finding(
    tag: str,
    stance: Stance,
    rests_on: str,
    because: tuple[str, ...],
    title: Message,
    why: Message,
    how: Message,
    when: Message | None,
) -> Finding:
    main, *others = (rule(name) for name in rests_on.split())
    return Finding(
        tag=tag,
        stance=stance,
        title=title,
        why=why,
        how=how,
        rule=main,
        because=tuple(dict.fromkeys(because)),
        when=when,
        also=tuple(others),
        step=STEPS.get(tag) or STEPS[tag.partition(".")[0]],
    )
