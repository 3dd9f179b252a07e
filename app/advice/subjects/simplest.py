"""Whether no language model is needed at all: code, rules or a classic model instead."""

from __future__ import annotations

from app.advice.finding import Finding
from app.advice.situation import fixed_by_rules, wishes
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import tabular
from app.language.message import Message, listed, message
from app.lifecycle.answers import Answers

# What simpler thing was tried before (S05), in words.
TRIED = {
    "rules_templates": message("rules or templates"),
    "better_search": message("a better search"),
    "classic_ml": message("a classic model"),
}


def write_code_instead(answers: Answers) -> Finding | None:
    if not fixed_by_rules(answers):
        return None
    return do(
        "select.no_genai",
        "R-01 F01",
        ("S16", *wishes(answers, "any_ai")),
        title=message("Write it as code, without generative AI"),
        why=message(
            "Written rules fix the result and the inputs are already named fields. Code gives the "
            "same right answer every time, costs almost nothing to run and can be tested in full."
        ),
        how=message(
            "Put the table or formula into one function with an owner for its figures, cover every "
            "branch with unit tests, and change it the way you change any other business rule."
        ),
    )


def try_the_simplest_first(answers: Answers) -> Finding | None:
    jobs = answers.options("S02")
    simple = answers.any("S16", "partly") and jobs <= {"classify_route", "extract_fields"}
    if not ((answers.any("S05", "nothing_tried") and simple) or tabular(answers)):
        return None
    return later(
        "select.no_genai",
        "R-01 F01",
        ("S16", "S05", "S02", "M02"),
        title=message("Give rules or a classic model one week first"),
        why=message(
            "For part of this job rules, templates or a classic model may be enough, and nobody "
            "has measured how far they get. A week of work sets the bar a language model must beat."
        ),
        how=message(
            "Build the plainest baseline on the same test cases and keep its score beside every "
            "later one."
        ),
        when=message("if the one-week baseline already meets the launch bar"),
    )


def beat_what_exists(answers: Answers) -> Finding | None:
    """R-01: what runs today is the plainest baseline there is."""
    if fixed_by_rules(answers):
        return None
    tried = [words for option, words in TRIED.items() if answers.any("S05", option)]
    if tried and answers.known("S05") and not answers.any("S04", "rules_or_software"):
        return _beat_what_was_tried(listed(tried))
    if not answers.any("S04", "rules_or_software"):
        return None
    return later(
        "select.no_genai",
        "R-01 R-02",
        ("S04", "S05", "S16"),
        title=message("Keep what does it today, unless the model beats it"),
        why=message(
            "Rules or software do this work already, at a known cost and with known errors. A "
            "model has to be better on the same cases, or it is a step back."
        ),
        how=message(
            "Run today’s rules on the test set first, and write their score, cost and speed beside "
            "every later one. Let the model take only the cases in which they fail."
        ),
        when=message("if today’s way already meets the launch bar"),
    )


def _beat_what_was_tried(tried: Message) -> Finding:
    return later(
        "select.no_genai",
        "R-01 R-02",
        ("S05", "S04", "S16"),
        title=message("Keep what was tried as the plainest baseline"),
        why=message(
            "Somebody has tried {tried}. How far that got is the score that a language model has "
            "to beat, and nobody else’s figures can stand in for it.",
            tried=tried,
        ),
        how=message(
            "Run it on the test set first, and write its score, cost and speed beside every later "
            "one."
        ),
        when=message("if it meets the launch bar after all"),
    )


def template_the_fixed_passages(answers: Answers) -> Finding | None:
    if not answers.any("A09", "fixed_text"):
        return None
    return later(
        "select.no_genai",
        "R-01 F01",
        ("A09",),
        title=message("Keep legally fixed passages out of the model"),
        why=message("Wording that the law fixes must never vary, and generated wording does."),
        how=message(
            "Store the fixed passages as templates, fill their gaps from records, and let the "
            "model write only what stands around them."
        ),
        when=message("for every passage whose wording is fixed"),
    )


def explain_why_no_model(answers: Answers) -> Finding | None:
    if not fixed_by_rules(answers):
        return None
    return avoid(
        "explain.why_not_llm",
        "R-01 R-36",
        ("S16", "S17", *wishes(answers, "any_ai")),
        title=message("Why not a language model"),
        why=message(
            "A language model would answer a question that has already been answered in writing: "
            "more slowly, at a price per request, and now and then wrongly, in a place where "
            "everybody expects the exact figure."
        ),
        how=message(
            "If people want to ask in their own words, add a small chat front later; it must call "
            "the same function and never work out the figure itself."
        ),
        when=message("if inputs arrive as free text that has to be read first"),
    )


def explain_why_a_classic_model(answers: Answers) -> Finding | None:
    if not tabular(answers):
        return None
    return avoid(
        "explain.why_not_llm",
        "R-01 R-11",
        ("S02", "M02", *wishes(answers, "any_ai")),
        title=message("Why not a language model"),
        why=message(
            "Only records go in and only a label or score comes out. A classic model on the fields "
            "is cheaper, faster, easier to explain and easier to test for fairness."
        ),
        how=message("Train a gradient-boosted or linear model first, and compare on the same set."),
        when=message("if free text turns out to carry information that the fields lack"),
    )


RULES = (
    write_code_instead,
    try_the_simplest_first,
    beat_what_exists,
    template_the_fixed_passages,
    explain_why_no_model,
    explain_why_a_classic_model,
)
