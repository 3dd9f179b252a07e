"""The page of all parts; that it is a sound page is checked of every page."""

from __future__ import annotations

from lxml import html

from app.lifecycle.questions import QuestionType
from app.web.examples import examples
from app.web.reference.parts import forms
from tests.browsing import Browser


def test_each_kind_of_question_is_among_the_parts() -> None:
    answers = next(iter(examples().values())).document.answers
    shown = {c.question.type for part in forms(answers) for c in part.form.controls}
    # A band is asked as a choice is, and a bare number stands below one of the choices.
    assert shown >= set(QuestionType) - {QuestionType.BAND}


def test_the_parts_show_a_plan_in_four_states(person: Browser) -> None:
    tree = html.fromstring(person.get("/parts").text)
    assert len(tree.xpath("//div[contains(@class, 'parts__panel')]//h2")) == 4
