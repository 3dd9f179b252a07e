"""What could win instead, and what would have to be true: for every main technique and wish."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from app.advice.advise import advise
from app.advice.finding import Stance, VerdictKind
from app.language.message import message
from app.language.reader import ENGLISH
from app.lifecycle.answers import Answers
from app.lifecycle.entries import FaultyContent
from app.plan.alternatives import (
    FIGURES,
    WEIGHTIEST_FIRST,
    alternatives,
    load_rivals,
    main_technique,
)
from tests.advice.anybody import anybody
from tests.advice.situations import SITUATIONS, situation
from tests.cases import case
from tests.lifecycle.saying import said


def rivals(answers: Answers) -> dict[str, str]:
    """What would have to be true, by the tag that would win then."""
    found = alternatives(answers, advise(answers))
    return {rival.tag: ENGLISH.say(rival.wins_when) for rival in found}


def test_a_model_of_your_own_that_was_asked_for_is_told_how_far_away_it_is() -> None:
    """D08: 60 million tokens ÷ 20 carry 3 million parameters (R-15b); it takes 200 billion."""
    found = alternatives(case("D08").answers, advise(case("D08").answers))
    assert found[0].tag == "select.pretrain_scratch"
    words = ENGLISH.say(found[0].wins_when)
    for figure in ("200 billion tokens", "60M tokens", "3M parameters", "$200,000"):
        assert figure in words


DRAFTS: dict[str, object] = {"S02": ["draft"], "M01": "api_contract"}

# Answers, the technique that loses, and the figures with which it is told what it would take.
TOLD: list[tuple[dict[str, object], str, tuple[str, ...]]] = [
    ({**DRAFTS, "A02": "from_50", "A02a": 120}, "adapt.sft_lora", ("500", "120")),
    ({**DRAFTS, "A02": "from_500", "A02a": 900}, "adapt.sft_lora", ("900 examples at hand",)),
    (
        {"S02": ["translate"], "A02": "from_500", "A02a": 1_500},
        "adapt.sft_lora",
        ("5,000 approved segments", "1,500"),
    ),
    (
        {**DRAFTS, "A02": "over_5000", "A02a": 8_000, "A03": ["biased"]},
        "adapt.sft_lora",
        ("Fresh labels", "8,000"),
    ),
    (
        {**DRAFTS, "A02": "over_5000", "A02a": 8_000, "A03": ["rights_unclear"]},
        "adapt.sft_lora",
        ("confirmed in writing", "8,000"),
    ),
    (
        {**DRAFTS, "M11": ["preference_tuning"], "A10": "under_1k", "A10a": 300},
        "adapt.rlhf",
        ("10,000 fresh comparisons", "300 comparisons"),
    ),
    (
        {**DRAFTS, "M11": ["train_from_scratch"], "M08a": 250e9},
        "select.pretrain_scratch",
        ("250B tokens", "$"),
    ),
    (
        {**DRAFTS, "M11": ["train_from_scratch"], "M08a": 4e9},
        "select.continued_pretraining",
        ("4B tokens",),
    ),
    ({**DRAFTS, "M11": ["retrieval"], "M07": ["none"]}, "augment.rag", ("come with the request",)),
    ({**DRAFTS, "M11": ["specialist_model"]}, "select.domain_pretrained", ("all 9 public sets",)),
    (
        {"S02": ["act_in_systems"], "M11": ["agent"], "I03": "reversible", "I04": "fixed_chain",
         "I06": "from_1k", "I06a": 3_000},
        "augment.agent",
        ("3,000 requests a day", "four times the tokens"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "tag", "figures"), TOLD, ids=[row[1] for row in TOLD])
def test_what_would_have_to_be_true_is_told_with_figures(
    answers: dict[str, object], tag: str, figures: tuple[str, ...]
) -> None:
    words = rivals(said(**answers))[tag]
    assert [figure for figure in figures if figure not in words] == []


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_said_also_of_whoever_may_wait_for_hours(name: str) -> None:
    """The band “hours are fine” has no upper end."""
    words = ENGLISH.say(message("{figure}", figure=FIGURES[name](said(M05="batch_hours"))))
    assert words
    assert name != "time" or words == "hours"


NARROW: dict[str, object] = {"S05": ["bought_product"], "S03": "one_task", "E03": "nothing"}


def test_buying_and_building_are_held_against_each_other() -> None:
    """F15: the other of the two is shown as a scenario."""
    assert "buy" in rivals(said(**NARROW, S02=["draft"]))
    assert "build" in rivals(said(**NARROW, S02=["draft"], M10="public_app"))
    assert not {"buy", "build"} & set(rivals(said(S02=["draft"])))


def test_a_figure_that_nobody_gave_is_called_assumed() -> None:
    assert "assumed examples" in rivals(said(S02=["draft"], M01="api_contract"))["adapt.sft_lora"]
    known = rivals(said(S02=["draft"], M01="api_contract", A02="none"))["adapt.sft_lora"]
    assert "assumed" not in known


@pytest.mark.parametrize("tag", WEIGHTIEST_FIRST)
def test_every_main_technique_has_a_rival(tag: str) -> None:
    assert any(tag in rival.against for rival in load_rivals())


# A wish, and the tags of which one must answer it with what it would take.
WISHES = {
    "retrieval": {"augment.rag"},
    "fine_tuning": {"adapt.sft", "adapt.sft_lora"},
    "preference_tuning": {"adapt.rlhf", "adapt.dpo"},
    "specialist_model": {"select.domain_pretrained"},
    "train_from_scratch": {"select.pretrain_scratch"},
    "agent": {"augment.agent"},
}


@pytest.mark.parametrize("wish", WISHES)
@settings(max_examples=30, deadline=None)
@given(answers=anybody())
def test_a_wish_that_lost_is_told_what_it_would_take(wish: str, answers: Answers) -> None:
    wished = said_also(answers, wish)
    advice = advise(wished)
    if advice.verdict.kind in {VerdictKind.STOP, VerdictKind.NO_GENAI}:
        return
    if not advice.recommends(*WISHES[wish]):
        assert WISHES[wish] & {rival.tag for rival in alternatives(wished, advice)}


def said_also(answers: Answers, wish: str) -> Answers:
    return answers.with_answer("M11", said(M11=[wish]).given["M11"])


@settings(max_examples=50, deadline=None)
@given(anybody())
def test_rivals_are_never_part_of_the_plan_and_never_twice(answers: Answers) -> None:
    advice = advise(answers)
    found = alternatives(answers, advice)
    tags = [rival.tag for rival in found]
    assert len(tags) == len(set(tags))
    for rival in found:
        assert not advice.recommends(rival.tag)
        assert rival.instead_of in {main_technique(advice), "buy"}


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_plan_that_goes_ahead_names_a_rival(name: str) -> None:
    advice = advise(situation(name))
    stopped = advice.verdict.kind is VerdictKind.STOP
    assert bool(alternatives(situation(name), advice)) is not stopped


# The wishes that a panel would resist, and the answers in which they stand alone.
COSTLY = ("fine_tuning", "preference_tuning", "train_from_scratch")


@pytest.mark.parametrize("wish", COSTLY)
@settings(max_examples=50, deadline=None)
@given(answers=anybody())
def test_a_costly_wish_without_need_is_argued_against_with_numbers(
    wish: str, answers: Answers
) -> None:
    advice = advise(said_also(answers, wish))
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        return
    for finding in advice.findings:
        against = finding.stance is not Stance.DO and "M11" in finding.because
        if against and finding.group in {"select", "adapt", "explain"}:
            words = (finding.why, finding.how, finding.when)
            told = " ".join(ENGLISH.say(part) for part in words if part is not None)
            assert any(letter.isdigit() for letter in told), (finding.tag, told)


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "alternatives.toml"
    file.write_text(
        '[[rival]]\ntag = "augment.rag"\ntitle = "Retrieval"\nwins_when = "{moon} is full."\n'
        'rule = "R-08"\nwhen = "perhaps"\n[[rival]]\nagainst = "all"\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_rivals(file)
    assert len(refused.value.faults) >= 6


def test_what_holds_already_is_not_named_as_what_would_have_to_hold() -> None:
    """The gap is proven and the rights are cleared: what is missing is a base to start from."""
    words = rivals(situation("signals that are no language"))["select.continued_pretraining"]
    assert "open model covers" in words
    assert "cleared" not in words
