"""The bank holds what other programs rely on, and complains of all faults at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.language.message import Message
from app.language.reader import ENGLISH
from app.lifecycle.bank import CONTENT, load_bank
from app.lifecycle.entries import FaultyContent
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Question, QuestionType

IDS = (Path(__file__).parent.parent / "data" / "question_ids.txt").read_text().splitlines()
BANK = load_bank()


def signature(question: Question) -> str:
    """Id, type, priority and the ids of options or columns, as in the list of ids."""
    inside = question.options or question.columns
    return " ".join([question.id, question.type, question.priority, *(part.id for part in inside)])


def test_every_id_stands_in_the_list_that_other_programs_rely_on() -> None:
    assert [signature(question) for question in BANK.questions.values()] == IDS


def test_there_are_64_questions_with_49_follow_ups() -> None:
    assert len(BANK.main()) == 64
    assert len(BANK.questions) - len(BANK.main()) == 49


def test_every_main_question_says_why_it_is_asked() -> None:
    assert [question.id for question in BANK.main() if question.why is None] == []


def test_every_question_says_what_it_moves_and_who_knows() -> None:
    silent = [q.id for q in BANK.questions.values() if q.drives is None or not q.who]
    assert silent == []


def test_free_text_comes_with_an_example() -> None:
    texts = [q for q in BANK.questions.values() if q.type is QuestionType.TEXT]
    assert [question.id for question in texts if question.example is None] == []


def test_no_option_is_a_word_that_yaml_reads_as_something_else() -> None:
    keywords = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    options = {o.id for q in BANK.questions.values() for o in q.options}
    asked = {o.id for h in BANK.helpers.values() for q in h.asks for o in q.options}
    assert (options | asked).isdisjoint(keywords)


def test_all_words_can_be_said() -> None:
    words: list[Message | None] = []
    for question in BANK.questions.values():
        words += [question.asks, question.why, question.drives, question.example]
        words += [part for option in question.options for part in (option.label, option.hint)]
    assert all(ENGLISH.say(said) for said in words if said is not None)


def test_questions_stand_in_the_order_of_the_phases() -> None:
    phases = [question.phase for question in BANK.questions.values()]
    assert phases == sorted(phases, key=list(Phase).index)


def test_follow_ups_stand_behind_their_question() -> None:
    for main in BANK.main():
        assert all(follow.id.startswith(main.id) for follow in BANK.follow_ups(main.id))


@pytest.mark.parametrize(
    ("question", "figure", "option"),
    [
        ("I06", 8000, "from_1k"),
        ("I06", 99.5, "under_100"),
        ("I06", 3_000_000, "over_100k"),
        ("A02", 5000, "from_500"),
        ("A04", 301, "over_300"),
        ("M05", 6000, "under_10s"),
    ],
)
def test_a_figure_lies_in_one_band(question: str, figure: float, option: str) -> None:
    assert BANK.questions[question].band_of(figure) == option


def test_all_faults_of_the_content_are_reported_at_once(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    scoping = content / "scoping.toml"
    broken = (
        scoping.read_text()
        .replace('[S01]\ntype = "text"', '[S01]\ntype = "prose"')
        .replace('likely = "few_tasks"', 'likely = "some_tasks"')
        .replace('visible = "S05 any {ruled_out}"', 'visible = "S05 any {excluded}"')
        .replace('visible = "S13a > 1"', 'visible = "M01a > 1"')
        .replace('help = "help_S16"', 'help = "help_S99"')
    )
    scoping.write_text(broken)
    with pytest.raises(FaultyContent) as refusal:
        load_bank(content)
    said = str(refusal.value)
    for fault in (
        "type must be one of text",
        "S03: it assumes some_tasks",
        "S05a: a condition refers to excluded",
        "S13b: its condition refers to M01a, which is not asked before it",
        "S16: there is no helper help_S99",
    ):
        assert fault in said


def test_the_version_changes_with_the_words(tmp_path: Path) -> None:
    same, reworded = tmp_path / "same", tmp_path / "reworded"
    shutil.copytree(CONTENT, same)
    shutil.copytree(CONTENT, reworded)
    helpers = reworded / "helpers.toml"
    helpers.write_text(helpers.read_text() + "\n# more\n")
    assert load_bank(same).version == BANK.version
    assert load_bank(reworded).version != BANK.version
