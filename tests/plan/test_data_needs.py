"""What data a plan needs."""

from __future__ import annotations

from app.advice.advise import advise
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from app.plan.data_needs import data_needs
from app.plan.evaluation import evaluation_plan
from app.plan.plan import DataNeed
from tests.cases import case
from tests.lifecycle.saying import said


def needs(answers: Answers) -> dict[str, DataNeed]:
    advice = advise(answers)
    found = data_needs(answers, advice, evaluation_plan(answers, advice))
    return {ENGLISH.say(need.what): need for need in found}


def test_retrieval_needs_its_sources() -> None:
    need = needs(case("D01").answers)["The knowledge to look things up in"]
    assert ENGLISH.say(need.have) == "2.1M tokens in one source"
    assert need.rule.id == "R-09"


def test_scans_are_a_gap() -> None:
    answers = said(
        M07=["own_documents_changing"],
        M07a=2_000_000,
        A06=[{"source": "letters", "format": "scanned"}, {"source": "wiki", "format": "web"}],
    )
    need = needs(answers)["The knowledge to look things up in"]
    assert need.gap is not None
    assert ENGLISH.say(need.gap).startswith("One source must be cleaned")


def test_every_plan_needs_test_cases() -> None:
    need = needs(said(A04="favourites", A04a=12))["Test cases with the right answer"]
    assert ENGLISH.say(need.have) == "12 cases"
    assert need.gap is not None
    assert ENGLISH.say(need.gap) == "373 cases have to be written and judged"


def test_preferences_need_comparisons() -> None:
    assert "Comparisons: which of two answers is better" in needs(case("D09").answers)


def test_an_assumption_is_named_as_one() -> None:
    need = needs(said(M07=["own_documents_changing"], M07a=2_000_000))
    rights = need["The knowledge to look things up in"].rights
    assert ENGLISH.say(rights) == "Assumed: Permissions differ by group"


def test_what_comes_with_the_request_is_no_knowledge_to_look_up() -> None:
    summaries = needs(said(S02=["summarise"], M07=["none"]))
    assert "The knowledge to look things up in" not in summaries
    outdated = needs(said(S02=["answer_questions"], M07=["none"], A01=["wrong_facts"]))
    assert "Public sources to look facts up in" in outdated
