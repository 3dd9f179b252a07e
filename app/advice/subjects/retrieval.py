"""Passages found for each request (RAG), or the whole text when it is short enough."""

from __future__ import annotations

from app.advice.figures import corpus_pages, corpus_size, time_allowed
from app.advice.finding import Finding
from app.advice.situation import (
    WHOLE_TEXT_LIMIT,
    corpus,
    draws_on_knowledge,
    faces_the_public,
    holds_documents,
    hurried,
    on_device,
    one_job,
    retrieves,
    whole_text_fits,
    wishes,
    writes_text,
)
from app.advice.stances import avoid, do, later
from app.advice.training_grounds import continues_pretraining, trains_from_scratch
from app.language.message import Message, message
from app.lifecycle.answers import Answers


def retrieve_what_the_model_lacks(answers: Answers) -> Finding | None:
    """F05."""
    if not retrieves(answers):
        return None
    return do(
        "augment.rag",
        "R-05 R-09 R-34 F05",
        ("M07", "M07a", "A06", "A07", *wishes(answers, "retrieval")),
        title=message("Look the facts up when the question is asked"),
        why=_why_retrieve(answers),
        how=message(
            "Clean the sources and name an owner for each; split them with a line of context on "
            "every piece; search by words and by meaning, rerank, and give the model the best "
            "passages. Fix retrieval before you touch the prompt: it is where most errors start."
        ),
    )


def _why_retrieve(answers: Answers) -> Message:
    size, pages = corpus_size(answers), corpus_pages(answers)
    if one_job(answers, "query_data"):
        return message(
            "{size} of schema and past queries do not fit into one prompt; the model needs the few "
            "tables that this question is about.",
            size=size,
        )
    if continues_pretraining(answers) or trains_from_scratch(answers):
        return message(
            "Training teaches the language of the field, not this morning’s facts. Those are in "
            "{size} of your own documents (about {pages}), and a search index can follow every "
            "edit.",
            size=size,
            pages=pages,
        )
    if answers.any("M07", "own_documents_changing") and corpus(answers) >= WHOLE_TEXT_LIMIT:
        return message(
            "The answers are in {size} of your own documents (about {pages}) that change all the "
            "time. Training cannot keep pace with that and would make the model invent; a search "
            "index can follow every edit.",
            size=size,
            pages=pages,
        )
    if corpus(answers) < WHOLE_TEXT_LIMIT:
        return message(
            "{size} of your own text (about {pages}) would fit into one prompt, but not everybody "
            "may see all of it. A search can leave out what the asker may not see.",
            size=size,
            pages=pages,
        )
    return message(
        "The answers are in {size} of your own text (about {pages}), more than fits into one "
        "prompt. Facts that are looked up can be corrected, cited and withdrawn.",
        size=size,
        pages=pages,
    )


def look_up_public_facts(answers: Answers) -> Finding | None:
    """The article's own case: what the model learnt is out of date, or it invents."""
    missing = answers.any("A01", "wrong_facts") and answers.any("M07", "none")
    if not (missing and draws_on_knowledge(answers)) or hurried(answers) or on_device(answers):
        return None
    return do(
        "augment.rag",
        "R-05 R-04",
        ("A01", "M07", *wishes(answers, "retrieval")),
        title=message("Look public facts up instead of trusting the model’s memory"),
        why=message(
            "After a careful prompt the facts are still wrong or out of date. The model has read "
            "them once, long ago; a search finds what is true today."
        ),
        how=message(
            "Choose a few sources that you trust, search them for each request, let the answer "
            "rest on what was found, and say nothing where nothing was found."
        ),
    )


def do_without_retrieval(answers: Answers) -> Finding | None:
    """What is held fits into the prompt, comes too slowly, or is not needed."""
    if whole_text_fits(answers):
        return later(
            "augment.rag",
            "R-08 R-09",
            ("M07", "M07a", *wishes(answers, "retrieval")),
            title=message("No search index yet: the text fits into the prompt"),
            why=message(
                "{size}, about {pages}, are less than the 200,000 tokens from which retrieval "
                "begins to pay.",
                size=corpus_size(answers),
                pages=corpus_pages(answers),
            ),
            how=message("Leave the vector database out; it would be one more thing to go wrong."),
            when=message("once the text grows past about 500 pages, or permissions differ"),
        )
    return _retrieval_too_slow(answers) or _nothing_to_retrieve(answers)


