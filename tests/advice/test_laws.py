"""What holds of the advice whatever anybody answers."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.advice.advise import advise, findings
from app.advice.catalogue import rule
from app.advice.claims import claims
from app.advice.finding import Advice, Finding, Stance, VerdictKind
from app.advice.situation import PROHIBITED
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.questions import Question, QuestionType
from tests.advice.anybody import anybody
from tests.advice.situations import SITUATIONS, situation
from tests.cases import Case, cases
from tests.lifecycle.saying import BANK

FEW = settings(max_examples=50, deadline=None)
TECHNIQUES = {"select", "model", "adapt", "augment", "optimise"}


def said_in(finding: Finding) -> tuple[object, ...]:
    """What a reader sees of a finding, apart from what it rests on."""
    return (finding.tag, finding.stance, finding.title, finding.why, finding.how, finding.when)


def told(advice: Advice) -> object:
    """What a reader sees of the whole advice, apart from what it rests on."""
    verdict = advice.verdict
    return (
        (verdict.kind, verdict.sentence, verdict.reasons, verdict.red_flags),
        [said_in(finding) for finding in advice.findings],
        [(risk.tag, risk.likelihood, risk.effect, risk.happens) for risk in advice.risks],
        [duty.id for duty in advice.duties],
        ([clash.says for clash in advice.contradictions], advice.expertise, advice.tier),
    )


@FEW
@given(anybody())
def test_no_tag_is_advised_both_ways(answers: Answers) -> None:
    tags = [finding.tag for finding in advise(answers).findings]
    assert len(tags) == len(set(tags))


# Of each line a plan does at most one: a model runs in one place, comes from one source, …
ONE_OF: tuple[frozenset[str], ...] = (
    frozenset({"deploy.on_device", "deploy.on_prem", "deploy.private_cloud", "deploy.api"}),
    frozenset({"select.existing_api", "select.existing_open_weights", "select.pretrain_scratch"}),
    frozenset({"select.existing_open_weights", "select.existing_platform_model"}),
    frozenset({"select.continued_pretraining", "select.pretrain_scratch"}),
    frozenset({"select.existing_api", "deploy.on_prem", "deploy.on_device"}),
    frozenset({"select.no_genai", "adapt.prompt", "adapt.sft", "adapt.sft_lora"}),
    frozenset({"model.encoder_lt1b", "model.le4b", "model.7_14b", "model.30_70b"}),
    frozenset({"model.encoder_lt1b", "model.frontier_api", "model.small_or_mid_api"}),
    frozenset({"augment.agent", "augment.workflow"}),
    frozenset({"adapt.sft", "adapt.sft_lora"}),
)


@settings(max_examples=100, deadline=None)
@given(anybody())
def test_no_two_findings_send_the_team_two_ways(answers: Answers) -> None:
    doing = {f.tag for f in advise(answers).findings if f.stance is Stance.DO}
    for ways in ONE_OF:
        assert len(doing & ways) <= 1, sorted(doing & ways)


@FEW
@given(anybody())
def test_every_finding_has_a_rule_a_source_and_grounds_that_count(answers: Answers) -> None:
    for finding in advise(answers).findings:
        assert finding.rule == rule(finding.rule.id)
        assert finding.rule.sources
        assert finding.because, finding.tag
        assert set(finding.because) <= set(BANK.questions)
        assert set(finding.assumed) == {q for q in finding.because if not answers.known(q)}
        assert 1 <= finding.step <= 12
        assert (finding.when is not None) or finding.stance is not Stance.LATER


@FEW
@given(anybody())
def test_findings_stand_in_the_order_of_decision(answers: Answers) -> None:
    steps = [finding.step for finding in advise(answers).findings]
    assert steps == sorted(steps)


@FEW
@given(anybody())
def test_the_advice_makes_no_claim_that_a_plan_must_not_make(answers: Answers) -> None:
    assert claims(answers, advise(answers)) == frozenset()


@FEW
@given(anybody(), st.sampled_from(PROHIBITED))
def test_a_prohibited_use_always_stops(answers: Answers, practice: str) -> None:
    used = answers.with_answer("S12", Answer(State.ANSWERED, (practice,)))
    verdict = advise(used).verdict
    assert verdict.kind is VerdictKind.STOP
    assert verdict.because == ("S12",)


@FEW
@given(anybody(), st.randoms())
def test_the_order_of_answering_never_matters(answers: Answers, chance: random.Random) -> None:
    turned = list(answers.given.items())
    chance.shuffle(turned)
    assert advise(Answers.of(BANK, dict(turned))) == advise(answers)


@FEW
@given(anybody(), st.data())
def test_taking_back_a_trigger_changes_the_finding_or_is_admitted(
    answers: Answers, data: st.DataObject
) -> None:
    found = {finding.tag: finding for finding in findings(answers)}
    triggers = sorted({q for f in found.values() for q in f.because if answers.known(q)})
    assume(triggers)
    trigger = data.draw(st.sampled_from(triggers))
    after = {finding.tag: finding for finding in findings(answers.without(trigger))}
    for tag, finding in found.items():
        if trigger in finding.because:
            assert after.get(tag) != finding
            still = after.get(tag)
            if still is not None and said_in(still) == said_in(finding):
                assert trigger in still.assumed or trigger not in still.because


@FEW
@given(anybody())
def test_code_instead_leaves_no_technique_standing(answers: Answers) -> None:
    fixed = answers.with_answer("S16", Answer(State.ANSWERED, "fully_structured"))
    advice = advise(fixed.with_answer("S12", Answer(State.ANSWERED, ("none",))))
    assert advice.verdict.kind is VerdictKind.NO_GENAI
    doing = {f.tag for f in advice.findings if f.stance is Stance.DO}
    assert {tag for tag in doing if tag.partition(".")[0] in TECHNIQUES} == {"select.no_genai"}
    assert "eval.unit_tests" in doing


BANDS = [
    (follow.id, question)
    for question in BANK.questions.values()
    if question.type is QuestionType.BAND
    for follow in BANK.follow_ups(question.id)
    if follow.id in ("A02a", "I06a", "M05a", "A10a", "A04a")
]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_band_and_its_assumed_figure_say_the_same(case: Case) -> None:
    for figure, question in BANDS:
        for option in question.options:
            banded = case.answers.with_answer(question.id, Answer(State.ANSWERED, option.id))
            banded = banded.without(figure)
            amount = banded.number(figure)
            if amount is None or not banded.shown(figure):
                continue
            exact = banded.with_answer(figure, Answer(State.ANSWERED, amount))
            assert told(advise(exact)) == told(advise(banded))


@FEW
@given(anybody(), st.sampled_from(BANDS), st.data())
def test_a_band_and_its_assumed_figure_say_the_same_to_anybody(
    answers: Answers, band: tuple[str, Question], data: st.DataObject
) -> None:
    figure, question = band
    option = data.draw(st.sampled_from(question.options))
    banded = answers.with_answer(question.id, Answer(State.ANSWERED, option.id)).without(figure)
    amount = banded.number(figure)
    assume(banded.shown(figure) and amount is not None)
    exact = banded.with_answer(figure, Answer(State.ANSWERED, amount))
    assert told(advise(exact)) == told(advise(banded))


@pytest.mark.parametrize("wish", [o.id for o in BANK.questions["M11"].options if o.id != "none"])
@FEW
@given(answers=anybody())
def test_every_wish_is_answered(wish: str, answers: Answers) -> None:
    wished = answers.with_answer("M11", Answer(State.ANSWERED, (wish,)))
    assert any("M11" in finding.because for finding in findings(wished))


def test_unseen_questions_alone_never_ask_for_discovery() -> None:
    assert advise(Answers.of(BANK, {})).verdict.kind is VerdictKind.BUILD
    for name in SITUATIONS:
        assert advise(situation(name)).verdict.kind is not VerdictKind.DISCOVERY_FIRST, name
