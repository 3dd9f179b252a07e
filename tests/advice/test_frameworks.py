"""The lists of NIST and OWASP, whole, by name and year."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.advice.advise import advise
from app.advice.frameworks import NOT_HERE, coverage, load_frameworks, names_of
from app.language.reader import ENGLISH
from app.lifecycle.entries import FaultyContent
from tests.advice.situations import SITUATIONS, situation
from tests.cases import cases

NIST, OWASP, EARLIER = load_frameworks()


def test_nist_names_twelve_risks() -> None:
    assert (NIST.name, len(NIST.entries), NIST.rule.id) == ("NIST AI 600-1 (2024)", 12, "R-66")


def test_the_current_owasp_list_is_that_of_2026() -> None:
    assert OWASP.current
    assert not EARLIER.current
    assert [entry.name for entry in OWASP.entries] == [
        "01 Prompt Injection",
        "02 Sensitive Information Disclosure",
        "03 Excessive Agency",
        "04 Supply Chain",
        "05 Data and Model Poisoning",
        "06 Unbounded Consumption",
        "07 Misinformation",
        "08 Hidden Context Exposure",
        "09 Vector and Embedding Weaknesses",
        "10 Improper Output Handling",
    ]


def test_the_numbers_of_2025_differ() -> None:
    assert [entry.name for entry in EARLIER.entries] == [
        "01 Prompt Injection",
        "02 Sensitive Information Disclosure",
        "03 Supply Chain",
        "04 Data and Model Poisoning",
        "05 Improper Output Handling",
        "06 Excessive Agency",
        "07 System Prompt Leakage",
        "08 Vector and Embedding Weaknesses",
        "09 Misinformation",
        "10 Unbounded Consumption",
    ]


def test_a_risk_is_named_by_list_and_year() -> None:
    assert names_of("risk.hallucination") == (
        "NIST AI 600-1 (2024): Confabulation",
        "NIST AI 600-1 (2024): Information Integrity",
        "OWASP LLM Top 10 (2026): 07 Misinformation",
    )
    assert all("2025" not in name for name in names_of("risk.cost"))


def test_a_list_points_only_to_risks_that_exist() -> None:
    everybody = [*(case.answers for case in cases()), *(situation(name) for name in SITUATIONS)]
    known = {risk.tag for answers in everybody for risk in advise(answers).risks}
    for framework in load_frameworks():
        for entry in framework.entries:
            assert set(entry.covered_by) <= known, entry.name


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_entry_of_a_list_is_answered_for_everybody(name: str) -> None:
    register = advise(situation(name)).risks
    for framework in load_frameworks():
        covered = coverage(framework, register)
        assert [entry.name for entry in covered] == [entry.name for entry in framework.entries]
        for entry in covered:
            assert entry.risks or ENGLISH.say(entry.otherwise)


def test_an_entry_without_a_reason_says_so() -> None:
    nothing = coverage(OWASP, ())
    agency = next(entry for entry in nothing if entry.name == "03 Excessive Agency")
    assert agency.risks == ()
    assert agency.otherwise == NOT_HERE


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    file = tmp_path / "frameworks.toml"
    file.write_text(
        '[one]\ntitle = "A list"\nyear = 2024\nrule = "R-66"\n[[one.entry]]\nname = "Open"\n'
        '[two]\ntitle = "Another"\nrule = "R-99"\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_frameworks(file)
    assert len(refused.value.faults) == 2
