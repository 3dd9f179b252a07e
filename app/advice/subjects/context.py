"""What else goes in with a request: rules, records, terms, code and recognised pages."""

from __future__ import annotations

from app.advice.figures import corpus_size
from app.advice.finding import Finding
from app.advice.situation import holds_documents, on_device, writes_at_the_cursor
from app.advice.stances import do
from app.advice.training_grounds import carries_the_rules
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def give_the_rules_of_the_house(answers: Answers) -> Finding | None:
    if not carries_the_rules(answers):
        return None
    return do(
        "augment.full_context",
        "R-08 F04" if holds_documents(answers) else "R-08",
        ("M07", "M07a", "S02"),
        title=message("Put the rules of the house into the prompt"),
        why=_why_the_rules(answers),
        how=message(
            "Put them at the head of the prompt, where they can be cached, give them a version, "
            "and check the hard limits in code too."
        ),
    )


def _why_the_rules(answers: Answers) -> Message:
    size = corpus_size(answers)
    if answers.any("S02", "act_in_systems"):
        return message(
            "{size} of policies fit into every request, and an action must never depend on whether "
            "a search happened to find the rule.",
            size=size,
        )
    if answers.any("S02", "query_data"):
        return message(
            "The whole schema, {size}, fits into every request, so no table can be missed.",
            size=size,
        )
    if answers.any("S02", "rewrite", "extract_fields"):
        return message(
            "The documents it has to follow, {size}, fit into every request whole, so no rule is "
            "missed, and a new edition takes effect the same day.",
            size=size,
        )
    return message(
        "The guidelines by which people decide, {size}, fit into every request, and a change of "
        "the guidelines takes effect the same day.",
        size=size,
    )


def give_the_whole_input(answers: Answers) -> Finding | None:
    if not answers.any("S02", "summarise") or on_device(answers):
        return None
    length = answers.number("M04a") or answers.number("M04") or 0.0
    if length >= 200_000:
        return None
    return do(
        "augment.full_context",
        "R-09 R-08",
        ("S02", "M04", "M04a"),
        title=message("Give the model the whole input at once"),
        why=message(
            "A summary needs the whole text before it; cutting it up loses who said what and when."
        ),
        how=message(
            "Choose a context window well above your longest input, and test whether points from "
            "the middle reach the summary."
        ),
    )


def ground_text_in_records(answers: Answers) -> Finding | None:
    records = answers.any("M07", "live_systems") or answers.any("M02", "structured_data")
    writes = answers.any("S02", "draft", "summarise", "rewrite", "translate")
    if not (records and writes) or answers.any("S03", "open_ended"):
        return None
    return do(
        "augment.structured_facts",
        "R-05 R-51",
        ("M07", "M02", "S02"),
        title=message("Let it write only from the record it is given"),
        why=message(
            "The facts live in your database. Given as named fields they are the only ones the "
            "text may use, and each sentence can be checked against them."
        ),
        how=message(
            "Pass the fields with the request, forbid statements beyond them, leave empty fields "
            "out, and compare names, figures and claims with the record afterwards."
        ),
    )


def require_the_terms(answers: Answers) -> Finding | None:
    translating = answers.any("S02", "translate")
    terms = answers.any("A09", "mandatory_terms") and answers.any("S02", "draft", "rewrite")
    if not (translating or terms):
        return None
    return do(
        "augment.glossary",
        "R-16b",
        ("S02", "A09"),
        title=message("Give the required terms with each request, and check them"),
        why=message(
            "Fluent text hides a wrong term, and a term that is wrong once is wrong everywhere."
        ),
        how=message(
            "Find the glossary entries that occur in the input, put them into the prompt, and "
            "flag in code every output that lacks the required term."
        ),
    )


def give_the_code_around_it(answers: Answers) -> Finding | None:
    if not answers.any("S02", "write_code"):
        return None
    return do(
        "augment.code_context",
        "R-04 R-28",
        ("S02", "M05a", "I01"),
        title=message("Put the surrounding code into the prompt"),
        why=message(
            "What makes a suggestion right is the code around it: the open file, its imports and "
            "the definitions it uses. No training run knows those."
        )
        if writes_at_the_cursor(answers)
        else message(
            "What makes new code right is the code it has to fit: whatever it calls, the data it "
            "reads and writes, and the tests that hold. No training run knows those."
        ),
        how=message(
            "Collect the text before and after the cursor, the open tabs and the definitions of "
            "the names in use; rank them by distance and fill the window from the top."
        )
        if writes_at_the_cursor(answers)
        else message(
            "Give the whole unit to be written or changed, the definitions and records it refers "
            "to, its tests, and a neighbour that was done well; order the units so that each meets "
            "code that is finished."
        ),
    )


def read_the_page_first(answers: Answers) -> Finding | None:
    if not answers.any("M02", "scanned_pages"):
        return _see_the_picture_first(answers)
    return do(
        "augment.ocr",
        "R-12b",
        ("M02", "S02"),
        title=message("Recognise the page before you read its meaning"),
        why=message("Scans and tables come as pictures; what is misread here is lost for good."),
        how=message(
            "Compare text recognition followed by a language model with a model that sees the "
            "page, on fifty of your worst pages, and keep the position of each field for review."
        ),
    )


def _see_the_picture_first(answers: Answers) -> Finding | None:
    if not (answers.any("M02", "images") and answers.any("S02", "extract_fields")):
        return None
    return do(
        "augment.ocr",
        "R-12b",
        ("M02", "S02"),
        title=message("Write down what the picture shows before the fields are filled"),
        why=message("What is overlooked or misread in the picture is lost for every later step."),
        how=message(
            "Let a model that sees pictures name what it finds and where, measure that step by "
            "itself on fifty of your worst pictures, and show the place beside each field for "
            "review."
        ),
    )


RULES = (
    give_the_rules_of_the_house,
    give_the_whole_input,
    ground_text_in_records,
    require_the_terms,
    give_the_code_around_it,
    read_the_page_first,
)
