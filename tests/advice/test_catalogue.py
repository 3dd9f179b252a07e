"""The catalogue of rules: whole, sourced, and refused with all its faults at once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from app.advice.catalogue import CONTENT, load_catalogue, load_sections, rule
from app.advice.finding import Rule, Trust
from app.language.reader import ENGLISH
from app.lifecycle.entries import FaultyContent

ALL = load_catalogue()
# Every id that a plan may cite; are unused.
IDS = (
    "01 02 03 03b 04 05 06 07 08 09 10 11 11b 12 12b 13 14 14b 15 15b 16 16b 16c 17 18 19 20 25 "
    "25b 26 27 28 29 30 31 31b 31c 32 33 33b 34 35 36 37 38 39 40 41 42 43 44 45 50 51 52 53 54 "
    "60 61 62 63 64 65 66 67 70 71 72 73 74 75 76"
)

# Figures that carry over exactly, each where it belongs.
FIGURES = {
    "R-03": ["$88", "81.5 %"],
    "R-05": ["linearly"],
    "R-06": ["62", "70", "78", "87", "83"],
    "R-08": ["200,000", "500 pages", "90 %"],
    "R-09": ["7.6 %", "13.1 %", "39 to 65 %"],
    "R-11b": ["87.1", "81.2"],
    "R-14": ["20 tokens per parameter", "200 B"],
    "R-14b": ["50.6 B", "363 B", "569 B", "512", "651,000"],
    "R-15": ["4,129", "13,088", "29,491", "93,483", "121,298", "384,501", "412,875", "1,308,761"],
    "R-16": ["43 %", "27,540"],
    "R-16b": ["5,000", "+13 BLEU", "+25 COMET", "+4.2"],
    "R-17": ["12,725", "33,207", "31,144", "1.4 M"],
    "R-20": ["2026-05-07", "2026-07-02", "2027-01-06", "2025-09-15"],
    "R-27": ["128 KiB", "320 KiB", "40 GiB", "125 GiB"],
    "R-31b": ["1.014", "1.028", "1.108", "1.565", "+68.7 %"],
    "R-33": ["40 %", "60 %", "97 %", "+2.18 %", "750,000"],
    "R-34": ["−35 %", "−49 %", "−67 %", "5.7 %", "1.9 %"],
    "R-39": ["61 %", "35 %", "25 %", "60 %"],
    "R-41": ["385", "1,068", "2,401", "9,604", "1,825"],
    "R-42": ["291", "903", "432", "116", "469", "1,306", "969", "3,876"],
    "R-43": ["59", "299", "598", "2,995"],
    "R-51": ["17 %", "33 %", "202"],
    "R-54": ["3,442", "303,000"],
    "R-60": ["2024/1689", "2026/1744", "2025-02-02", "2026-08-02", "2026-12-02", "2027-12-02",
             "2028-08-02", "€35 M", "€15 M"],
    "R-67": ["Edition 2026", "2026-08-04", "08 Hidden Context Exposure"],
    "R-71": ["8 months", "48 %", "78 %", "14 %"],
    "R-73": ["1,980", "400", "200"],
}  # fmt: skip


def test_every_rule_has_its_place() -> None:
    expected = [f"R-{number}" for number in IDS.split()]
    assert [id for id in ALL if id.startswith("R-")] == expected
    assert [id for id in ALL if id.startswith("F")] == [f"F{n:02}" for n in range(16)]


@pytest.mark.parametrize("id", FIGURES)
def test_the_figures_of_a_rule_carry_over(id: str) -> None:
    entry = rule(id)
    said = [ENGLISH.say(words) for words in (entry.says, entry.numbers) if words is not None]
    for figure in FIGURES[id]:
        assert figure in " ".join(said)


@pytest.mark.parametrize("entry", ALL.values(), ids=lambda entry: entry.id)
def test_a_rule_says_who_says_so(entry: Rule) -> None:
    assert entry.sources
    assert entry.trust is entry.sources[0].trust
    assert entry.section in load_sections()
    for source in entry.sources:
        assert source.url is None or source.url.startswith("https://")


@pytest.mark.parametrize("entry", ALL.values(), ids=lambda entry: entry.id)
def test_a_rule_reads_as_whole_sentences(entry: Rule) -> None:
    for words in (entry.says, entry.numbers, entry.applies_when):
        if words is not None:
            said = ENGLISH.say(words)
            assert said[0].isupper() or said[0].isdigit() or said[0] in "+±"
            assert said.endswith((".", "?"))
            assert "  " not in said


@pytest.mark.parametrize("entry", ALL.values(), ids=lambda entry: entry.id)
def test_only_a_firing_rule_says_when_it_fires(entry: Rule) -> None:
    assert (entry.applies_when is not None) == (entry.section == "firing")


def test_what_the_law_says_has_the_day_it_was_checked() -> None:
    for id in ("R-52", *(f"R-{n}" for n in range(60, 68)), "F00"):
        assert str(rule(id).checked_on) == "2026-11-23"


def test_a_planning_default_is_never_called_a_fact() -> None:
    for id in ("R-18", "R-30", "R-45", "R-72", "R-76"):
        assert rule(id).trust is Trust.JUDGEMENT


def test_a_source_by_number_leads_to_that_paper() -> None:
    urls = {source.url for entry in ALL.values() for source in entry.sources if source.url}
    papers = {url for url in urls if "arxiv" in url}
    assert len(papers) > 25
    for url in papers:
        assert re.fullmatch(r"https://arxiv\.org/abs/\d{4}\.\d{5}", url), url


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(KeyError, match="R-99"):
        rule("R-99")


def test_all_faults_of_the_catalogue_are_reported_at_once(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content" / "rules.toml").write_text(
        '[[rule]]\nid = "R-01"\nsection = "nowhere"\nsays = "Try it."\n'
        '[[rule]]\nid = "R-01"\nsection = "size"\nsays = "Try it."\n'
        'source = [{ title = "A book", trust = "hearsay", url = "ftp://a.book" }]\n'
    )
    with pytest.raises(FaultyContent) as refused:
        load_catalogue(tmp_path / "content")
    faults = " ".join(refused.value.faults)
    for part in ("no section nowhere", "needs a source", "R-01 is taken", "hearsay", "https"):
        assert part in faults
    assert "F05 rests on R-09" in faults
