"""Every rule speaks somewhere and is silent somewhere, and every tag can be heard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from app.advice.advise import RULES, advise, findings
from app.advice.catalogue import load_catalogue
from app.advice.finding import Finding
from app.lifecycle.answers import Answers
from tests.advice.situations import SITUATIONS, situation
from tests.cases import CASES, cases
from tests.lifecycle.saying import said

# Tags that are no findings: risks stand in the register, anti.* are what no plan may claim.
ELSEWHERE = {"risk", "anti"}


@cache
def everybody() -> tuple[Answers, ...]:
    worked = [case.answers for case in cases()]
    return (*worked, *(situation(name) for name in SITUATIONS))


@cache
def all_findings() -> tuple[Finding, ...]:
    return tuple(finding for answers in everybody() for finding in findings(answers))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_speaks_to_some_and_not_to_all(rule: Callable[[Answers], Finding | None]) -> None:
    spoken = [rule(answers) is not None for answers in everybody()]
    assert any(spoken), "it never fires"
    assert not all(spoken) or rule(code_instead()) is None, "it always fires"


def code_instead() -> Answers:
    return next(case.answers for case in cases() if case.id.startswith("D12"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_is_heard_at_least_once(rule: Callable[[Answers], Finding | None]) -> None:
    """Another rule may settle its tag first, but not everywhere."""
    own = {finding.title for answers in everybody() if (finding := rule(answers))}
    assert own & {finding.title for finding in all_findings()}


# Answers by which each firing rule fires, and answers by which it does not (rules.md, section 12).
FIRING: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "F00": ({"S12": ["social_scoring"]}, {"S12": ["none"]}),
    "F01": ({"S16": "fully_structured"}, {"S16": "fully_free_text"}),
    "F02": ({"E06": "unknown_or_disputed"}, {"E06": "today"}),
    "F03": (
        {"M07": ["none"], "M09": "measured", "M09a": 0.95, "S11a": 0.9},
        {"M07": ["none"], "M09": "measured", "M09a": 0.7, "S11a": 0.9},
    ),
    "F04": (
        {"S02": ["answer_questions"], "M07": ["own_documents_stable"], "M07a": 60_000,
         "A07": "all_see_all"},
        {"S02": ["answer_questions"], "M07": ["own_documents_stable"], "M07a": 6e6},
    ),
    "F05": (
        {"S02": ["answer_questions"], "M07": ["own_documents_changing"], "M07a": 6e6},
        {"S02": ["answer_questions"], "M07": ["none"]},
    ),
    "F06": ({"M07": ["live_systems"], "S02": ["hold_conversation"]}, {"M07": ["none"]}),
    "F07": (
        {"S02": ["act_in_systems"], "I04": "model_chosen", "I03": "reversible"},
        {"S02": ["draft"]},
    ),
    "F08": (
        {"S02": ["draft"], "A01": ["wrong_tone"], "A02": "from_500", "A04": "from_100"},
        {"S02": ["draft"], "A01": ["wrong_tone"], "A02": "none", "A04": "from_100"},
    ),
    "F09": (
        {"S02": ["draft"], "M01": "own_hardware", "A01": ["wrong_tone"], "A02": "over_5000",
         "A02a": 9_000, "A04": "from_100"},
        {"S02": ["draft"], "M01": "own_hardware", "A02": "from_50", "A02a": 90},
    ),
    "F10": (
        {"S02": ["draft"], "M01": "own_hardware", "A10": "from_1k", "A10a": 4_000,
         "A01": ["unsafe"]},
        {"S02": ["draft"], "M01": "own_hardware", "A10": "no_comparisons"},
    ),
    "F11": ({"M08": "unknown_language"}, {"M08": "jargon"}),
    "F12": ({"S02": ["draft"], "A01": ["slow_or_dear"]}, {"S02": ["draft"], "I06": "under_100"}),
    "F13": (
        {"S07": "harm_to_people", "S09": "nobody"},
        {"S07": "harm_to_people", "S09": "expert_every_time"},
    ),
    "F14": (
        {"I05": ["open_web"], "I03": "reversible"},
        {"I05": ["open_web"], "I03": "nothing"},
    ),
    "F15": (
        {"S05": ["bought_product"], "S03": "one_task", "E03": "nothing", "M10": "public_app"},
        {"S05": ["nothing_tried"], "S03": "one_task", "E03": "nothing", "M10": "public_app"},
    ),
}  # fmt: skip


def fired(answers: Answers) -> frozenset[str]:
    """The firing rules that the advice names, in the verdict or beside a finding."""
    advice = advise(answers)
    beside = {rule.id for found in advice.findings for rule in (found.rule, *found.also)}
    return frozenset(id for id in {*advice.verdict.rules, *beside} if id.startswith("F"))


@pytest.mark.parametrize("id", FIRING)
def test_a_firing_rule_is_named_where_it_fires_and_nowhere_else(id: str) -> None:
    fires, silent = FIRING[id]
    assert id in fired(said(**fires))
    assert id not in fired(said(**silent))


def test_every_firing_rule_of_the_catalogue_is_tried() -> None:
    assert set(FIRING) == {id for id in load_catalogue() if id.startswith("F")}


# Rules about the estimate: weeks, prices and expertise. The estimate and the labelling cite them.
OF_THE_ESTIMATE = {"R-70", "R-71", "R-72", "R-73", "R-74", "R-75"}


def test_every_rule_speaks_to_some_plan() -> None:
    cited = set(OF_THE_ESTIMATE)
    for answers in everybody():
        advice = advise(answers)
        cited |= {rule.id for found in advice.findings for rule in (found.rule, *found.also)}
        cited |= {risk.rule.id for risk in advice.risks}
        cited |= {duty.rule.id for duty in advice.duties}
        cited |= set(advice.verdict.rules)
    assert {id for id in load_catalogue() if id.startswith("R")} - cited == set()


def test_every_tag_of_the_vocabulary_is_advised_somewhere() -> None:
    groups = yaml.safe_load(Path(CASES).read_text(encoding="utf-8"))["vocabulary"]
    tags = {tag for group, tags in groups.items() if group not in ELSEWHERE for tag in tags}
    assert tags == {finding.tag for finding in all_findings()}
