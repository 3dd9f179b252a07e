"""The rules over a full set of answers, against a bare simulation; and how they grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from app.advice.advise import RULES, Rule, advise
from app.lifecycle.answers import Answer, Answers, State
from bench.estimate import BARE, bare_of, fresh
from bench.row import Goal, Row, compared, cpu_seconds
from tests.cases import case

MANY = 4  # times the rules, against once


def rows() -> Iterator[Row]:
    full = full_answers()
    yield compared(
        f"all {len(RULES)} rules and what follows, {len(full.given)} answers",
        BARE,
        cpu_seconds(lambda: advise(fresh(full))),
        cpu_seconds(bare_of(case("D01").answers)),
        goal=Goal(2),
    )
    yield growth_row(full)


def full_answers() -> Answers:
    """The support chatbot with every question answered that it is asked, by what is likely."""
    answers = case("D01").answers
    for question in answers.bank.questions:
        value = answers.value(question)
        if answers.shown(question) and not answers.known(question) and value not in (None, ()):
            answers = answers.with_answer(question, Answer(State.ANSWERED, value))
    return answers


def growth_row(full: Answers) -> Row:
    """Four times as many rules cost at most five times as much: none looks at another."""
    return compared(
        f"{MANY * len(RULES)} rules",
        f"{len(RULES)} rules",
        cpu_seconds(asked(full, MANY * RULES), repeats=5),
        cpu_seconds(asked(full, RULES), repeats=5),
        goal=Goal(MANY * 1.25),
    )


def asked(full: Answers, rules: Sequence[Rule]) -> Callable[[], object]:
    """What each rule says of the answers, once what they are asked about is at hand."""
    advise(full)
    return partial(said, full, rules)


def said(answers: Answers, rules: Sequence[Rule]) -> list[object]:
    return [rule(answers) for rule in rules]
