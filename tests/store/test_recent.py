"""What is remembered of a plan is always what stands in the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from app.lifecycle.answers import Answer, State
from app.store.database import open_database
from app.store.kept import SavedPlan
from app.store.recent import ROOM, Recent
from tests.conftest import NOON
from tests.store.conftest import Shelf

FEW = Answer(State.ANSWERED, "few_tasks")
ONE = Answer(State.ANSWERED, "one_task")


def read(shelf: Shelf) -> SavedPlan:
    with shelf.store(writing=False) as store:
        return store.plans.readable_by(shelf.alice.token).saved()


def answer(shelf: Shelf, said: Answer) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", said)


def test_what_has_not_changed_is_not_read_again(shelf: Shelf) -> None:
    answer(shelf, FEW)
    assert read(shelf) is read(shelf)


def test_an_answer_a_title_and_a_clearing_are_seen_at_once(shelf: Shelf) -> None:
    seen = [read(shelf)]
    answer(shelf, FEW)
    seen.append(read(shelf))
    with shelf.plan() as plan:
        plan.change(title="Service desk", kickoff=None, priced_at=None)
    seen.append(read(shelf))
    with shelf.plan() as plan:
        plan.clear("S03")
    seen.append(read(shelf))
    titles = [saved.title for saved in seen]
    answers = [saved.given.get("S03") for saved in seen]
    assert titles == ["Help desk", "Help desk", "Service desk", "Service desk"]
    assert answers == [None, FEW, FEW, None]


def test_what_another_server_wrote_is_seen_at_once(shelf: Shelf) -> None:
    answer(shelf, FEW)
    read(shelf)
    other = replace(shelf, database=open_database(shelf.database.url))
    answer(other, ONE)
    other.database.close()
    assert read(shelf).given["S03"] == ONE


def test_what_was_undone_was_never_seen(shelf: Shelf) -> None:
    answer(shelf, FEW)
    with suppress(LookupError), shelf.plan() as plan:
        plan.answer("S03", ONE)
        assert plan.saved().given["S03"] == ONE
        raise LookupError
    answer(shelf, Answer(State.UNKNOWN))  # as many answers as there would have been
    assert read(shelf).given["S03"] == Answer(State.UNKNOWN)


def test_only_so_many_plans_are_remembered() -> None:
    recent = Recent()
    saved = SavedPlan("", "", None, None, "1", NOON, NOON, None, {}, {})
    for number in range(ROOM + 3):
        recent.find(str(number), 0, lambda: saved)
    assert (len(recent.plans), "2" in recent.plans, "3" in recent.plans) == (ROOM, False, True)
