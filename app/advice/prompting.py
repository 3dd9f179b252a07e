"""The prompt and its examples: the first thing to try, and often enough."""

from __future__ import annotations

from app.advice.figures import examples_held, share_of
from app.advice.finding import Finding
from app.advice.situation import (
    ENOUGH_SEGMENTS,
    allowed_ms,
    examples,
    gap_is_proven,
    hurried_completion,
    learns_from_its_examples,
    prompt_passes,
    quality_gap,
    small_classifier,
    tabular,
    unfair_past,
    writes_text,
)
from app.advice.stances import avoid, do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def stop_at_the_prompt(answers: Answers) -> Finding | None:
    """F03."""
    if not (answers.any("M07", "none") and prompt_passes(answers)):
        return None
    return do(
        "adapt.prompt",
        "R-07 R-10",
        ("M07", "M09a", "S11a"),
        title=message("Stop at the prompt: it already meets the bar"),
        why=message(
            "A plain prompt passes {today} of your cases and the launch bar is {bar}. Anything "
            "further would add cost without need.",
            today=share_of(answers.number("M09a") or 0.0),
            bar=share_of(answers.number("S11a") or 0.0),
        ),
        how=message(
            "Freeze the prompt under version control, add an output schema where fields come out, "
            "and run the test set on every change."
        ),
    )


def prompt_with_care(answers: Answers) -> Finding | None:
    if small_classifier(answers):
        return None
    return do(
        "adapt.prompt",
        "R-04 R-10",
        ("S02", "M09", "M09a", "S11a"),
        title=message("Write one careful prompt, and keep it like code"),
        why=_why_prompt(answers),
        how=message(
            "State the role, the task, the limits and the form of the answer; keep the prompt "
            "under version control; change one thing at a time and re-run the test set."
        ),
    )


def _why_prompt(answers: Answers) -> Message:
    gap, today = quality_gap(answers), answers.number("M09a")
    if gap is not None and today is not None and gap > 0:
        return message(
            "A first prompt reaches {today} and the bar is {bar}. The cheapest rounds of "
            "improvement are in the prompt, and each one shows what else is missing.",
            today=share_of(today),
            bar=share_of(today + gap),
        )
    return message(
        "It is the quickest way to learn what the model can do and where it fails, and nothing "
        "that comes later replaces it."
    )


def keep_the_prompt_as_a_yardstick(answers: Answers) -> Finding | None:
    if not small_classifier(answers):
        return None
    return later(
        "adapt.prompt",
        "R-02 R-11",
        ("S02", "A02", "M09"),
        title=message("Keep a prompted model as the yardstick"),
        why=message(
            "A prompt over a large model needs no labels, so it shows what the tuned small model "
            "has to beat."
        ),
        how=message("Run it once on the test set; serve the small model."),
        when=message("if new classes appear before there are labels for them"),
    )


def show_the_most_similar_examples(answers: Answers) -> Finding | None:
    held, many = examples(answers), examples(answers) >= 50
    translating = answers.any("S02", "translate") and held < ENOUGH_SEGMENTS
    if not (many and (translating or answers.any("S02", "query_data"))):
        return None
    if learns_from_its_examples(answers):
        return None
    return do(
        "adapt.retrieved_few_shot",
        "R-16b R-07" if translating else "R-07 R-37",
        ("S02", "A02", "A02a"),
        title=message("Show the model the most similar approved examples"),
        why=_why_similar(answers, translating=translating),
        how=message(
            "Index the approved pairs, fetch the five or so nearest for each request, and put them "
            "into the prompt. Keep the test cases out of the index."
        ),
    )


def _why_similar(answers: Answers, *, translating: bool) -> Message:
    if translating:
        return message(
            "{held} approved segments are too few to train on: in the one published study such a "
            "small set made translation worse. Shown as examples they carry style and terms at "
            "once.",
            held=examples_held(answers),
        )
    return message(
        "You hold {held} examples; the ones closest to the question teach more than a fixed "
        "handful.",
        held=examples_held(answers),
    )


def show_examples_by_layout(answers: Answers) -> Finding | None:
    if not (answers.any("S02", "extract_fields") and examples(answers) >= 500):
        return None
    return later(
        "adapt.retrieved_few_shot",
        "R-07 R-12b",
        ("S02", "A02", "A02a"),
        title=message("Fetch an example of the same layout"),
        why=message(
            "With {held} solved documents there is often one of the same sender or layout.",
            held=examples_held(answers),
        ),
        how=message("Look up the nearest layout and show its solved form beside the new document."),
        when=message("if errors cluster in layouts that you have already solved"),
    )


