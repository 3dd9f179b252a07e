"""No question is put in vain: each changes a finding, a risk, a task or a number for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from app.advice.advise import advise
from app.advice.finding import Advice
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.document import AnswersDocument
from app.lifecycle.questions import AnswerValue, Question, QuestionType
from app.plan.assemble import assemble
from app.plan.plan import Plan
from tests.advice.situations import SITUATIONS, situation
from tests.cases import case, cases
from tests.lifecycle.saying import BANK, UNKNOWN, said

KICKOFF, PRICED = date(2027, 1, 4), date(2026, 11, 23)
FIGURES = (1.0, 40.0, 3_000.0, 2e6)
SHARES = (0.0, 0.3, 1.0)
EQUAL = [{"language": "French", "level": "as_good_as_main"}]

# Questions whose answer the rules do not read. Each with answers around it, and two answers to it
# between which the plan differs in a task, an action or a number.
IN_THE_PLAN: dict[str, tuple[dict[str, object], object, object]] = {
    "S01": ({}, "Minutes for the team after each call", UNKNOWN),
    "S10": ({}, [{"metric": "calls", "baseline": 40, "target": 30}], UNKNOWN),
    "S11": ({}, "Nine in ten without an edit", UNKNOWN),
    "S13a": ({}, 1, 6),
    "S13b": ({"S13a": 2}, EQUAL, UNKNOWN),
    "S14": ({}, "Give advice on the law", UNKNOWN),
    "M01c": (dict(case("D07").raw_answers), 1, 40),
    "I02": ({}, [{"system": "CRM", "readiness": "screen_only"}], UNKNOWN),
    "I06b": ({"M01": "own_hardware", "I06": "over_100k", "I06a": 900_000}, 1_000, 900_000),
    "E02": ({}, [{"role": "ml_llm", "people": 2, "share": 1}], UNKNOWN),
    "E05": ({}, [{"gate": "security", "weeks": 30}], []),
    "E07": ({"E07a": 20}, "target", "none"),
    "E07a": ({"E07": "target"}, 4, 90),
    "E07b": ({"E07": "target"}, "2027-02-01", "2029-02-01"),
    "E08c": ({}, 10, 300),
    "E09a": ({}, "2027-03-01", UNKNOWN),
    "E10": ({"E04": 90_000}, "even_odds", "nine_in_ten"),
    "E10a": ({}, "Fewer than half pass after two rounds", UNKNOWN),
    "E10b": ({"E10a": "Half fail"}, "2027-03-01", UNKNOWN),
    "E10c": ({"E10a": "Half fail"}, 20_000, UNKNOWN),
    "E04b": ({"E04": 1_000}, "hard", "soft"),
}
# Answers that are kept to be read: they stand in the plan, word by word.
PRINTED: dict[str, dict[str, object]] = {"E07c": {"E07": "fixed"}}


@cache
def everybody() -> tuple[Answers, ...]:
    """All clients of the tests, one of whom nothing is known, and one who has counted money."""
    money = said(S07="rework", S07a=90, E08c=60, E08b=5, S05=["ruled_out"], A05="h1_2")
    growing = said(M01="any_api", I06="over_100k", I06a=200_000, M09="ten_plus", M09a=0.6, S11a=0.9)
    worked = [case.answers for case in cases()]
    return (*worked, *(situation(name) for name in SITUATIONS), said(), money, growing)


@cache
def advised() -> tuple[object, ...]:
    return tuple(told(advise(answers)) for answers in everybody())


def told(advice: Advice) -> object:
    """What a reader sees of the advice, apart from the answers on which it rests."""
    return (
        replace(advice.verdict, because=()),
        tuple(replace(finding, because=(), assumed=()) for finding in advice.findings),
        tuple(replace(risk, because=()) for risk in advice.risks),
        tuple(replace(duty, because=()) for duty in advice.duties),
        advice.contradictions,
        advice.expertise,
        advice.tier,
    )


def values(question: Question) -> Iterator[AnswerValue]:
    ids = [option.id for option in question.options]
    match question.type:
        case QuestionType.CHOICE | QuestionType.BAND:
            yield from ids
        case QuestionType.CHOICES:
            yield from ((option,) for option in ids)
        case QuestionType.TEXT:
            yield "Because"
        case QuestionType.NUMBER | QuestionType.MONEY:
            yield from SHARES if question.highest == 1 else FIGURES
        case QuestionType.TABLE | QuestionType.DATE:
            return


def changes_the_advice(question: Question) -> bool:
    for answers, before in zip(everybody(), advised(), strict=True):
        for value in values(question):
            after = answers.with_answer(question.id, Answer(State.ANSWERED, value))
            if after.shown(question.id) and told(advise(after)) != before:
                return True
    return False


def planned(around: dict[str, object], question: str, answer: object) -> Plan:
    answers = said(**{**around, question: answer})
    document = AnswersDocument("A plan", KICKOFF, PRICED, answers)
    return assemble(document, draws=50, detail=False)


def without_the_answers(plan: Plan) -> Plan:
    """The plan without the lists that only repeat what was said or assumed."""
    verdict = replace(plan.verdict, because=())
    advice = replace(plan.advice, verdict=verdict, findings=(), risks=(), duties=())
    return replace(
        plan, verdict=verdict, advice=advice, chosen=(), later=(), rejected=(),
        answers=(), assumptions=(), answered=0, asked=0,
    )  # fmt: skip


READ_BY_RULES = [q for q in BANK.questions.values() if q.id not in {*IN_THE_PLAN, *PRINTED}]


@pytest.mark.parametrize("question", READ_BY_RULES, ids=lambda question: question.id)
def test_a_question_changes_the_advice_of_somebody(question: Question) -> None:
    if question.type is QuestionType.TABLE:
        table = {"A06": [{"source": "Shelf", "format": "scanned"}], "E09": []}
        row = said(**{question.id: table[question.id]}).given[question.id]
        changed = (
            told(advise(answers.with_answer(question.id, row))) != before
            for answers, before in zip(everybody(), advised(), strict=True)
        )
        assert any(changed), "it changes nothing for anybody"
        return
    assert changes_the_advice(question), "it changes nothing for anybody"


@pytest.mark.parametrize("question", IN_THE_PLAN)
def test_a_question_changes_a_task_or_a_number_of_the_plan(question: str) -> None:
    around, one, other = IN_THE_PLAN[question]
    first, second = planned(around, question, one), planned(around, question, other)
    assert without_the_answers(first) != without_the_answers(second)


@pytest.mark.parametrize("question", PRINTED)
def test_words_that_change_nothing_are_printed(question: str) -> None:
    plan = planned(PRINTED[question], question, "The fair begins that day")
    words = {answer.question: ENGLISH.say(answer.words) for answer in plan.answers}
    assert words[question] == "The fair begins that day"