def _retrieval_too_slow(answers: Answers) -> Finding | None:
    if not (holds_documents(answers) and draws_on_knowledge(answers) and hurried(answers)):
        return None
    return avoid(
        "augment.rag",
        "R-28",
        ("M05", "M05a", "M07", *wishes(answers, "retrieval")),
        title=message("A search step inside the answer"),
        why=message(
            "Within {time} there is no room to search, rerank and then generate.",
            time=time_allowed(answers),
        ),
        how=message("Prepare the context before the request comes and keep it at hand."),
        when=message("if the answer may take two seconds or more"),
    )


def _nothing_to_retrieve(answers: Answers) -> Finding | None:
    wish = wishes(answers, "retrieval")
    if not (wish or answers.any("M07", "none")):
        return None
    return avoid(
        "augment.rag",
        "R-04 R-09",
        ("M07", "S02", *wish),
        title=message("Retrieval, with nothing to look up"),
        why=message(
            "Everything needed to answer comes with the request itself, so a search index would "
            "add work and no knowledge."
        ),
        how=message("Put effort into the prompt, its examples and the test set."),
        when=message("if answers start to need documents that the public does not have"),
    )


def give_the_whole_text(answers: Answers) -> Finding | None:
    """F04."""
    if not whole_text_fits(answers):
        return None
    return do(
        "augment.full_context",
        "R-08 F04 R-53" if answers.known("A07") and answers.any("A07", "by_group") else "R-08 F04",
        ("M07", "M07a", "A07"),
        title=message("Put the whole text into a cached prompt"),
        why=message(
            "{size} are about {pages}: short enough to give the model all of it each time, so it "
            "can miss nothing that a search would have missed.",
            size=corpus_size(answers),
            pages=corpus_pages(answers),
        ),
        how=_how_whole_text(answers),
    )


def _how_whole_text(answers: Answers) -> Message:
    usual = message(
        "Put the text first and the question last, so that the text can be cached; test questions "
        "whose answer stands in the middle; replace the text at each revision."
    )
    if not (answers.known("A07") and answers.any("A07", "by_group")):
        return usual
    return message(
        "{usual} Keep one text for each group, with only what that group may see, and choose it by "
        "the signed-in user.",
        usual=usual,
    )


def cite_the_source(answers: Answers) -> Finding | None:
    sourced = retrieves(answers) or whole_text_fits(answers) or _evidence_asked_for(answers)
    if not (sourced and answers.any("A08", "link", "exact_passage", "every_claim")):
        return None
    if one_job(answers, "query_data"):
        return None
    return do(
        "augment.citations",
        "R-51 R-09",
        ("A08", "M07", "M02", "S02"),
        title=message("Name the source beside each answer"),
        why=_why_cite(answers),
        how=_how_to_cite(answers),
    )


def _evidence_asked_for(answers: Answers) -> bool:
    """Somebody wants the evidence of what is written or read out: a record, or the input itself."""
    drawn = writes_text(answers) or answers.any("S02", "extract_fields")
    return answers.known("A08") and drawn and not on_device(answers)


def _how_to_cite(answers: Answers) -> Message:
    passages = retrieves(answers) or whole_text_fits(answers)
    if passages or look_up_public_facts(answers) is not None:
        return message(
            "Number the passages, ask for the number with each claim, check in code that the "
            "number exists and the passage supports it, and link to the place in the document."
        )
    if answers.any("M07", "live_systems") or answers.any("M02", "structured_data"):
        return message(
            "Give each field of the record a name, ask for that name with each claim, check in "
            "code that the field says so, and link to the record."
        )
    return message(
        "Number the paragraphs of the input, ask for the number with each claim, check in code "
        "that the words stand there, and link to the place."
    )


def _why_cite(answers: Answers) -> Message:
    if answers.any("A08", "every_claim", "exact_passage"):
        return message(
            "You want evidence down to the passage. Even tools built for that still get a share of "
            "their citations wrong, so the check is part of the work."
        )
    return message("A reader who can open the source notices a wrong answer before it does harm.")


def respect_permissions(answers: Answers) -> Finding | None:
    if not retrieves(answers) or answers.any("A07", "all_see_all"):
        return None
    if faces_the_public(answers) and not answers.known("A07"):
        return None
    return do(
        "guard.acl_retrieval",
        "R-53",
        ("A07", "M07"),
        title=message("Search only what this user may see"),
        why=message(
            "Not everybody may see everything, and a model repeats whatever it is given. The check "
            "belongs in the search, before the model sees a passage."
        ),
        how=message(
            "Store the permissions with each piece, filter by the signed-in user at query time, "
            "and test with accounts that must find nothing."
        ),
    )


RULES = (
    retrieve_what_the_model_lacks,
    look_up_public_facts,
    do_without_retrieval,
    give_the_whole_text,
    cite_the_source,
    respect_permissions,
)
