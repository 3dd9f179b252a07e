"""Check 20 in part: rows depend on their key, the seed and the number of draws alone."""

from __future__ import annotations

import numpy as np
import pytest

from app.estimate.simulation.draws import MOST_ROWS, Deck, deck, exceeds, scores


def test_the_same_key_and_seed_give_the_same_row_in_any_order() -> None:
    one, other = Deck(500, 7), Deck(500, 7)
    one.row("F"), one.row("e_rag")
    assert np.array_equal(other.row("e_rag"), one.row("e_rag"))
    assert not np.array_equal(one.row("F"), one.row("e_rag"))
    assert not np.array_equal(one.row("F"), Deck(500, 8).row("F"))


def test_a_row_holds_every_stratum_once() -> None:
    assert np.array_equal(np.sort(deck(2_000).row("G")), scores(2_000))


def test_what_happens_happens_as_often_as_its_chance() -> None:
    row = deck(2_000).row("risk_key_person")
    assert np.mean(exceeds(row, 0.10)) == pytest.approx(0.10, abs=1e-3)
    assert not exceeds(row, 0.0).any()
    assert exceeds(row, 1.0).all()


def test_some_of_the_draws_are_the_same_draws() -> None:
    kept = np.array([3, 1, 4, 1])
    thin = deck(500, 7).thinned(kept)
    assert np.array_equal(thin.row("F"), deck(500, 7).row("F")[kept])
    assert np.array_equal(thin.rows(("F", "G"))[1], deck(500, 7).row("G")[kept])
    assert np.array_equal(thin.thinned(np.array([2])).row("F"), deck(500, 7).row("F")[[4]])


def test_a_deck_keeps_only_so_many_rows() -> None:
    cards = Deck(10, 1)
    first = cards.row("0").copy()
    for key in range(MOST_ROWS + 5):
        cards.row(str(key))
    assert len(cards._rows) <= MOST_ROWS
    assert np.array_equal(cards.row("0"), first)


def test_rows_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        deck(500).row("F")[0] = 1
