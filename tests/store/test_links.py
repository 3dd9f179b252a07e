"""Share links: unguessable, limited, and taken back at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.lifecycle.answers import Answer, State
from app.lifecycle.phases import Phase
from app.store import tables
from app.store.kept import NewLink, Role
from app.store.refusals import NoSuchLink, NoSuchPlan, NoSuchVersion
from tests.conftest import NOON
from tests.store.conftest import Shelf


def shared(shelf: Shelf, role: Role = Role.VIEW) -> NewLink:
    with shelf.store() as store:
        return store.links.share(store.plans.writable_by(shelf.alice.token), role, label="Finance")


def test_a_link_opens_the_plan_for_thirty_days(shelf: Shelf) -> None:
    token = shared(shelf).token
    almost = NOON + timedelta(days=30) - timedelta(seconds=1)
    with shelf.plan(token, now=almost) as plan:
        assert plan.title == "Help desk"
    with pytest.raises(NoSuchPlan), shelf.plan(token, now=NOON + timedelta(days=30)):
        pass


def test_a_link_may_end_when_its_maker_says(shelf: Shelf) -> None:
    tomorrow = NOON + timedelta(days=1)
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        token = store.links.share(owner, Role.VIEW, expires_at=tomorrow).token
    with pytest.raises(NoSuchPlan), shelf.plan(token, now=tomorrow):
        pass


def test_a_link_that_was_taken_back_opens_nothing(shelf: Shelf) -> None:
    made = shared(shelf)
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        store.links.revoke(owner, made.link.id)
        store.links.revoke(owner, made.link.id)
    with pytest.raises(NoSuchPlan), shelf.plan(made.token):
        pass


def test_nobody_takes_back_the_link_of_another_plan(shelf: Shelf) -> None:
    made = shared(shelf)
    with shelf.store() as store:
        other = store.plans.start("Other", bank_version="1")
        mallory = store.plans.writable_by(other.token)
        for link_id in (made.link.id, "unknown"):
            with pytest.raises(NoSuchLink):
                store.links.revoke(mallory, link_id)
    with shelf.plan(made.token) as plan:
        assert plan.link.revoked_at is None


def test_the_list_shows_shares_and_not_the_owner_s_own_key(shelf: Shelf) -> None:
    made = shared(shelf)
    with shelf.store() as store:
        listed = store.links.listed(store.plans.writable_by(shelf.alice.token))
    assert listed == (made.link,)


def test_a_token_has_192_random_bits_and_is_kept_as_a_hash(shelf: Shelf) -> None:
    made = [shared(shelf) for _ in range(3)]
    assert len({link.token for link in made}) == 3
    assert all(len(link.token) == 32 for link in made)
    with shelf.database.connection(writing=False) as connection:
        for name in tables.METADATA.tables:
            kept = connection.execute(select(tables.METADATA.tables[name])).all()
            assert not any(link.token in str(row) for row in kept for link in made)


def test_the_last_use_is_kept_to_the_hour(shelf: Shelf) -> None:
    made = shared(shelf)
    used = NOON + timedelta(hours=3, minutes=14)
    with shelf.store(now=used) as store:
        store.links.note_use(made.link.id)
    with shelf.plan(made.token) as plan:
        assert plan.link.last_used_at == NOON + timedelta(hours=3)


def test_a_link_carries_its_terms(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        store.versions.freeze(owner, "First", "{}", bank_version="1")
        store.links.share(owner, Role.ANSWER, phase=Phase.ALIGNMENT, label="Data team")
        token = store.links.share(owner, Role.VIEW, version=1, hide_money=True).token
        pinned = store.plans.readable_by(token).link
        with pytest.raises(NoSuchVersion):
            store.links.share(owner, Role.VIEW, version=2)
    assert (pinned.version, pinned.hide_money) == (1, True)


def test_who_may_edit_a_plan_may_edit_its_scenarios_and_nobody_else(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        scenario = store.plans.start("In house", bank_version="1", copied_from=owner.id)
        second = store.links.share(owner, Role.EDIT)
        less = [store.links.share(owner, role).token for role in (Role.VIEW, Role.COMMENT)]
        gone = store.links.share(owner, Role.EDIT, expires_at=NOON - timedelta(days=1)).token
    made = scenario.link.plan_id
    for writing in (True, False):
        with shelf.store(writing=writing) as store:
            for token in (shelf.alice.token, second.token):
                opened = store.plans.writable_by(token, made)
                assert (opened.id, opened.title) == (made, "In house")
                assert {plan.id for plan in store.plans.listed([token])} == {owner.id, made}
            for token in [*less, gone]:
                with pytest.raises(NoSuchPlan):
                    store.plans.readable_by(token, made)
            with pytest.raises(NoSuchPlan):
                store.plans.readable_by(scenario.token, owner.id)
    with shelf.store() as store:
        store.links.revoke(store.plans.writable_by(shelf.alice.token), second.link.id)
    with shelf.store(writing=False) as store, pytest.raises(NoSuchPlan):
        store.plans.readable_by(second.token, made)


def test_what_a_second_editor_says_in_a_scenario_stands_in_that_scenario(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        second = store.links.share(owner, Role.EDIT).token
        made = store.plans.start("In house", bank_version="1", copied_from=owner.id)
        few = Answer(State.ANSWERED, "few_tasks")
        store.plans.writable_by(second, made.link.plan_id).answer("S03", few)
    with shelf.store(writing=False) as store:
        for token in (second, made.token):
            saved = store.plans.readable_by(token, made.link.plan_id).saved()
            assert dict(saved.given) == {"S03": few}
        assert not store.plans.readable_by(shelf.alice.token).saved().given
