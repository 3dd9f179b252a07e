"""What a bank asked is kept with the first plan that is started with it."""

from __future__ import annotations

from app.lifecycle.bank import load_bank
from app.lifecycle.upgrade import outline_of
from tests.store.conftest import Shelf

TODAY = load_bank().version


def test_todays_bank_is_kept_once_with_the_first_plan_it_asks(shelf: Shelf) -> None:
    with shelf.store() as store:
        assert store.banks.outline(TODAY) is None
        for title in ("First", "Second"):
            store.plans.start(title, bank_version=TODAY)
    with shelf.store(writing=False) as store:
        assert store.banks.outline(TODAY) == outline_of(load_bank())


def test_another_bank_is_not_ours_to_tell_of(shelf: Shelf) -> None:
    with shelf.store() as store:
        store.plans.start("Old", bank_version="of another release")
        assert store.banks.outline("of another release") is None


def test_a_plan_that_moves_to_todays_bank_keeps_what_that_asks(shelf: Shelf) -> None:
    with shelf.store() as store:
        store.plans.writable_by(shelf.alice.token).move_to_bank(TODAY)
        assert store.plans.writable_by(shelf.alice.token).bank_version == TODAY
        assert store.banks.outline(TODAY) is not None
