"""Any answers at all, any form, any file: every document is made, and nothing crashes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.export.document import plan_document, to_bytes
from app.export.formats import FORMATS
from app.lifecycle.answers import Answer, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import read_document, write_answer
from app.lifecycle.questions import Question, QuestionType
from app.plan.assemble import assemble
from app.web.cleaning import clean
from tests.browsing import Browser
from tests.export.plans import naughty_strings
from tests.lifecycle.saying import any_answer
from tests.prove.conftest import Tell
from tests.prove.inert import FAULTS
from tests.prove.sizes import sizes
from tests.web.test_imports import WHOLE

BANK = load_bank()
QUESTIONS = list(BANK.questions.values())
DRAWS = 50  # the documents do not care how exact the ranges are
Fields = Mapping[str, str]

pytestmark = pytest.mark.slow


def tried(size: int, on: st.SearchStrategy[Any], attempt: Callable[..., None]) -> None:
    """As many examples as the size says; the first that fails is made small and shown."""
    unhurried = settings(
        max_examples=size, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    unhurried(given(on)(attempt))()


def any_words(longest: int) -> st.SearchStrategy[str]:
    """What people write, and what breaks software elsewhere, as it is kept."""
    letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    return st.one_of(letters, st.sampled_from(naughty_strings())).map(
        lambda words: clean(words).strip()[:longest].strip()
    )


def said_in_words(question: Question) -> st.SearchStrategy[tuple[str, object]]:
    """An answer as a program sends it, with any words around it, and any words for a text."""
    answers = any_answer(question)
    if question.type is QuestionType.TEXT:
        answers = any_words(300).map(lambda words: Answer(State.ANSWERED, words))
    return st.builds(
        lambda answer, note, evidence: (
            question.id, write_answer(replace(answer, note=note, evidence=evidence)),
        ),
        answers, any_words(300), any_words(300),
    )  # fmt: skip


def any_document() -> st.SearchStrategy[dict[str, object]]:
    days = st.dates(date(2020, 1, 1), date(2100, 1, 1)).map(str)
    pairs = st.lists(st.sampled_from(QUESTIONS).flatmap(said_in_words), max_size=60)
    return st.fixed_dictionaries(
        {"title": any_words(300), "priced_at": days, "answers": pairs.map(dict)},
        optional={"kickoff": days},
    )


@sizes(short=6, long=800)
def test_any_answers_make_a_plan_and_every_document_of_it(size: int, tell: Tell) -> None:
    """`size` counts plans; each is written in all forms, and its JSON read back and written."""

    def attempt(raw: dict[str, object]) -> None:
        document = read_document(BANK, raw)
        plan = assemble(document, draws=DRAWS, detail=False)
        for name, form in FORMATS.items():
            content = form.write(document, plan)
            assert not list(FAULTS[name](content, content)), name
        exported = to_bytes(plan_document(document, plan))
        again = read_document(BANK, json.loads(exported))
        assert to_bytes(plan_document(again, assemble(again, draws=DRAWS, detail=False))) == (
            exported
        )

    tried(size, any_document(), attempt)
    tell(f"{size:,} plans of any answers, each in {len(FORMATS)} forms; all made, inert, reread")


def any_file() -> st.SearchStrategy[bytes]:
    """Bytes, JSON of any shape, and a good file with a piece taken out or put in."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    ids = st.sampled_from([*BANK.questions, "title", "answers", "state", "value", "by"])
    shapes = st.recursive(
        leaves,
        lambda inside: st.lists(inside, max_size=4) | st.dictionaries(ids, inside, max_size=4),
    )
    answers = st.dictionaries(ids, shapes, max_size=6).map(lambda said: {"answers": said})
    documents = (shapes | answers).map(lambda found: json.dumps(found).encode())
    places = st.integers(0, len(WHOLE))
    damaged = st.builds(
        lambda start, length, put: WHOLE[:start] + put + WHOLE[start + length :],
        places, st.integers(0, 40), st.binary(max_size=8),
    )  # fmt: skip
    return st.one_of(st.binary(max_size=400), documents, damaged)


@sizes(short=40, long=6000)
def test_any_file_is_imported_or_refused_with_a_sentence(
    size: int, app: FastAPI, tell: Tell
) -> None:
    person = Browser(app)

    def attempt(content: bytes) -> None:
        by_page = person.post(
            "/plans/imports", files={"file": ("plan.json", content)}, follow_redirects=False
        )
        by_program = person.post("/api/v1/plans", content=content)
        assert (by_page.status_code, by_program.status_code) in {(303, 201), (422, 422)}
        if by_program.status_code == 422:
            assert all(error["message"] for error in by_program.json()["errors"])
            assert "file-complaint" in by_page.text

    tried(size, any_file(), attempt)
    tell(f"{size:,} files, by page and by program: imported by both or refused by both")


def any_form(question: Question) -> st.SearchStrategy[Fields]:
    """Fields of the question's form, and some that it has not, with anything in them."""
    ids = [option.id for option in question.options] or ["1"]
    values = st.one_of(any_words(200), st.sampled_from(ids), st.integers().map(str))
    columns = [f"{question.id}-{row}-{c.id}" for row in (0, 1, 99) for c in question.columns]
    parts = ("state", "owner", "by", "reason", "note", "evidence", "version")
    names = [question.id, *columns, *(f"{question.id}.{part}" for part in parts), "then", "x"]
    states = st.sampled_from([str(state) for state in State])
    return st.builds(
        lambda fields, state: {**fields, f"{question.id}.state": state},
        st.dictionaries(st.sampled_from(names), values, max_size=8),
        states,
    )


@sizes(short=60, long=5000)
def test_any_form_is_kept_or_refused_on_its_own_page(size: int, app: FastAPI, tell: Tell) -> None:
    person = Browser(app)
    started = person.post("/plans", data={"title": "Any form"})
    plan = str(started.url.path).partition("/questions")[0]

    def attempt(form: tuple[str, Fields]) -> None:
        question, fields = form
        answer = person.post(f"{plan}/questions/{question}", data=fields, follow_redirects=False)
        assert answer.status_code in {303, 409, 422}, answer.text[:500]

    forms = st.sampled_from([question for question in QUESTIONS if not question.parent]).flatmap(
        lambda question: st.tuples(st.just(question.id), any_form(question))
    )
    tried(size, forms, attempt)
    tell(f"{size:,} forms: each kept, or refused on a page without a fault")
