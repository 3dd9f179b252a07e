"""The tags: complete, in plain words, and each finding rests on the rules of its tag."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from app.advice.advise import findings
from app.advice.claims import CLAIMS
from app.advice.finding import Stance
from app.advice.vocabulary import Tag, load_conflicts, load_vocabulary
from app.language.reader import ENGLISH
from app.lifecycle.entries import FaultyContent
from tests.advice.situations import SITUATIONS, situation
from tests.cases import CASES, cases

ALL = load_vocabulary()


def test_the_vocabulary_is_the_one_in_which_plans_are_compared() -> None:
    groups = yaml.safe_load(Path(CASES).read_text(encoding="utf-8"))["vocabulary"]
    assert len(ALL) == 132
    assert [tag for group in groups.values() for tag in group] == list(ALL)


def test_every_claim_that_a_plan_must_not_make_has_its_predicate() -> None:
    assert {tag.id for tag in ALL.values() if tag.group == "anti"} == set(CLAIMS)


@pytest.mark.parametrize("tag", ALL.values(), ids=lambda tag: tag.id)
def test_a_tag_is_explained_in_one_short_sentence(tag: Tag) -> None:
    means = ENGLISH.say(tag.means)
    assert means.endswith(".")
    assert len(means) <= 120
    assert not ENGLISH.say(tag.name).endswith(".")


def test_no_two_tags_have_the_same_name() -> None:
    names = [ENGLISH.say(tag.name) for tag in ALL.values()]
    assert len(set(names)) == len(names)


def test_what_is_advised_rests_on_a_rule_of_its_tag() -> None:
    everybody = [*(case.answers for case in cases()), *(situation(name) for name in SITUATIONS)]
    for answers in everybody:
        for finding in findings(answers):
            if finding.stance is Stance.DO:
                cited = {finding.rule.id, *(rule.id for rule in finding.also)}
                assert cited & set(ALL[finding.tag].follows_from), finding.tag


def test_a_conflict_names_what_is_done_about_it() -> None:
    assert len(load_conflicts()) == 10
    for conflict in load_conflicts():
        assert ENGLISH.say(conflict.says).count(".") >= 1


def test_all_faults_of_the_vocabulary_are_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.toml"
    file.write_text(
        '[select]\none = { name = "One", means = "One.", follows_from = ["R-99"] }\n'
        'two = { means = "Two.", follows_from = [], trust = "rumour" }\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_vocabulary(file)
    assert len(refused.value.faults) == 5
