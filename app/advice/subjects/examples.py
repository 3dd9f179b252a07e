"""Good examples in the prompt (few-shot): written, chosen or fetched per request."""

from __future__ import annotations

from app.advice.figures import examples_held
from app.advice.finding import Finding
from app.advice.situation import examples, quality_gap
from app.advice.stances import do, later
from app.advice.training_grounds import (
    ENOUGH_SEGMENTS,
    examples_untried,
    gap_is_proven,
    hurried_completion,
    learns_from_its_examples,
    tabular,
    unfair_past,
)
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def show_the_most_similar_examples(answers: Answers) -> Finding | None:
    held, many = examples(answers), examples(answers) >= 50
    translating = answers.any("S02", "translate") and held < ENOUGH_SEGMENTS
    if not (many and (translating or answers.any("S02", "query_data"))):
        return None
    if learns_from_its_examples(answers) or unfair_past(answers):
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
    pages = answers.any("M02", "documents", "scanned_pages", "images")
    if not (answers.any("S02", "extract_fields") and pages and examples(answers) >= 500):
        return None
    return later(
        "adapt.retrieved_few_shot",
        "R-07 R-12b",
        ("S02", "M02", "A02", "A02a"),
        title=message("Fetch an example of the same layout"),
        why=message(
            "With {held} solved documents there is often one of the same sender or layout.",
            held=examples_held(answers),
        ),
        how=message("Look up the nearest layout and show its solved form beside the new document."),
        when=message("if errors cluster in layouts that you have already solved"),
    )


def show_a_few_examples(answers: Answers) -> Finding | None:
    if examples(answers) < 1:
        return None
    if learns_from_its_examples(answers) and not examples_untried(answers):
        return None
    if unfair_past(answers) or hurried_completion(answers) or tabular(answers):
        return None
    return do(
        "adapt.few_shot",
        "R-06 R-07",
        ("A02", "A02a", "A01", "A03", "A09"),
        title=message("Put a handful of good examples into the prompt"),
        why=_why_a_handful(answers),
        how=_how_a_handful(answers),
    )


def _how_a_handful(answers: Answers) -> Message:
    varied = message(
        "Choose varied ones, among them an awkward case and one where the right answer is to "
        "decline, and keep every example you show out of the test set."
    )
    if answers.known("A09") and answers.any("A09", "house_style"):
        varied = message(
            "{varied} Take them from texts that whoever keeps the house style would sign.",
            varied=varied,
        )
    if not answers.any("A03", "rights_unclear"):
        return varied
    return message(
        "{varied} Show only those whose rights are clear: each goes out with every request.",
        varied=varied,
    )


def _why_a_handful(answers: Answers) -> Message:
    if examples_untried(answers):
        return message(
            "So far the model has been given instructions and no example. A handful of the {held} "
            "in the prompt is the cheaper cure, and it shows how much is left for tuning.",
            held=examples_held(answers),
        )
    if show_the_most_similar_examples(answers) is not None:
        return message(
            "A fixed handful of the {held} examples is the first version; the most similar ones, "
            "fetched for each request, take its place once the index stands.",
            held=examples_held(answers),
        )
    return message(
        "You hold {held} examples. Three to six of them show form, tone and hard cases better than "
        "any description; a small model gains little from more.",
        held=examples_held(answers),
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


RULES = (
    show_the_most_similar_examples,
    show_examples_by_layout,
    show_a_few_examples,
    write_a_few_examples,
    collect_a_few_examples,
)
