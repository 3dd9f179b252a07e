"""Every rule speaks somewhere and is silent somewhere, and every tag can be heard."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from app.advice.advise import RULES, findings
from app.advice.finding import Finding
from app.lifecycle.answers import Answers
from app.lifecycle.bank import load_bank
from tests.advice.situations import SITUATIONS, situation
from tests.cases import CASES, cases

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


def test_every_tag_of_the_vocabulary_is_advised_somewhere() -> None:
    groups = yaml.safe_load(Path(CASES).read_text(encoding="utf-8"))["vocabulary"]
    tags = {tag for group, tags in groups.items() if group not in ELSEWHERE for tag in tags}
    assert tags == {finding.tag for finding in all_findings()}


def test_all_rules_over_a_full_set_of_answers_take_a_few_milliseconds() -> None:
    given = max((case.answers for case in cases()), key=lambda a: len(a.given)).given
    quickest = min(_seconds(Answers.of(load_bank(), given)) for _ in range(5))
    assert quickest < 0.01  # about 1.5 ms on a laptop; the bench holds the exact ratio


def _seconds(answers: Answers) -> float:
    start = time.perf_counter()
    findings(answers)
    return time.perf_counter() - start
