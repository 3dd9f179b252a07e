"""Versions: frozen for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.store.kept import Role
from app.store.refusals import NoSuchVersion
from tests.conftest import NOON
from tests.store.conftest import Shelf

DOCUMENT = '{"title": "Help desk — “v1”", "b": 1, "a": [2.50]}'


def test_a_version_reads_as_it_was_written(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        frozen = store.versions.freeze(owner, "For the board", DOCUMENT, bank_version="1")
        owner.change(title="Changed since", kickoff=None, priced_at=None)
    with shelf.store(writing=False) as store:
        version = store.versions.read(store.plans.readable_by(shelf.alice.token), frozen.number)
    assert version.document == DOCUMENT
    assert (version.number, version.name, version.created_at) == (1, "For the board", NOON)


def test_versions_are_counted_within_their_plan_and_listed_newest_first(shelf: Shelf) -> None:
    with shelf.store() as store:
        other = store.plans.start("Other", bank_version="1")
        for token in (shelf.alice.token, other.token):
            owner = store.plans.writable_by(token)
            for name in ("First", "Second"):
                store.versions.freeze(owner, name, DOCUMENT, bank_version="1")
        listed = store.versions.listed(store.plans.writable_by(shelf.alice.token))
    assert [(version.number, version.name) for version in listed] == [(2, "Second"), (1, "First")]


def test_a_list_of_versions_loads_no_document(shelf: Shelf) -> None:
    asked: list[str] = []
    event.listen(
        shelf.database.engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_rest: asked.append(statement),
    )
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        asked.clear()
        store.versions.listed(owner)
    assert len([statement for statement in asked if "version" in statement]) == 1
    assert not any("document" in statement for statement in asked)


def test_there_is_no_version_of_that_number(shelf: Shelf) -> None:
    with shelf.store() as store:
        owner = store.plans.writable_by(shelf.alice.token)
        with pytest.raises(NoSuchVersion):
            store.versions.read(owner, 1)


def test_a_pinned_link_opens_its_own_version_only(shelf: Shelf) -> None:
    with shelf.store(now=NOON + timedelta(days=1)) as store:
        owner = store.plans.writable_by(shelf.alice.token)
        for name in ("First", "Second"):
            store.versions.freeze(owner, name, DOCUMENT, bank_version="1")
        pinned = store.plans.readable_by(store.links.share(owner, Role.VIEW, version=1).token)
        assert store.versions.read(pinned, 1).name == "First"
        with pytest.raises(NoSuchVersion):
            store.versions.read(pinned, 2)
