"""Plans: what was said is kept, and only the right key opens it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest

from app.lifecycle.actuals import Spent
from app.lifecycle.answers import Answer, Reason, State
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Row
from app.store.kept import Role
from app.store.open_plan import OpenPlan
from app.store.refusals import AnswerHasChanged, NoSuchPlan
from app.store.store import Store
from tests.conftest import NOON
from tests.store.conftest import Shelf

FEW = Answer(State.ANSWERED, "few_tasks")
ONE = Answer(State.ANSWERED, "one_task", note="see the minutes")

PEOPLE: Row = {"role": "engineer", "people": 1.5, "from": date(2027, 1, 4)}

EVERY_KIND = {
    "S01": Answer(State.ANSWERED, "Drafts replies for the help desk.\n“Naïve” 🙂 <b>"),
    "S02": Answer(State.ANSWERED, ("answer_questions", "hold_conversation")),
    "S03": ONE,
    "I06a": Answer(State.ANSWERED, 8000.0),
    "E03": Answer(State.ANSWERED, date(2027, 5, 1)),
    "E04": Answer(State.ANSWERED, "2027-05-01"),
    "E02": Answer(State.ANSWERED, (PEOPLE,)),
    "M09": Answer(State.UNKNOWN, owner="Support lead", by=date(2026, 12, 15)),
    "A10": Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE, evidence="https://a.example"),
    "A11": Answer(State.ANSWERED, ()),
}


def test_a_new_plan_is_opened_by_its_token(shelf: Shelf) -> None:
    with shelf.store(writing=False) as store:
        saved = store.plans.writable_by(shelf.alice.token, shelf.alice.link.plan_id).saved()
    assert (saved.title, saved.given, saved.created_at) == ("Help desk", {}, NOON)


def test_every_kind_of_answer_comes_back_as_it_was_given(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        for question, said in EVERY_KIND.items():
            plan.answer(question, said)
    with shelf.plan() as plan:
        assert dict(plan.saved().given) == EVERY_KIND


def test_a_plan_may_start_with_answers(shelf: Shelf) -> None:
    with shelf.store() as store:
        made = store.plans.start("Copy", bank_version="1", given=EVERY_KIND, copied_from="other")
        saved = store.plans.writable_by(made.token).saved()
    assert dict(saved.given) == EVERY_KIND
    assert set(saved.versions.values()) == {1}
    assert saved.copied_from == "other"


def test_a_second_answer_replaces_the_first_and_the_first_is_remembered(shelf: Shelf) -> None:
    later = NOON + timedelta(minutes=5)
    with shelf.plan() as plan:
        assert plan.answer("S03", FEW) == 1
    with shelf.plan(now=later) as plan:
        assert plan.answer("S03", ONE) == 2
        saved = plan.saved()
        assert plan.past("S03") == (FEW,)
    assert (saved.given["S03"], saved.versions["S03"], saved.changed_at) == (ONE, 2, later)


def test_saying_the_same_again_changes_nothing(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", FEW)
        assert plan.answer("S03", FEW, seen=0) == 1
        assert plan.past("S03") == ()


def test_a_cleared_answer_is_gone_but_its_words_and_its_version_are_not(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", FEW)
        plan.clear("S03", seen=1)
        saved = plan.saved()
        assert "S03" not in saved.given
        assert saved.versions["S03"] == 2
        assert plan.past("S03") == (FEW,)
        assert plan.answer("S03", ONE, seen=2) == 3


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_whoever_saw_another_version_is_shown_both_answers(shelf: Shelf, seen: int) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", ONE)
        plan.answer("S03", FEW)
    with pytest.raises(AnswerHasChanged) as refusal, shelf.plan() as plan:
        plan.answer("S03", ONE, seen=seen)
    changed = refusal.value
    assert (changed.kept, changed.version, changed.yours) == (FEW, 2, ONE)


def test_clearing_what_somebody_else_just_changed_is_refused(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        plan.answer("S03", ONE)
        plan.answer("S03", FEW)
    with pytest.raises(AnswerHasChanged) as refusal, shelf.plan() as plan:
        plan.clear("S03", seen=1)
    assert refusal.value.yours is None


def test_what_failed_half_way_leaves_no_trace(shelf: Shelf) -> None:
    def answer_twice() -> None:
        with shelf.plan() as plan:
            plan.answer("S03", FEW)
            plan.answer("S03", ONE, seen=0)

    with pytest.raises(AnswerHasChanged):
        answer_twice()
    with shelf.plan() as plan:
        assert plan.saved().given == {}


@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 10_000, "\x00", "é", "\ud800"])
def test_a_wrong_key_opens_nothing(shelf: Shelf, token: str | None) -> None:
    with shelf.store() as store, pytest.raises(NoSuchPlan):
        store.plans.readable_by(token, shelf.alice.link.plan_id)


def test_a_key_opens_its_own_plan_only(shelf: Shelf) -> None:
    with shelf.store() as store:
        mallory = store.plans.start("Mallory's", bank_version="1")
        with pytest.raises(NoSuchPlan):
            store.plans.writable_by(mallory.token, shelf.alice.link.plan_id)


@pytest.mark.parametrize("writing", [False, True])
@pytest.mark.parametrize("role", [Role.VIEW, Role.COMMENT, Role.EDIT])
def test_copies_of_a_plan_open_by_the_keys_that_edit_it_and_no_others(
    shelf: Shelf, role: Role, writing: bool
) -> None:
    with shelf.store() as store:
        original = store.plans.writable_by(shelf.alice.token)
        token = store.links.share(original, role).token
        copy = store.plans.start("In house", bank_version="1", copied_from=original.id).link.plan_id
    with shelf.store(writing=writing) as store:
        assert store.plans.readable_by(token, original.id).title == "Help desk"
        if role is Role.EDIT:
            assert store.plans.readable_by(token, copy).title == "In house"
        else:
            with pytest.raises(NoSuchPlan):
                store.plans.readable_by(token, copy)


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.VIEW, {"readable"}),
        (Role.COMMENT, {"readable", "commentable"}),
        (Role.ANSWER, {"answerable"}),
        (Role.EDIT, {"readable", "commentable", "answerable", "writable"}),
    ],
)
def test_a_role_opens_what_it_covers(shelf: Shelf, role: Role, opens: set[str]) -> None:
    phase = Phase.SCOPING if role is Role.ANSWER else None
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        token = store.links.share(owner, role, phase=phase).token
        ways: dict[str, Callable[[], object]] = {
            "readable": lambda: store.plans.readable_by(token),
            "commentable": lambda: store.plans.commentable_by(token),
            "answerable": lambda: store.plans.shared_by(token).must_reach(Phase.SCOPING),
            "writable": lambda: store.plans.writable_by(token),
        }
        opened = set()
        for name, way in ways.items():
            with suppress(NoSuchPlan):
                way()
                opened.add(name)
    assert opened == opens


def test_an_answer_link_reaches_its_own_phase_only(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        token = store.links.share(owner, Role.ANSWER, phase=Phase.SCOPING).token
        colleague = store.plans.shared_by(token)
        assert colleague.answer("S03", FEW, phase=Phase.SCOPING) == 1
        for phase in (Phase.SELECTION, None):
            with pytest.raises(NoSuchPlan):
                colleague.answer("M01", ONE, phase=phase)
            with pytest.raises(NoSuchPlan):
                colleague.clear("M01", phase=phase)


def test_what_needs_an_edit_key_is_refused_to_a_visitor(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        token = store.links.share(owner, Role.COMMENT).token
        visitor = store.plans.readable_by(token)
        forbidden: list[Callable[[], object]] = [
            lambda: visitor.answer("S03", FEW, phase=Phase.SCOPING),
            lambda: visitor.change(title="Mine", kickoff=None, priced_at=None),
            lambda: visitor.move_to_bank("2"),
            lambda: visitor.delete(),
            lambda: store.links.share(visitor, Role.EDIT),
            lambda: store.links.listed(visitor),
            lambda: store.links.revoke(visitor, owner.link.id),
            lambda: store.versions.freeze(visitor, "v", "{}", bank_version="1"),
        ]
        for act in forbidden:
            with pytest.raises(NoSuchPlan):
                act()


def test_a_plan_can_be_renamed_and_dated(shelf: Shelf) -> None:
    with shelf.plan() as plan:
        plan.change(title="Service desk", kickoff=date(2027, 1, 11), priced_at=None)
        plan.move_to_bank("2")
    with shelf.plan() as plan:
        saved = plan.saved()
    assert (saved.title, saved.kickoff, saved.bank_version) == (
        "Service desk",
        date(2027, 1, 11),
        "2",
    )


def test_a_deleted_plan_takes_everything_along_and_leaves_others_alone(shelf: Shelf) -> None:
    with shelf.store() as store:
        other = store.plans.start("Other", bank_version="1", given={"S03": FEW})
        owner = store.plans.writable_by(shelf.alice.token)
        owner.answer("S03", FEW)
        owner.answer("S03", ONE)
        store.versions.freeze(owner, "First", "{}", bank_version="1")
        store.links.share(owner, Role.VIEW, version=1)
        owner.delete()
    with shelf.store() as store:
        with pytest.raises(NoSuchPlan):
            store.plans.readable_by(shelf.alice.token)
        assert dict(store.plans.readable_by(other.token).saved().given) == {"S03": FEW}


def test_a_browser_lists_its_plans_the_last_changed_first(shelf: Shelf) -> None:
    with shelf.store(now=NOON + timedelta(hours=1)) as store:
        newer = store.plans.start("Newer", bank_version="1")
        owner = store.plans.writable_by(newer.token)
        viewed = store.links.share(owner, Role.VIEW).token
    with shelf.plan(now=NOON + timedelta(hours=2)) as plan:
        plan.answer("S03", FEW)
    with shelf.store(writing=False) as store:
        listed = store.plans.listed([newer.token, shelf.alice.token, "unknown"])
        assert [(plan.title, plan.answered) for plan in listed] == [("Help desk", 1), ("Newer", 0)]
        assert store.plans.listed([viewed]) == ()
        assert store.plans.listed([]) == ()


CHANGES: dict[str, Callable[[Store, OpenPlan], object]] = {
    "an answer": lambda store, plan: plan.answer("S03", ONE),
    "an answer taken back": lambda store, plan: plan.clear("S03"),
    "another title": lambda store, plan: plan.change(title="B", kickoff=None, priced_at=None),
    "money spent": lambda store, plan: plan.book("labels", Spent(800, date(2027, 2, 1))),
    "a decision": lambda store, plan: store.decisions.decide(plan, [], "Cheaper", "Alice"),
    "an action done": lambda store, plan: store.actions.tick_off(plan, "step-owner", "Alice"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_plan_tells_when_anything_in_it_was_changed_last(shelf: Shelf, change: str) -> None:
    later = NOON + timedelta(hours=1)
    with shelf.plan() as plan:
        plan.answer("S03", FEW)
    with shelf.store(now=later) as store:
        CHANGES[change](store, store.plans.writable_by(shelf.alice.token))
    with shelf.store(writing=False) as store:
        saved = store.plans.readable_by(shelf.alice.token).saved()
        (listed,) = store.plans.listed([shelf.alice.token])
    assert saved.changed_at == later
    assert (listed.changed_at, listed.answered) == (later, len(saved.given))


def test_what_was_said_before_the_last_answer_is_found(shelf: Shelf) -> None:
    said = []
    with shelf.plan() as plan:
        for answer in (FEW, ONE):
            plan.answer("S03", answer)
            said.append(plan.said_before("S03"))
        plan.clear("S03")
        said.append(plan.said_before("S03"))
        plan.answer("S03", FEW)
        said.append(plan.said_before("S03"))
        assert plan.said_before("S01") is None
    assert said == [None, FEW, ONE, None]
