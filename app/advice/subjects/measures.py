"""The measure that fits each job (eval.*, R-40)."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import (
    exact_figures,
    fixed_by_rules,
    ranks_people,
    retrieves,
    whole_text_fits,
)
from app.advice.stances import do, later
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def measure_search_and_answer_apart(answers: Answers) -> Finding | None:
    if not (retrieves(answers) or whole_text_fits(answers)):
        return None
    if answers.options("S02") <= {"query_data", "write_code"}:
        return None
    return do(
        "eval.rag_metrics",
        "R-40",
        ("M07", "M07a", "A08"),
        title=message("Measure finding and answering apart"),
        why=message(
            "A wrong answer comes either from the wrong passage or from a misread one, and the "
            "cures differ."
        )
        if retrieves(answers)
        else message(
            "The text is all there, so what counts is whether each answer is faithful to it and "
            "relevant to the question."
        ),
        how=message(
            "Mark the right passages for each test question; report context recall and precision, "
            "faithfulness, relevance and correct refusals as separate figures."
        ),
    )


def _led_by(answers: Answers, how: Message) -> Message:
    """Precision or recall first, by the mistake that was said to be worse (S08)."""
    if not answers.known("S08"):
        return how
    if answers.any("S08", "missing"):
        return message(
            "{how} Missing something is worse here: fix the recall that you need, and report the "
            "precision that it leaves.",
            how=how,
        )
    if answers.any("S08", "inventing"):
        return message(
            "{how} Inventing something is worse here: fix the precision that you need, and report "
            "the recall that it leaves.",
            how=how,
        )
    return how


def count_errors_by_class(answers: Answers) -> Finding | None:
    if not answers.any("S02", "classify_route", "moderate"):
        return None
    return do(
        "eval.f1",
        "R-40 R-11",
        ("S02", "S08"),
        title=message("Report precision and recall for each class, and macro-F1"),
        why=message(
            "Classes are never equally frequent, so overall accuracy hides the rare ones where "
            "errors hurt."
        ),
        how=_led_by(
            answers,
            message(
                "Split by time, show the confusion matrix to the people who own the classes, and "
                "check that a confidence of 80 % is right 80 % of the time."
            ),
        ),
    )


def count_marked_spans(answers: Answers) -> Finding | None:
    if not answers.any("S02", "tag_entities"):
        return None
    return do(
        "eval.entity_f1",
        "R-40 R-11b",
        ("S02", "S08"),
        title=message("Score marked spans by entity-F1"),
        why=message("A name that is marked half is wrong for the program that uses it."),
        how=_led_by(
            answers, message("Count exact and overlapping spans apart, for each kind of entity.")
        ),
    )


def score_each_field(answers: Answers) -> Finding | None:
    if not (answers.any("S02", "extract_fields") or answers.any("S16", "fully_free_text")):
        return None
    return do(
        "eval.field_accuracy",
        "R-40 R-12b",
        ("S02", "S16", "S11a", "S08"),
        title=message("Score each field by itself, and the share that goes straight through"),
        why=message(
            "One figure over all fields hides that the amount is wrong and the letterhead right."
        ),
        how=_led_by(
            answers,
            message(
                "Accuracy per field and per source, weighted by what an error costs; and the share "
                "of documents with every key field right."
            ),
        ),
    )


def match_exactly(answers: Answers) -> Finding | None:
    if not exact_figures(answers) or answers.options("S02") <= {"query_data"}:
        return None
    if fixed_by_rules(answers):
        return None
    return do(
        "eval.exact_match",
        "R-40 R-36",
        ("S17", "S02"),
        title=message("Compare figures exactly"),
        why=message("A figure that is nearly right is wrong."),
        how=message("Normalise units and formats, then demand equality with the reference."),
    )


def score_translations(answers: Answers) -> Finding | None:
    if not answers.any("S02", "translate"):
        return None
    return do(
        "eval.comet",
        "R-40",
        ("S02", "S13a"),
        title=message("Score translations with COMET and with post-editing effort"),
        why=message(
            "Neural measures agree with translators better than counts of shared words, and time "
            "saved is what you pay for."
        ),
        how=message(
            "Keep 200 to 300 approved segments per language apart; report COMET, share of edited "
            "segments, editing time, and the share of right terms."
        ),
    )


def watch_bleu_only_for_slips(answers: Answers) -> Finding | None:
    if not answers.any("S02", "translate"):
        return None
    return later(
        "eval.bleu",
        "R-40",
        ("S02",),
        title=message("BLEU or chrF only to notice slips"),
        why=message("Counting shared words is cheap and misleading as a verdict."),
        how=message("Run it with every build beside COMET; look when it jumps."),
        when=message("as a regression check beside COMET, never alone"),
    )


def watch_rouge_only_for_changes(answers: Answers) -> Finding | None:
    if not answers.any("S02", "summarise"):
        return None
    return later(
        "eval.rouge",
        "R-40",
        ("S02",),
        title=message("ROUGE only as a change detector"),
        why=message("It rewards shared words and agrees poorly with people on truth."),
        how=message("Plot it per build; read summaries when it moves."),
        when=message("as a change detector beside the rubric, never alone"),
    )


def measure_the_order(answers: Answers) -> Finding | None:
    if not answers.any("S02", "rank_score") or ranks_people(answers):
        return None
    return do(
        "eval.ndcg",
        "R-40 R-33",
        ("S02",),
        title=message("Measure the order with nDCG"),
        why=message("What stands on top counts most, and nDCG weighs it so."),
        how=message("Graded judgements for a few hundred queries, refreshed every quarter."),
    )


RULES = (
    measure_search_and_answer_apart,
    count_errors_by_class,
    count_marked_spans,
    score_each_field,
    match_exactly,
    score_translations,
    watch_bleu_only_for_slips,
    watch_rouge_only_for_changes,
    measure_the_order,
)
