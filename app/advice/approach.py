"""The approach in one sentence: which finding leads the plan, and how it reads aloud."""

from __future__ import annotations

from collections.abc import Callable

from app.advice.figures import corpus_size, examples_held, requests_a_day, text_held
from app.advice.finding import Finding, Stance
from app.advice.situation import (
    one_job,
    quality_gap,
    ranks_people,
    retrieves,
    whole_text_fits,
    writes_at_the_cursor,
)
from app.advice.training_grounds import carries_the_rules, tunes_adapters
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers

Says = Callable[[Answers], Message]


def _continue_pretraining(answers: Answers) -> Message:
    return message(
        "Measure today’s best models once more; then train open weights further on {text} of your "
        "own, because a measured gap justifies it.",
        text=text_held(answers),
    )


def _look_up(answers: Answers) -> Message:
    return message(
        "Use an existing model and look the facts up in {size} of your own sources when the "
        "question is asked.",
        size=corpus_size(answers),
    )


def _whole_text(answers: Answers) -> Message:
    if answers.any("S02", "summarise") and not whole_text_fits(answers):
        return message(
            "Use an existing model, give it the whole input at once, and test faithfulness before "
            "anything else."
        )
    if not whole_text_fits(answers):
        return message(
            "Use an existing model, and give it all the rules it has to follow, {size}, in a "
            "cached prompt.",
            size=corpus_size(answers),
        )
    return message(
        "Use an existing model with the whole text, {size}, in a cached prompt.",
        size=corpus_size(answers),
    )


def _prompt(answers: Answers) -> Message:
    gap = quality_gap(answers)
    if gap is None:
        return message(
            "Use an existing model with a careful prompt; nothing points to more than that."
        )
    if gap > 0:
        return message(
            "Use an existing model, and close the gap of {gap} with the prompt and its examples "
            "before you try anything dearer.",
            gap=Quantity(gap, Unit.POINTS),
        )
    return message("Use an existing model with the prompt you have: it meets the bar already.")


def _encoder(answers: Answers) -> Message:
    if one_job(answers, "rank_score"):
        return message(
            "Tune a small encoder on {held} labelled cases, and compare its order with today’s in "
            "live use.",
            held=examples_held(answers),
        )
    return message(
        "Tune a small encoder on {held} labelled cases and pass the uncertain ones to a person.",
        held=examples_held(answers),
    )


def _student(answers: Answers) -> Message:
    return message(
        "Let a large model and people make the labels, and serve {requests} with a small one.",
        requests=requests_a_day(answers),
    )


def _teach(answers: Answers) -> Message:
    return message(
        "Begin with an existing model that meets the bar, and let it teach a small one that serves "
        "{requests}.",
        requests=requests_a_day(answers),
    )


def _on_the_device(answers: Answers) -> Message:
    if retrieves(answers):
        return message(
            "Ship a small model, compressed to fit, with a search over {size} of your own sources.",
            size=corpus_size(answers),
        )
    if not tunes_adapters(answers):
        return message("Ship a small model, compressed to fit, with a prompt tested on the device.")
    return message(
        "Ship a small model, compressed to fit, with an adapter for each task that needs one."
    )


def _code(answers: Answers) -> Message:
    if writes_at_the_cursor(answers):
        return message("Use a model that is quick enough, and feed it the code around the cursor.")
    return message(
        "Use a strong existing model, give it each unit with the code that it has to fit, and take "
        "nothing that its tests do not pass."
    )


def _always(text: Message) -> Says:
    return lambda _: text


EVIDENCE_FOR_PEOPLE = message(
    "Let an existing model find the evidence for each written criterion; people weigh it and "
    "decide."
)