def show_a_few_examples(answers: Answers) -> Finding | None:
    if examples(answers) < 1 or learns_from_its_examples(answers):
        return None
    if unfair_past(answers) or hurried_completion(answers) or tabular(answers):
        return None
    return do(
        "adapt.few_shot",
        "R-06 R-07",
        ("A02", "A02a", "A01", "A09"),
        title=message("Put a handful of good examples into the prompt"),
        why=message(
            "You hold {held} examples. Three to six of them show form, tone and hard cases better "
            "than any description; a small model gains little from more.",
            held=examples_held(answers),
        ),
        how=message(
            "Choose varied ones, among them an awkward case and one where the right answer is to "
            "decline, and keep every example you show out of the test set."
        ),
    )


def write_a_few_examples(answers: Answers) -> Finding | None:
    """The prompt is known to fall short, and nobody has shown it an example yet."""
    gap = quality_gap(answers)
    short = (gap is not None and gap > 0) or gap_is_proven(answers)
    off = answers.any("A01", "wrong_format", "wrong_tone")
    if examples(answers) >= 1 or not (short or off) or learns_from_its_examples(answers):
        return None
    return do(
        "adapt.few_shot",
        "R-06 R-07",
        ("A02", "A01", "M09", "M09a", "S11a"),
        title=message("Write five good examples by hand and put them into the prompt"),
        why=message(
            "Instructions alone fall short of the bar, and there are no examples yet. Five that an "
            "expert has written show form and tone better than another page of instructions."
        ),
        how=message(
            "Take five real inputs, among them an awkward one; let the person who knows the work "
            "best write the outputs; measure before and after."
        ),
    )


def collect_a_few_examples(answers: Answers) -> Finding | None:
    if examples(answers) >= 1:
        return None
    return later(
        "adapt.few_shot",
        "R-06 R-07",
        ("A02",),
        title=message("Add examples as soon as there are any"),
        why=message("There are no good input–output examples yet, and even five would help."),
        how=message("Let an expert correct the first outputs; the corrected ones become examples."),
        when=message("once five outputs have been approved by an expert"),
    )


def reason_before_answering(answers: Answers) -> Finding | None:
    """R-35: only mathematics, logic and many steps gain from it."""
    hard = answers.any("M03", "multi_step") or answers.any("A01", "weak_reasoning")
    if not hard or small_classifier(answers):
        return None
    if allowed_ms(answers) <= 2_000:
        return avoid(
            "augment.cot",
            "R-35 R-28",
            ("M03", "A01", "M05a"),
            title=message("No long reasoning inside the time you allow"),
            why=message(
                "Reasoning is paid for in tokens that nobody sees but everybody waits for."
            ),
            how=message("Split the step, precompute what you can, or check the result in code."),
            when=message("if the hard cases may take ten seconds or more"),
        )
    return do(
        "augment.cot",
        "R-35",
        ("M03", "A01", "M05a"),
        title=message("Let the model work in steps where the step is hard"),
        why=message(
            "The hardest step combines several moves. Working in steps gains about 12 points on "
            "mathematics and logic, and almost nothing elsewhere."
        ),
        how=message(
            "Use a reasoning model, or ask for steps, on the hard cases only; show people the "
            "result and its evidence, not the steps."
        ),
    )


def answer_simple_things_directly(answers: Answers) -> Finding | None:
    if not (writes_text(answers) and answers.any("M03", "look_up", "paraphrase_extract")):
        return None
    return avoid(
        "augment.cot",
        "R-35",
        ("M03", "S02"),
        title=message("Do not pay for reasoning that the task does not need"),
        why=message(
            "Looking up and paraphrasing gain less than one point from reasoning steps, which cost "
            "time and tokens on every request."
        ),
        how=message("Ask for the answer directly and switch the model’s reasoning off or low."),
        when=message("if tests show wrong conclusions from right facts"),
    )


RULES = (
    stop_at_the_prompt,
    prompt_with_care,
    keep_the_prompt_as_a_yardstick,
    show_the_most_similar_examples,
    show_examples_by_layout,
    show_a_few_examples,
    write_a_few_examples,
    collect_a_few_examples,
    reason_before_answering,
    answer_simple_things_directly,
)
