"""Known steps in code, or a model that chooses its own (augment.workflow, augment.agent)."""

from __future__ import annotations

from app.advice.figures import time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    acts,
    allowed_ms,
    chooses_its_steps,
    fixed_by_rules,
    hurried,
    one_job,
    supervised_acts,
    wishes,
)
from app.advice.stances import avoid, do, later
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

STEPS_OF_A_RUN = 10
PER_STEP = 0.95  # 95 % per step are 60 % over ten steps
NO_TIME = 2_000  # ms within which several steps do not fit (planning default)


def steps_in_code(answers: Answers) -> Finding | None:
    chained = not answers.any("I04", "model_chosen", "open_loop") or held_back(answers)
    if answers.known("I04") and answers.any("I04", "one_call"):
        chained = answers.any("S16", "fully_free_text")
    several = answers.any("S02", "act_in_systems") or answers.any("S16", "fully_free_text")
    several = several or answers.any("A01", "unreliable")
    several = several or (answers.any("S02", "query_data") and not answers.any("S03", "open_ended"))
    no_time = hurried(answers) and not held_back(answers)
    if not (chained and several) or no_time or fixed_by_rules(answers):
        return None
    return do(
        "augment.workflow",
        "R-38",
        ("I04", "S02", "S16", "A01", "I03", "S09", "M05a"),
        title=message("Keep the steps in code, and the model inside single steps"),
        why=_why_in_code(answers),
        how=message(
            "Draw the steps, decide which of them need judgement, and give each of those its own "
            "prompt, schema and test cases."
        ),
    )


def _why_in_code(answers: Answers) -> Message:
    if held_back(answers):
        return message(
            "The model was to choose its own steps, and as planned it may not. The commonest paths "
            "can be written down: in code they run in the same order each time, in known time, and "
            "wait for a person where one is needed."
        )
    return message(
        "The steps are known. In code they run in the same order each time, can be tested one "
        "by one, and fail where you can see it."
    )


def held_back(answers: Answers) -> bool:
    """F07: it was to choose its own steps, but nothing can stop it or there is no time for them."""
    wanted = chooses_its_steps(answers)
    return wanted and not (supervised_acts(answers) and allowed_ms(answers) > NO_TIME)


def no_steps_needed(answers: Answers) -> Finding | None:
    if not (one_job(answers, "calculate") or acts(answers)):
        return None
    if not answers.any("I04", "model_chosen", "open_loop") or held_back(answers):
        return None
    return later(
        "augment.workflow",
        "R-38",
        ("I04", "S02"),
        title=message("Turn the paths that repeat into fixed steps"),
        why=message("Most cases will take one of a few paths, and a fixed path is more reliable."),
        how=message("Read the traces after a month; move the commonest path into code."),
        when=message("once the traces show which paths repeat"),
    )


def let_it_choose_its_steps(answers: Answers) -> Finding | None:
    """F07."""
    if not chooses_its_steps(answers) or held_back(answers):
        return None
    return do(
        "augment.agent",
        "R-38 R-39 F07",
        ("S02", "I04", "I03", "S09", *wishes(answers, "agent")),
        title=message("Let the model choose its tools, within limits"),
        why=message(
            "The path differs from case to case, so it cannot be written down in advance; and what "
            "it changes can be undone or is approved by a person."
        ),
        how=message(
            "Cap steps, time and money per run; stop on repetition; keep the full trace; judge it "
            "by the end state over repeated runs; budget about four times the tokens of a chat."
        ),
    )


def no_agent_without_a_brake(answers: Answers) -> Finding | None:
    if not chooses_its_steps(answers):
        return None
    return avoid(
        "augment.agent",
        "R-39 R-38 F07",
        ("S02", "I04", "I03", "S09", "M05a", *wishes(answers, "agent")),
        title=message("An agent that nothing can stop")
        if not supervised_acts(answers)
        else message("An agent in the time you allow"),
        why=_why_no_agent(answers),
        how=message("Use fixed steps in code, with approval before each change.")
        if not supervised_acts(answers)
        else message("Use fixed steps in code, and call the model once where judgement is needed."),
        when=message("if every change can be undone, or a person approves each one")
        if not supervised_acts(answers)
        else message("if the answer may take ten seconds or more"),
    )


def _why_no_agent(answers: Answers) -> Message:
    if supervised_acts(answers):
        return message(
            "It would choose its own steps, and each is a call of its own: several do not fit into "
            "{time}. At {step} per step, ten steps succeed {run} of the time.",
            time=time_allowed(answers),
            step=Quantity(PER_STEP, Unit.PERCENT),
            run=Quantity(PER_STEP**STEPS_OF_A_RUN, Unit.PERCENT),
        )
    return message(
        "It would choose its own steps, and what it does can neither be undone nor waits for a "
        "person. At {step} per step, ten steps succeed {run} of the time.",
        step=Quantity(PER_STEP, Unit.PERCENT),
        run=Quantity(PER_STEP**STEPS_OF_A_RUN, Unit.PERCENT),
    )


def a_fixed_chain_is_better(answers: Answers) -> Finding | None:
    wish = wishes(answers, "agent")
    if not (wish or acts(answers) or answers.any("S02", "query_data")):
        return None
    return avoid(
        "augment.agent",
        "R-38 R-39",
        ("I04", "S02", *wish),
        title=message("An agent where a fixed path does it"),
        why=message(
            "An agent pays for freedom that this job does not need: about four times the tokens, "
            "and errors that multiply. At {step} per step, ten steps succeed {run} of the time.",
            step=Quantity(PER_STEP, Unit.PERCENT),
            run=Quantity(PER_STEP**STEPS_OF_A_RUN, Unit.PERCENT),
        ),
        how=message("Write the steps in code and call the model where judgement is needed."),
        when=message(
            "if cases come up whose path nobody can write down, and changes can be undone"
        ),
    )


RULES = (
    steps_in_code,
    no_steps_needed,
    let_it_choose_its_steps,
    no_agent_without_a_brake,
    a_fixed_chain_is_better,
)
