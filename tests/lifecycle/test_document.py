"""The answers document: read with every complaint at once, written without loss."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from app.language.reader import ENGLISH
from app.lifecycle.acceptable import UnacceptableAnswers
from app.lifecycle.answers import Answer, Answers, Reason, State
from app.lifecycle.document import AnswersDocument, read_document, write_document
from tests.cases import Case, cases
from tests.lifecycle.saying import BANK, any_answers


def complaints(raw: object) -> list[tuple[str | None, str]]:
    with pytest.raises(UnacceptableAnswers) as refusal:
        read_document(BANK, raw)
    return [(c.question, ENGLISH.say(c.says)) for c in refusal.value.complaints]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_worked_cases_are_read_without_complaint(case: Case) -> None:
    assert write_document(case.document)["answers"] == case.raw_answers
    assert all(case.answers.shown(question) for question in case.answers.given)


@settings(max_examples=50, deadline=None)
@given(any_answers())
def test_what_is_written_reads_the_same(given_: dict[str, Answer]) -> None:
    document = AnswersDocument("A plan", None, None, Answers.of(BANK, given_))
    written = json.loads(json.dumps(write_document(document)))
    assert read_document(BANK, written) == document


def test_every_form_of_an_answer_is_kept() -> None:
    raw = {
        "title": "Support chatbot",
        "kickoff": "2027-01-11",
        "priced_at": "2026-11-23",
        "answers": {
            "S02": ["hold_conversation", "answer_questions"],
            "S03": "few_tasks",
            "S07": {"value": "rework", "note": "see incident log", "evidence": "https://x.example"},
            "S10": [{"metric": "handling time", "baseline": 12, "by": "2027-06-30"}],
            "M09": {"state": "unknown", "owner": "Support lead", "by": "2026-12-15"},
            "A10": {"state": "not_applicable", "reason": "out_of_scope"},
            "I06a": 8000,
            "E05": [],
        },
    }
    document = read_document(BANK, raw)
    assert write_document(document) == raw
    assert document.answers.given["A10"] == Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE)


def test_an_empty_text_differs_from_none_at_all() -> None:
    document = read_document(BANK, {"answers": {"S01": "  "}})
    assert document.answers.state("S01") is State.ANSWERED
    assert write_document(document)["answers"] == {"S01": ""}


def test_further_fields_of_a_document_are_passed_over() -> None:
    document = read_document(BANK, {"answers": {}, "versions": {"S01": 2}, "estimate": None})
    assert document.title == ""


ONE_OF_S03 = "Choose one of: one_task, few_tasks, open_ended"

# An answer that cannot be taken, and the sentence that says what to do.
REFUSED: list[tuple[str, object, str]] = [
    ("S03", "several", ONE_OF_S03),
    ("S03", ["few_tasks"], ONE_OF_S03),
    ("S03", 3, ONE_OF_S03),
    ("S03", None, ONE_OF_S03),
    ("S01", 7, "Give a text"),
    ("S01", "a\x00b", "Remove the control characters; plain text is enough"),
    ("S01", "a\x1bb", "Remove the control characters; plain text is enough"),
    ("S01", "\ud800", "Remove the control characters; plain text is enough"),
    ("S01", "x" * 4001, "Shorten this to 4,000 characters; it has 4,001"),
    ("S13", ["eu", "mars"], "Give a list of one or more of: eu, uk, us, other"),
    ("S13", [], "Give a list of one or more of: eu, uk, us, other"),
    ("S13", "eu", "Give a list of one or more of: eu, uk, us, other"),
    (
        "S05",
        ["nothing_tried", "classic_ml"],
        "“None so far” stands alone; remove it or the other options",
    ),
    ("M06", ["none", "commercial_use"], "“None” stands alone; remove it or the other options"),
    ("M04", "800", "Give a number"),
    ("M04", True, "Give a number"),
    ("M04", float("nan"), "Give a number"),
    ("M04", float("inf"), "Give a number"),
    ("M04", 10**400, "Give a smaller number"),
    ("M04", -5, "Give a number between 1 and 100M"),
    ("S11a", 85, "Give a share between 0 and 1, such as 0.8"),
    ("E07b", "next spring", "Give a date such as 2027-01-31"),
    ("E07b", "0001-01-01", "Give a date between 2000 and 2199"),
    ("E02", {"role": "product"}, "Use only the fields "),
    ("E02", "product", "Give a list of rows with the columns: role, people, share"),
    ("E02", [{"name": "Kim"}], "Use only the columns: role, people, share"),
    ("E02", [{"role": "wizard"}], "role: Choose one of: product, domain_expert, data, "),
    ("E02", [{"role": "data", "share": 40}], "share: Give a share between 0 and 1, such as 0.8"),
    ("E02", [{"role": "data"}] * 61, "Give at most 60 rows"),
    ("A12", {"state": "later"}, "Choose one of: answered, unknown, not_applicable, unseen"),
    ("A12", {"state": ["answered"]}, "Choose one of: answered, unknown, not_applicable, unseen"),
    ("A12", {"state": "assumed"}, "Choose one of: answered, unknown, not_applicable, unseen"),
    ("A12", {"state": "unknown", "by": 3}, "Give a date such as 2027-01-31"),
    ("A12", {"state": "unknown", "value": "one"}, "Give a value only with the state “answered”"),
    ("A12", {"value": "one", "note": 5}, "Give note as a text"),
    ("A12", {"value": "one", "nota": ""}, "Use only the fields state, value, note"),
    (
        "A12",
        {"state": "not_applicable"},
        "Choose one of: out_of_scope, business_choice, architecture_constraint, other",
    ),
    (
        "S03",
        {"state": "not_applicable", "reason": "other"},
        "Every estimate needs this: answer it, or say that it is not known yet",
    ),
    ("S99", "few_tasks", "There is no question with this id"),
]


@pytest.mark.parametrize(("question", "raw", "sentence"), REFUSED)
def test_a_bad_answer_gets_a_sentence_that_says_what_to_do(
    question: str, raw: object, sentence: str
) -> None:
    [(named, said)] = complaints({"answers": {question: raw}})
    assert named == question
    assert said.startswith(sentence)


def test_all_complaints_come_at_once() -> None:
    raw = {"title": 3, "kickoff": "soon", "answers": {"S03": "x", "M04": "x", "S04": "nobody"}}
    assert [question for question, _ in complaints(raw)] == [None, None, "S03", "M04"]


@pytest.mark.parametrize("raw", [[], "answers", None, 3, {}, {"answers": []}])
def test_something_else_is_no_document(raw: object) -> None:
    assert complaints(raw)[-1][0] is None
