"""What tasks took and what was spent: added, never changed; the second writer is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from app.lifecycle.actuals import Actual, Promise, Spent
from app.store import tables
from app.store.kept import Role
from app.store.refusals import ActualHasChanged, NoSuchPlan
from tests.store.conftest import Shelf

SCOPE = Actual(
    began=date(2027, 1, 11),
    on=date(2027, 2, 1),
    finished=True,
    days=12.5,
    promise=Promise((4, 8, 13, 20), (1, 2, 4, 6)),
    note="Two workshops more than planned",
)


def test_what_was_recorded_is_read_again_as_it_was(shelf: Shelf) -> None:
    paid = Spent(8_000, date(2027, 2, 1), note="January")
    with shelf.plan() as opened:
        assert opened.record("scope", SCOPE, seen=0) == 1
        assert opened.book("people", paid, seen=0) == 1
    with shelf.plan() as opened:
        saved = opened.saved()
    assert dict(saved.actuals.tasks) == {"scope": SCOPE}
    assert dict(saved.actuals.spent) == {"people": paid}
    assert dict(saved.noted) == {"task:scope": 1, "spent:people": 1}


def test_a_second_word_replaces_the_first_and_both_are_kept(shelf: Shelf) -> None:
    with shelf.store() as store:
        opened = store.plans.writable_by(shelf.alice.token)
        opened.record("scope", SCOPE)
        assert opened.record("scope", replace(SCOPE, days=14), seen=1) == 2
        assert opened.record("scope", replace(SCOPE, days=14), seen=0) == 2  # nothing new
        count = store.connection.scalar(select(func.count()).select_from(tables.actual))
    assert count == 2
    with shelf.plan() as opened:
        assert opened.saved().actuals.tasks["scope"].days == 14


def test_what_is_taken_back_counts_no_more(shelf: Shelf) -> None:
    with shelf.plan() as opened:
        opened.record("scope", SCOPE)
        opened.record("scope", None, seen=1)
    with shelf.plan() as opened:
        saved = opened.saved()
    assert not saved.actuals
    assert saved.noted["task:scope"] == 2


def test_of_two_writers_the_second_is_told(shelf: Shelf) -> None:
    with shelf.plan() as opened:
        opened.record("scope", SCOPE, seen=0)
        with pytest.raises(ActualHasChanged) as refused:
            opened.record("scope", replace(SCOPE, days=99), seen=0)
        assert refused.value.version == 1
        assert opened.record("scope", replace(SCOPE, days=99), seen=1) == 2


def test_nobody_records_with_a_link_that_does_not_edit(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        visitor = store.plans.readable_by(store.links.share(owner, Role.COMMENT).token)
        with pytest.raises(NoSuchPlan):
            visitor.record("scope", SCOPE)
        with pytest.raises(NoSuchPlan):
            visitor.book("people", Spent(1, date(2027, 1, 1)))


def test_a_page_that_reads_again_sees_what_another_has_recorded(shelf: Shelf) -> None:
    with shelf.store(writing=False) as store:
        before = store.plans.writable_by(shelf.alice.token).saved()
    with shelf.plan() as opened:
        opened.record("scope", SCOPE)
    with shelf.store(writing=False) as store:
        after = store.plans.writable_by(shelf.alice.token).saved()
    assert not before.actuals
    assert after.actuals.tasks["scope"] == SCOPE
