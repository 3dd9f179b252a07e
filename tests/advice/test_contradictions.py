"""Answers that cannot both hold are named beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from app.advice.advise import advise
from app.advice.contradictions import contradictions, load_pairs
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.entries import FaultyContent
from tests.advice.anybody import anybody
from tests.advice.situations import SITUATIONS, situation
from tests.cases import Case, cases
from tests.lifecycle.saying import BANK, UNKNOWN, said

# Two answers that clash, and the one that is believed.
CLASHES: list[tuple[dict[str, object], str]] = [
    ({"S07": "harm_to_people", "S09": "nobody"}, "S07"),
    ({"S12": ["hiring_work"], "S12a": "decides_alone", "S09": "expert_every_time"}, "S09"),
    ({"S12": ["none"], "S15": ["children"]}, "S15"),
    ({"S06": "only_software", "I01": ["voice"]}, "S06"),
    ({"S02": ["act_in_systems"], "I03": "nothing"}, "I03"),
    ({"S16": "fully_structured", "S02": ["draft"]}, "S16"),
    ({"S17": "no_figures", "S02": ["calculate"]}, "S17"),
    ({"S17": "no_figures", "A01": ["wrong_numbers"]}, "A01"),
    ({"S17": "exact", "S16": "fully_free_text", "S02": ["draft"], "A09": ["free"]}, "S17"),
    ({"M01": "air_gapped", "M10": "public_app"}, "M01"),
    ({"M01": "own_hardware", "M10": "app_on_hosted_model"}, "M01"),
    ({"M01": "on_device", "M10": "own_trained_model"}, "M01"),
    ({"M01": "on_device", "M06": ["vendor_indemnity"]}, "M01"),
    ({"M01": "air_gapped", "I05": ["open_web"]}, "M01"),
    ({"I06": "under_100", "M05": "under_300ms"}, "M05"),
    ({"M05": "under_300ms", "S02": ["act_in_systems"], "I04": "open_loop"}, "M05"),
    ({"M07": ["none"], "A01": ["wrong_facts"]}, "A01"),
    ({"M09": "measured", "A01": ["not_tested"]}, "M09"),
    ({"A02": "none", "M11": ["fine_tuning"]}, "A02"),
    ({"A05": "none", "S09": "expert_every_time"}, "A05"),
    ({"A08": "every_claim", "A08a": "must_answer"}, "A08"),
    ({"I09": "nothing", "I12": "owner_alarms_retest"}, "I09"),
    ({"I06": "under_100", "I06a": 40_000}, "I06a"),
    ({"A02": "over_5000", "A02a": 12}, "A02a"),
    ({"M05": "under_10s", "M05a": 300}, "M05a"),
    ({"S11a": 0.95, "S11b": 0.9}, "S11a"),
    ({"S02": ["act_in_systems"], "M09": "measured", "M09a": 0.6, "M09c": 0.8}, "M09a"),
    ({"M04": 8_000, "M04a": 2_000}, "M04"),
    ({"M05": "under_10s", "M05a": 4_000, "M05b": 6_000}, "M05a"),
    ({"M05": "under_300ms", "M05b": 600}, "M05"),
    ({"E01": "production", "E04": 0}, "E01"),
    ({"S03": "one_task", "S02": ["draft", "summarise", "translate", "write_code"]}, "S03"),
]


@pytest.mark.parametrize(("given_answers", "believed"), CLASHES, ids=str)
def test_a_clash_is_named_with_the_answer_that_is_believed(
    given_answers: dict[str, object], believed: str
) -> None:
    named = contradictions(said(**given_answers))
    assert believed in {clash.believed for clash in named}
    for clash in named:
        assert "The plan" in ENGLISH.say(clash.says)


@pytest.mark.parametrize(("given_answers", "believed"), CLASHES, ids=str)
def test_an_assumption_contradicts_nobody(given_answers: dict[str, object], believed: str) -> None:
    answers = said(**given_answers)
    clash = next(c for c in contradictions(answers) if c.believed == believed)
    for question in clash.questions:
        open_again = answers.with_answer(question, Answer(State.UNKNOWN))
        assert clash not in contradictions(open_again)


def test_an_answer_left_behind_a_closed_question_is_named() -> None:
    listed = said(M07=["own_documents_stable"], A06=[{"source": "Handbook"}], M07a=50_000)
    closed = listed.with_answer("M07", Answer(State.ANSWERED, ("none",)))
    assert [c.questions for c in contradictions(closed)] == [("M07", "A06"), ("M07", "M07a")]
    assert contradictions(listed) == ()


def test_a_figure_at_the_edge_of_its_band_is_no_clash() -> None:
    for amount in (50, 499):
        assert contradictions(said(A02="from_50", A02a=amount)) == ()
    assert contradictions(said(A02="from_50", A02a=500))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_worked_cases_contradict_themselves_nowhere(case: Case) -> None:
    assert advise(case.answers).contradictions == ()


@pytest.mark.parametrize("place", ["own_cloud", "own_hardware", "air_gapped"])
def test_a_bought_product_may_run_in_the_house_and_is_asked_whether_it_does(place: str) -> None:
    bought = advise(said(M01=place, M10="bought_product"))
    assert bought.contradictions == ()
    assert "product-in-your-house" in {duty.id for duty in bought.duties}
    hosted = advise(said(M01="any_api", M10="bought_product"))
    assert "product-in-your-house" not in {duty.id for duty in hosted.duties}


def test_every_pair_of_the_file_has_an_example() -> None:
    named = {clash.says for answers, _ in CLASHES for clash in contradictions(said(**answers))}
    assert {pair.says for pair in load_pairs()} <= named


def test_no_pair_clashes_over_options_that_do_not_exist() -> None:
    for pair in load_pairs():
        for question, option in pair.when.options:
            assert option in {o.id for o in BANK.questions[question].options}, option


@settings(max_examples=50, deadline=None)
@given(anybody())
def test_both_answers_of_a_clash_were_given(answers: Answers) -> None:
    for clash in contradictions(answers):
        assert clash.believed in clash.questions
        for question in clash.questions:
            assert answers.given[question].state is State.ANSWERED


def test_a_blank_plan_contradicts_nothing() -> None:
    assert contradictions(said()) == ()
    assert contradictions(said(S07=UNKNOWN, S09="nobody")) == ()


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_clash_is_named_once(name: str) -> None:
    named = contradictions(situation(name))
    assert len(named) == len(set(named))


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "contradictions.toml"
    file.write_text(
        '[[pair]]\nquestions = ["S07"]\nwhen = "S07 any {x}"\nbelieved = "S07"\nsays = "No."\n'
        '[[pair]]\nquestions = ["S07", "S09"]\nwhen = "maybe"\nbelieved = "S09"\nsays = ""\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_pairs(file)
    assert len(refused.value.faults) >= 4