# The first tag that is part of the plan leads it. Rules: the firing rule and the main rule.
LEADING: tuple[tuple[str, Says, tuple[str, ...]], ...] = (
    (
        "select.pretrain_scratch",
        _always(message("Train a model of your own: nothing existing covers this kind of data.")),
        ("F11", "R-14"),
    ),
    ("select.continued_pretraining", _continue_pretraining, ("F11", "R-13")),
    (
        "adapt.rlhf",
        _always(
            message(
                "Start from open weights, tune them on your demonstrations, then on fresh "
                "comparisons until the safety bar is met."
            )
        ),
        ("F10", "R-18"),
    ),
    (
        "adapt.dpo",
        _always(
            message(
                "Start from open weights, tune them on your examples, then on the comparisons that "
                "people make."
            )
        ),
        ("F10", "R-17"),
    ),
    (
        "augment.agent",
        _always(
            message(
                "Let an existing model choose among few, narrow tools, with limits on every run "
                "and a person’s yes where it counts."
            )
        ),
        ("F07", "R-38"),
    ),
    (
        "augment.sql_tool",
        _always(
            message(
                "Let an existing model draft the query from the tables that fit the question; the "
                "database gives the figures and a person runs it."
            )
        ),
        ("F06", "R-37"),
    ),
    ("data.synthetic_or_llm_labels+optimise.distil+model.encoder_lt1b", _student, ("R-33", "R-11")),
    ("model.encoder_lt1b", _encoder, ("R-11",)),
    ("deploy.on_device", _on_the_device, ("F12", "R-29")),
    ("augment.code_context", _code, ("R-28",)),
    (
        "adapt.retrieved_few_shot",
        _always(
            message(
                "Use an existing model, and show it your most similar approved examples and the "
                "required terms with each request."
            )
        ),
        ("R-16b",),
    ),
    (
        "augment.workflow",
        _always(
            message(
                "Keep the steps in code and use an existing model inside those that need judgement."
            )
        ),
        ("F06", "R-38"),
    ),
    ("augment.rag", _look_up, ("F05", "R-05")),
    ("augment.full_context", _whole_text, ("F04", "R-08")),
    (
        "augment.structured_facts",
        _always(message("Let an existing model write, from the record it is given and no more.")),
        ("R-05", "R-51"),
    ),
    (
        "augment.tools",
        _always(
            message(
                "Let an existing model call a few narrow functions of your systems, and take every "
                "fact and figure from them."
            )
        ),
        ("F06", "R-36"),
    ),
    (
        "augment.pal",
        _always(message("Let an existing model write the sum, and let code work it out.")),
        ("F06", "R-36"),
    ),
    (
        "adapt.sft_lora",
        _always(message("Tune a small adapter on an existing model with your own examples.")),
        ("F08", "R-19"),
    ),
    ("optimise.distil", _teach, ("F12", "R-33")),
    (
        "augment.structured_output+augment.business_rules",
        _always(
            message(
                "Let an existing model fill a fixed schema, check it in code, and show people what "
                "fails."
            )
        ),
        ("R-12b", "R-36"),
    ),
    (
        "adapt.prompt",
        _prompt,
        ("R-10",),
    ),
)


def _that_fire(
    rules: tuple[str, ...], answers: Answers, findings: tuple[Finding, ...]
) -> tuple[str, ...]:
    """The rules behind the leading finding, without firing rules whose condition does not hold."""
    if rules == ("R-28",) and not writes_at_the_cursor(answers):
        return ("R-04", "R-40")
    if rules[0] == "F04" and not (whole_text_fits(answers) or carries_the_rules(answers)):
        return ("R-09", *rules[1:])
    if rules == ("R-11",) and not answers.any("S02", "classify_route", "moderate"):
        return ("R-11b",) if answers.any("S02", "tag_entities") else ("R-25",)
    named = {rule.id for found in findings for rule in (found.rule, *found.also)}
    return ("F03", *rules) if rules == ("R-10",) and "F03" in named else rules


def approach(
    answers: Answers, findings: tuple[Finding, ...]
) -> tuple[str, Message, tuple[str, ...]]:
    """The leading tag, the sentence that says it, and the rules behind it."""
    if ranks_people(answers):
        return "guard.human_review", EVIDENCE_FOR_PEOPLE, ("R-62", "R-03b")
    chosen = {finding.tag for finding in findings if finding.stance is Stance.DO}
    for tags, says, rules in LEADING:
        parts = tags.split("+")
        if chosen.issuperset(parts):
            return parts[-1], says(answers), _that_fire(rules, answers, findings)
    return "adapt.prompt", message("Start small and measure."), ("R-10",)
