"""The article's cheat sheet: its words, and the law of its scores."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from app.advice.advise import advise
from app.estimate.estimate import Estimate
from app.estimate.simulate import estimate
from app.language.message import message
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers
from app.lifecycle.condition import ALWAYS
from app.lifecycle.questions import QuestionType
from app.plan.cheat_sheet import Signal, Technique, cheat_sheet, load_techniques, scored
from app.plan.plan import CheatSheetColumn, Place
from tests.cases import case, cases
from tests.lifecycle.saying import BANK, any_answers, said

# The article's table: duration of one run, customization, objective, expertise.
ARTICLE = {
    "pre_training": (
        "Pre-training",
        "Days to weeks to months",
        "Determine model architecture, size and tokenizer. · Choose vocabulary size and # of tokens"
        " for input/context. · Large amount of domain training data",
        "Next-token prediction",
        "High",
    ),
    "prompt_engineering": (
        "Prompt engineering",
        "Not required",
        "No model weights. · Only prompt customization",
        "Increase task performance",
        "Low",
    ),
    "fine_tuning": (
        "Prompt tuning and fine-tuning",
        "Minutes to hours",
        "Tune for specific tasks. · Add domain-specific data."
        " · Update LLM model or adapter weights",
        "Increase task performance",
        "Medium",
    ),
    "rlhf": (
        "Reinforcement learning/human feedback",
        "Minutes to hours similar to fine-tuning",
        "Need separate reward model to align with human goals (helpful, honest, harmless)."
        " · Update LLM model or adapter weights",
        "Increase alignment with human preferences",
        "Medium-High",
    ),
    "optimisation": (
        "Compression/ optimization/ deployment",
        "Minutes to hours",
        "Reduce model size through model pruning, weight quantization, distillation."
        " · Smaller size, faster inference",
        "Increase inference performance",
        "Medium",
    ),
}


def columns(answers: Answers) -> dict[str, CheatSheetColumn]:
    return {c.id: c for c in cheat_sheet(answers, advise(answers), None)}


def test_the_words_are_those_of_the_article() -> None:
    words = {
        t.id: (
            ENGLISH.say(t.title),
            ENGLISH.say(t.training_duration),
            " · ".join(ENGLISH.say(line) for line in t.customization),
            ENGLISH.say(t.objective),
            t.expertise,
        )
        for t in load_techniques()
    }
    assert words == ARTICLE
    assert list(words) == list(ARTICLE)


@settings(max_examples=60, deadline=None)
@given(any_answers(fullest=50))
def test_a_column_is_needed_exactly_when_a_finding_stands_in_it(
    given_: dict[str, Answer],
) -> None:
    answers = Answers.of(BANK, given_)
    advice = advise(answers)
    tags = {technique.id: technique.tags for technique in load_techniques()}
    for column in cheat_sheet(answers, advice, None):
        assert column.needed is advice.recommends(*tags[column.id])
        assert (column.score >= 50) is column.needed
        assert 0 <= column.score <= 100
        assert column.score == sum(part.points for part in column.contributions)
        assert (column.place is Place.CHOSEN) is column.needed


@pytest.mark.parametrize(
    ("column", "answers"),
    [
        ("fine_tuning", {"A02": "from_500"}),
        ("fine_tuning", {"A01": ["wrong_tone"]}),
        ("rlhf", {"S02": ["draft"], "A10": "over_10k"}),
        ("pre_training", {"M08": "unknown_language"}),
        ("optimisation", {"I06": "over_100k"}),
        ("prompt_engineering", {"S03": "open_ended"}),
    ],
)
def test_scores_respond_to_answers(column: str, answers: dict[str, object]) -> None:
    assert columns(said(**answers))[column].contributions != columns(said())[column].contributions


@pytest.mark.parametrize(
    ("signals", "chosen", "total"),
    [
        ((), True, 70),
        ((), False, 20),
        ((60, 30), True, 99),
        ((60, 30), False, 49),
        ((10, -4), False, 26),
        ((60, -60), False, 0),
        ((-30,), False, 0),
        ((-30,), True, 50),
    ],
)
def test_signals_move_the_score_within_its_half(
    signals: tuple[int, ...], chosen: bool, total: int
) -> None:
    finding = next(iter(advise(said()).findings)) if chosen else None
    there = [Signal("S03", ALWAYS, True, points, message("a reason")) for points in signals]
    assert sum(part.points for part in scored(there, said(), finding)) == total


def test_the_team_is_held_against_the_expertise() -> None:
    assert columns(said(E03="production_systems"))["prompt_engineering"].expertise_gap is None
    gap = columns(said(E03="nothing", E03a=["none"]))["rlhf"].expertise_gap
    assert gap is not None
    assert "preference" in ENGLISH.say(gap)
    assert columns(said(E03a=["preference_tuning"]))["rlhf"].expertise_gap is None


def test_the_support_chatbot_needs_a_prompt_and_no_training() -> None:
    lit = {c.id for c in columns(case("D01").answers).values() if c.needed}
    assert "prompt_engineering" in lit
    assert lit.isdisjoint({"pre_training", "fine_tuning", "rlhf"})


def test_every_signal_reads_a_question_of_the_bank() -> None:
    for technique in load_techniques():
        for signal in technique.signals:
            assert signal.question in BANK.questions
            for question, option in signal.condition.options:
                assert BANK.questions[question].option(option)


# Figures above every limit that a signal names.
FIGURES: dict[str, object] = {"M04": 50_000, "M08a": 500_000_000_000, "E04a": 1000}

# Answers that open every branch in which a signal's question stands.
OPEN: dict[str, object] = {
    "S02": ["draft"],
    "M08": "rare_notation",
    "M09": "measured",
    "M10": "own_trained_model",
    "A02": "from_500",
    "A10": "from_1k",
}


@pytest.mark.parametrize("technique", load_techniques(), ids=lambda found: found.id)
def test_every_signal_is_there_for_some_answers_and_missing_for_others(
    technique: Technique,
) -> None:
    for signal in technique.signals:
        tried = [said(**OPEN), said(**OPEN, **FIGURES), said(**{**OPEN, "M08a": 1000})]
        for question in signal.condition.questions:
            several = BANK.questions[question].type is QuestionType.CHOICES
            for option in BANK.questions[question].options:
                value = [option.id] if several else option.id
                tried.append(said(**{**OPEN, question: value}))
        tried += [found.answers for found in cases()]
        assert {signal.there(answers) for answers in tried} == {True, False}, signal


# The three factors that the article names, each at its lighter and its harder end.
FACTORS: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "size and complexity": (
        {"S02": ["draft"], "S03": "one_task", "I02": [{"readiness": "documented_api"}]},
        {"S02": ["draft", "summarise", "answer_questions"], "S03": "open_ended",
         "I02": [{"readiness": "screen_only"}] * 3},
    ),
    "data availability": (
        {"A02": "over_5000", "A03": ["expert_checked"], "E06": "today", "A04": "over_300"},
        {"A02": "none", "E06": "weeks_2_8", "A04": "none"},
    ),
    "team expertise": (
        {"E03": "production_systems", "E03a": ["supervised_tuning", "retrieval"]},
        {"E03": "nothing", "E03a": ["none"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("factor", FACTORS)
def test_each_of_the_three_factors_moves_effort_and_time(factor: str) -> None:
    light, hard = (drawn(answers) for answers in FACTORS[factor])
    assert hard.effort_days.p50 > 1.1 * light.effort_days.p50
    assert hard.duration_weeks.p50 > 1.1 * light.duration_weeks.p50
    prompting = [
        next(c for c in plan_columns(answers, made) if c.id == "prompt_engineering")
        for answers, made in zip(FACTORS[factor], (light, hard), strict=True)
    ]
    days = [column.phase_days.p50 for column in prompting if column.phase_days]
    assert days[1] > days[0] or factor == "data availability"


def drawn(answers: dict[str, object]) -> Estimate:
    found = said(**{"S02": ["draft"], **answers})
    made = estimate(found, advise(found), draws=400, priced_at=date(2026, 11, 23), detail=False)
    assert made is not None
    return made


def plan_columns(answers: dict[str, object], made: Estimate) -> tuple[CheatSheetColumn, ...]:
    found = said(**{"S02": ["draft"], **answers})
    return cheat_sheet(found, advise(found), made)
