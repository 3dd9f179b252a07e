"""Labels: placed without a browser, and never on top of one another."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.letters import shortened, text_width
from app.charts.marks import Anchor, Words, collide
from app.charts.placing import apart, around, stacked, within

ANCHORS = st.sampled_from(Anchor)
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=18)


@st.composite
def labels(draw: st.DrawFn) -> Words:
    return Words(draw(st.floats(-50, 450)), 20, draw(TEXTS), anchor=draw(ANCHORS))


def test_a_wide_letter_takes_more_room_than_a_narrow_one() -> None:
    assert text_width("WWW", 14) > 2 * text_width("iii", 14)


def test_the_measured_width_is_that_of_the_font() -> None:
    # Inter 4.1 at 400: "a" is 562 and "1" 407 thousandths of an em.
    assert text_width("a1", 20) == pytest.approx(20 * (0.562 + 0.407))
    assert text_width("日", 14) == 14


def test_large_figures_are_measured_in_the_display_cut() -> None:
    assert text_width("250", 28) < 2 * text_width("250", 14)


def test_a_label_that_fits_is_not_shortened() -> None:
    assert shortened("Guardrails", 14, 200) == "Guardrails"


@given(TEXTS, st.floats(20, 200))
def test_a_shortened_label_fits_its_room(text: str, room: float) -> None:
    assert text_width(shortened(text, 14, room), 14) <= room


@given(labels(), st.floats(200, 400))
def test_a_label_is_moved_inside_its_edges_and_no_further(label: Words, right: float) -> None:
    moved = within(label, 0, right)
    if label.width <= right:
        assert moved.left >= -0.01
        assert moved.right <= right + 0.01
    if label.left >= 0 and label.right <= right:
        assert abs(moved.left - label.left) < 0.01


@given(labels(), labels())
def test_two_labels_of_one_line_are_parted_inside_the_line(first: Words, second: Words) -> None:
    one, other = apart(first, second, 0, 450)
    if first.width + second.width + 6 <= 450:
        assert one.right <= other.left
        assert one.left >= -0.01
        assert other.right <= 450.01


@given(st.lists(labels(), max_size=6))
@settings(max_examples=60)
def test_stacked_labels_never_touch(many: list[Words]) -> None:
    placed = stacked(many, 17, 0, 450)
    assert len(placed) == len(many)
    assert not any(collide(a, b) for a, b in combinations(placed, 2))


def test_a_label_goes_where_it_hides_nothing() -> None:
    crowded = (Words(10, 20, "here"),)
    free = (Words(10, 60, "here"),)
    assert around([crowded, free], [], [(15, 18)]) == free
    assert around([crowded, free], [Words(12, 22, "taken")], []) == free
    assert around([crowded, free], [], []) == crowded
