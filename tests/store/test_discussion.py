"""What people say about a plan: comments, signatures, decisions, actions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.store.kept import ActionNote, PassedOver, Role, Signer
from app.store.refusals import AlreadySigned, NoSuchComment, NoSuchPlan, NoSuchVersion
from tests.conftest import NOON
from tests.store.conftest import Shelf


def test_a_visitor_comments_and_a_thread_is_one_level_deep(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        bob = store.plans.commentable_by(store.links.share(owner, Role.COMMENT).token)
        begun = store.comments.say(bob, "money", "Bob", "Is this with tax?")
        answer = store.comments.say(owner, "elsewhere", "Alice", "No.", answers_to=begun.id)
        deeper = store.comments.say(bob, "money", "Bob", "Thanks!", answers_to=answer.id)
        listed = store.comments.listed(bob)
    assert listed == (begun, answer, deeper)
    assert [(said.about, said.answers_to) for said in listed] == [
        ("money", None),
        ("money", begun.id),
        ("money", begun.id),
    ]


def test_resolving_any_comment_resolves_its_thread(shelf: Shelf) -> None:
    with shelf.store(now=NOON + timedelta(hours=1)) as store:
        owner = store.plans.writable_by(shelf.alice.token)
        begun = store.comments.say(owner, "S03", "Alice", "Sure?")
        answer = store.comments.say(owner, "S03", "Bob", "Yes.", answers_to=begun.id)
        store.comments.resolve(owner, answer.id, "Alice")
        first, second = store.comments.listed(owner)
        assert (first.resolved_at, first.resolved_by) == (NOON + timedelta(hours=1), "Alice")
        assert second.resolved_at is None
        store.comments.reopen(owner, begun.id)
        assert store.comments.listed(owner)[0].resolved_at is None


def test_nobody_comments_with_a_link_that_only_shows(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        viewer = store.plans.readable_by(store.links.share(owner, Role.VIEW).token)
        with pytest.raises(NoSuchPlan):
            store.comments.say(viewer, "money", "Carol", "!")


def test_a_comment_of_another_plan_cannot_be_answered(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        begun = store.comments.say(owner, "S03", "Alice", "Sure?")
        other = store.plans.writable_by(store.plans.start("Other", bank_version="1").token)
        with pytest.raises(NoSuchComment):
            store.comments.say(other, "S03", "Mallory", "!", answers_to=begun.id)
        with pytest.raises(NoSuchComment):
            store.comments.resolve(other, begun.id, "Mallory")


def test_what_was_said_names_the_link_it_came_through(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        store.versions.freeze(owner, "First", "{}", bank_version="1")
        link = store.links.share(owner, Role.COMMENT)
        bob = store.plans.commentable_by(link.token)
        assert store.comments.say(bob, "money", "Bob", "Hm.").through == link.link.id
        assert store.comments.say(owner, "money", "Alice", "So?").through == ""
        assert store.sign_offs.sign(bob, 1, Signer.OWNER, "Bob", "Yes.").through == link.link.id
        assert store.sign_offs.listed(owner)[0].through == link.link.id


def test_open_threads_are_counted_by_what_they_are_about(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        begun = store.comments.say(owner, "money", "Alice", "One")
        store.comments.say(owner, "money", "Alice", "An answer", answers_to=begun.id)
        done = store.comments.say(owner, "money", "Alice", "Done")
        store.comments.say(owner, "S03", "Alice", "Two")
        store.comments.resolve(owner, done.id, "Alice")
        assert store.comments.counts(owner) == {"money": 1, "S03": 1}


def test_a_version_is_signed_once_by_each_person(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        store.versions.freeze(owner, "First", "{}", bank_version="1")
        signed = store.sign_offs.sign(owner, 1, Signer.OWNER, "Alice", "Go.")
        store.sign_offs.sign(owner, 1, Signer.BUDGET_HOLDER, "Alice", "Within budget.")
        with pytest.raises(AlreadySigned):
            store.sign_offs.sign(owner, 1, Signer.OWNER, "Alice", "Once more.")
        with pytest.raises(NoSuchVersion):
            store.sign_offs.sign(owner, 2, Signer.OWNER, "Alice", "Go.")
        assert store.sign_offs.listed(owner)[-1] == signed
        assert len(store.sign_offs.listed(owner)) == 2


def test_a_decision_names_what_it_was_made_against(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        others = [PassedOver("abc", "In house"), PassedOver("def", "Bought")]
        made = store.decisions.decide(owner, others, "Cheaper by half", "Alice")
        assert store.decisions.listed(owner) == (made,)


def test_an_action_is_assigned_ticked_off_and_taken_up_again(shelf: Shelf) -> None:
    day = date(2026, 12, 15)
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        store.actions.assign(owner, "find_out.M09", "Support lead", day)
        store.actions.tick_off(owner, "find_out.M09", "Alice")
        done = ActionNote("find_out.M09", "Support lead", day, NOON, "Alice")
        assert store.actions.noted(owner) == {"find_out.M09": done}
        store.actions.take_up_again(owner, "find_out.M09")
        assert store.actions.noted(owner)["find_out.M09"].done_at is None
