"""Every chart, at every width it is shown: whole, legible, described and free of collisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.charts.certainty import Certainty, certainty
from app.charts.gantt import gantt
from app.charts.marks import Bar, Dot, Drawing, Ink, Rule, Shape, collide
from app.charts.memory import Filled, memory_chart
from app.charts.parts import money_parts
from app.charts.range_picture import RangePicture, range_picture
from app.charts.svg import svg
from app.charts.tornado import tornado
from app.charts.turning_point import turning_point
from app.charts.waterfall import End, Ladder, Step, waterfall_chart
from app.charts.worth import Worth, worth_chart
from app.compute.break_even import OwnMachines, break_even
from app.estimate.machines import Band, Crossing, MemoryPart
from app.estimate.ranges import Range
from app.language.message import Unit, message, verbatim
from app.language.reader import ENGLISH
from tests.charts.example_estimate import ESTIMATE, KICKOFF

FINISH = Certainty(
    message("How sure is the date"),
    ESTIMATE.finish_curve,
    ESTIMATE.duration_weeks,
    Unit.WEEKS,
    26,
    0.82,
)
PAID = Certainty(
    message("How sure is the sum"),
    ESTIMATE.cost_curve,
    ESTIMATE.cost.total,
    Unit.USD,
    250_000,
    0.85,
)
PARTS = [(message("People"), ESTIMATE.cost.people), (message("Labels"), ESTIMATE.cost.labels)]
FULL = Filled(
    message("Tuning all weights, on one A100 80GB SXM"),
    tuple(
        MemoryPart(message(name), gib)
        for name, gib in (
            ("weights", 14.9), ("gradients", 3.7), ("optimiser", 44.7), ("activations", 0.4),
            ("logits", 0.2), ("overhead", 11.1),
        )
    ),
    Band(60, 75, 99),
    74,
)  # fmt: skip
SERVED = Filled(
    message("Serving it, on a device of the people who use it"),
    (MemoryPart(message("weights"), 0.61), MemoryPart(message("key-value cache"), 0.05)),
    Band(0.6, 0.73, 0.75),
    1.86,
)
LIKELY = OwnMachines(3.62, 9.0, 2.0, must_be_available=False, ops_usd_per_month=6_700)
DEAR = Crossing(0.0063, LIKELY, 40_000, 54_000, 110_000)
CHEAP = Crossing(0.0002, LIKELY, 2_800_000, None, None)
NEVER = Crossing(0.00001, LIKELY)
LADDER = Ladder(
    message("What moved the finish that 4 in 5 keep"),
    Unit.WEEKS,
    End(message("Version 1"), 47.3),
    End(message("Now"), 33.2),
    (
        Step(message("What must it know that the public does not, and how often?"), -17.2),
        Step(message("How wide is the task?"), 12.8),
        Step(message("What has this team already shipped with language models?"), -8.2),
        Step(message("Who sees what it produces?"), 0.0),
        Step(message("How soon must the whole answer be there?"), -0.01),
        Step(message("What these do only together"), -1.49, remains=True),
    ),
)
WORTHS = [Worth(message("Who can work on it, and for how much of their week?"), 5.1)]


def picture(width: float) -> Drawing:
    shown = RangePicture(message("Finish"), ESTIMATE.duration_weeks, Unit.WEEKS, 40, 26)
    return range_picture(shown, ENGLISH, width)


CHARTS: dict[str, Callable[[float], Drawing]] = {
    "range": picture,
    "gantt in months": lambda width: gantt(ESTIMATE, KICKOFF, ENGLISH, width),
    "gantt in weeks": lambda width: gantt(ESTIMATE, None, ENGLISH, width),
    "finish": lambda width: certainty(FINISH, ENGLISH, width),
    "sum": lambda width: certainty(PAID, ENGLISH, width),
    "tornado": lambda width: tornado(ESTIMATE.sensitivity, 25, Unit.WEEKS, ENGLISH, width),
    "tornado of money": lambda width: tornado(
        ESTIMATE.sensitivity, 232_000, Unit.USD, ENGLISH, width
    ),
    "parts": lambda width: money_parts(ESTIMATE.cost.total, PARTS, ENGLISH, width),
    "memory": lambda width: memory_chart([FULL, SERVED], ENGLISH, width),
    "worth": lambda width: worth_chart(WORTHS, Unit.WEEKS, ENGLISH, width),
    "waterfall": lambda width: waterfall_chart(LADDER, ENGLISH, width),
    "turning point": lambda width: turning_point(DEAR, 8_000, ENGLISH, width),
    "a turning point at best": lambda width: turning_point(CHEAP, 8_000, ENGLISH, width),
    "no turning point": lambda width: turning_point(NEVER, 8_000, ENGLISH, width),
}
WIDTHS = (984.0, 656.0, 460.0, 328.0)
EACH = pytest.mark.parametrize(
    ("name", "width"), [(name, width) for name in CHARTS for width in WIDTHS]
)


@EACH
def test_no_words_touch_other_words(name: str, width: float) -> None:
    words = CHARTS[name](width).words
    touching = [(a.text, b.text) for a, b in combinations(words, 2) if collide(a, b)]
    assert not touching


@EACH
def test_all_words_are_large_enough_and_on_the_paper(name: str, width: float) -> None:
    drawing = CHARTS[name](width)
    for words in drawing.words:
        assert words.size >= 13
        assert words.left >= -0.5, words.text
        assert words.right <= width + 0.5, words.text
        assert words.bottom <= drawing.height + 0.5, words.text


@EACH
def test_a_chart_is_well_formed_and_says_what_it_shows(name: str, width: float) -> None:
    text = str(svg(CHARTS[name](width), "one"))
    root = etree.fromstring(text.encode())
    assert root.get("role") == "img"
    named = root.get("aria-labelledby", "").split()
    said = {element.get("id"): element.text for element in root if element.get("id")}
    assert set(named) == set(said)
    assert all(said.values())


@EACH
def test_every_mark_has_a_light_colour_and_a_class(name: str, width: float) -> None:
    root = etree.fromstring(str(svg(CHARTS[name](width), "one")).encode())
    for element in root:
        if not str(element.tag).endswith(("title", "desc")):
            assert re.fullmatch(r"none|#[0-9a-f]{6}", element.get("fill", "")), element.tag
            assert re.search(r"\b(fill|edge)-", element.get("class", "")), element.tag


@EACH
def test_a_chart_keeps_to_what_a_document_can_print(name: str, width: float) -> None:
    text = str(svg(CHARTS[name](width), "one"))
    for forbidden in ("var(", "style", "foreignObject", "dominant-baseline", "href", "nan", "inf"):
        assert forbidden not in text.replace("information", "")


def test_a_task_that_sets_the_date_is_solid_and_one_with_slack_is_pale() -> None:
    bars = [mark for mark in gantt(ESTIMATE, KICKOFF, ENGLISH, 984).marks if isinstance(mark, Bar)]
    solid = [task.critical_share > 0.5 for task in ESTIMATE.tasks]
    assert [bar.fill is Ink.PLAN for bar in bars] == solid


def test_a_wide_calendar_names_every_task_and_role_in_full() -> None:
    words = {words.text for words in gantt(ESTIMATE, KICKOFF, ENGLISH, 984).words}
    named = {ENGLISH.say(said) for task in ESTIMATE.tasks for said in (task.title, task.role)}
    assert named <= words


def test_the_gate_is_a_diamond_at_its_median() -> None:
    drawing = gantt(ESTIMATE, None, ENGLISH, 984)
    diamond = next(mark for mark in drawing.marks if isinstance(mark, Shape))
    middle = (diamond.points[1][0] + diamond.points[3][0]) / 2
    left = min(mark.x for mark in drawing.marks if isinstance(mark, Bar))
    weeks = (middle - left) / (983.5 - left) * 26 * 1.16
    assert weeks == pytest.approx(ESTIMATE.gate.weeks.p50, abs=0.01)


def test_a_calendar_has_months_and_without_a_kick_off_weeks() -> None:
    dated = {words.text for words in gantt(ESTIMATE, KICKOFF, ENGLISH, 984).words}
    assert {"Jan 2027", "Feb", "plan 3 May", "commit 28 Jun"} <= dated
    bare = {words.text for words in gantt(ESTIMATE, None, ENGLISH, 984).words}
    assert {"week 0", "5", "plan week 17", "commit week 25", "wished week 26"} <= bare


def test_the_common_causes_come_first_in_the_tornado() -> None:
    words = [w.text for w in tornado(ESTIMATE.sensitivity, 25, Unit.WEEKS, ENGLISH, 460).words]
    assert words[1] == "How this team estimates"
    assert words[2:4] == ["−6.4", "+8.4"]


@pytest.mark.parametrize("width", WIDTHS)
def test_each_bar_of_a_waterfall_begins_where_the_one_before_it_ends(width: float) -> None:
    drawing = waterfall_chart(LADDER, ENGLISH, width)
    bars = [mark for mark in drawing.marks if isinstance(mark, Bar)]
    joints, needles = places_of_lines(drawing, Ink.LINE), places_of_lines(drawing, Ink.COMMIT)
    assert len(bars) == len(joints) + 1 == 5
    assert len(needles) == 2
    for bar, joint, following in zip(bars, joints, bars[1:], strict=False):
        assert near_an_end(joint, bar)
        assert near_an_end(joint, following)
    assert near_an_end(needles[0], bars[0])
    assert near_an_end(needles[1], bars[-1])


def places_of_lines(drawing: Drawing, ink: Ink) -> list[float]:
    """From the left edge; a line that a name has broken in two counts once."""
    lines = [mark for mark in drawing.marks if isinstance(mark, Rule) and mark.ink is ink]
    return list(dict.fromkeys(line.x1 for line in lines))


@pytest.mark.parametrize("chart", ["waterfall", "tornado", "tornado of money"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_upright_line_crosses_a_name(chart: str, width: float) -> None:
    drawing = CHARTS[chart](width)
    lines = [mark for mark in drawing.marks if isinstance(mark, Rule) and mark.x1 == mark.x2]
    names = [words for words in drawing.words if words.left == 0]
    assert len(names) >= 5
    crossed = [
        name.text
        for name, line in product(names, lines)
        if line.x1 < name.right and line.y1 < name.bottom - 1 and line.y2 > name.y - 10
    ]
    assert not crossed


def near_an_end(x: float, bar: Bar) -> bool:
    """Within the pixel that a bar of nothing is wide."""
    return min(abs(x - bar.x), abs(x - bar.x - bar.width)) <= 1.01


def test_a_waterfall_darkens_what_comes_later_and_merges_what_moves_nothing() -> None:
    drawing = waterfall_chart(LADDER, ENGLISH, 984)
    bars = [mark for mark in drawing.marks if isinstance(mark, Bar)]
    assert [bar.fill for bar in bars[:3]] == [Ink.LINE, Ink.INK_2, Ink.LINE]
    words = [each.text for each in drawing.words]
    assert "2 further changes" in words
    assert {"Version 1: 47 weeks", "Now: 33 weeks", "−17", "+13", "−1.5"} <= set(words)
    assert "What these do only together −1.5" in drawing.description


@given(st.lists(st.floats(-1e6, 1e6), max_size=14), st.sampled_from(WIDTHS), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_waterfall_holds_whatever_the_figures_are(
    amounts: list[float], width: float, money: bool
) -> None:
    unit = Unit.USD if money else Unit.WEEKS
    steps = tuple(Step(message("How wide is the task?"), amount) for amount in amounts)
    last = End(message("Now"), 1e6 + sum(amounts))
    ladder = Ladder(message("Moved"), unit, End(message("Version 1"), 1e6), last, steps)
    words = waterfall_chart(ladder, ENGLISH, width).words
    assert not any(collide(a, b) for a, b in combinations(words, 2))
    assert all(w.left >= -0.5 and w.right <= width + 0.5 for w in words)


def test_the_same_values_give_the_same_bytes() -> None:
    assert svg(picture(400), "a") == svg(picture(400), "a")


HOSTILE = '</text><script>alert(1)</script> & "x" \x00\x07\u202e\ud800 =cmd|/c'


def test_hostile_words_stay_words() -> None:
    shown = RangePicture(verbatim(HOSTILE), ESTIMATE.duration_weeks, Unit.WEEKS, 40)
    text = str(svg(range_picture(shown, ENGLISH, 400), "one"))
    root = etree.fromstring(text.encode())
    assert root[0].text == '</text><script>alert(1)</script> & "x" =cmd|/c'
    assert "script" not in {str(element.tag) for element in root}


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    figures = sorted(draw(st.lists(st.floats(0.01, 5e6), min_size=4, max_size=4)))
    return Range(*figures)


@given(ranges(), st.sampled_from([400.0, 328.0, 240.0]), st.floats(1, 5e6), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_range_picture_holds_whatever_the_figures_are(
    amounts: Range, width: float, top: float, money: bool
) -> None:
    unit = Unit.USD if money else Unit.WEEKS
    shown = RangePicture(message("Finish"), amounts, unit, top, wish=top / 3)
    drawing = range_picture(shown, ENGLISH, width)
    words = drawing.words
    assert not any(collide(a, b) for a, b in combinations(words, 2))
    assert all(w.left >= -0.5 and w.right <= width + 0.5 for w in words)


@given(st.floats(0.5, 90), st.floats(1.25, 2), st.floats(0.4, 2.5))
@settings(max_examples=40, deadline=None)
def test_a_curve_is_labelled_without_a_collision(p50: float, step: float, wished: float) -> None:
    amounts = Range(p50 / step, p50, p50 * step, p50 * step**1.9)
    curve = ((amounts.p10, 0.1), (amounts.p50, 0.5), (amounts.p80, 0.8), (amounts.p95, 0.95))
    shown = Certainty(message("How sure"), curve, amounts, Unit.WEEKS, p50 * wished, 0.4)
    words = certainty(shown, ENGLISH, 460).words
    assert not any(collide(a, b) for a, b in combinations(words, 2))
    assert all(w.left >= -0.5 and w.right <= 460.5 for w in words)


def test_the_parts_of_a_device_lie_side_by_side_and_end_at_the_likely_sum() -> None:
    drawing = memory_chart([FULL], ENGLISH, 656)
    bars = [mark for mark in drawing.marks if isinstance(mark, Bar)]
    assert len(bars) == len(FULL.parts)
    for bar, following in pairwise(bars):
        assert following.x == pytest.approx(bar.x + bar.width, abs=0.6)
        assert following.fill is not bar.fill
    per_gib = (bars[-1].x + bars[-1].width - bars[0].x) / sum(part.gib for part in FULL.parts)
    limit = next(m for m in drawing.marks if isinstance(m, Rule) and m.thickness == 2.5)
    assert limit.x1 - bars[0].x == pytest.approx(74 * per_gib, rel=0.01)
    for part in ("weights 15", "optimiser 45", "overhead 11"):
        assert part in drawing.description


def test_every_part_is_named_on_its_bar_or_below_it() -> None:
    for width in WIDTHS:
        said = " ".join(words.text for words in memory_chart([FULL], ENGLISH, width).words)
        for part in ("weights 15", "gradients 3.7", "optimiser 45", "activations 0.4", "overhead"):
            assert part in said


def stairs_of(drawing: Drawing) -> tuple[tuple[float, float], ...]:
    return next(m for m in drawing.marks if isinstance(m, Shape) and m.edge is Ink.INK).points


def test_the_bill_of_own_machines_is_a_staircase_and_never_falls() -> None:
    points = stairs_of(turning_point(CHEAP, 8_000, ENGLISH, 984))
    steps = [(b[0] - a[0], a[1] - b[1]) for a, b in pairwise(points)]
    assert len(steps) > 6
    for across, up in steps:
        assert across >= -0.01
        assert up >= -0.01
        assert across < 0.01 or up < 0.01  # level or upright, never slanting
    risers = {round(up, 1) for across, up in steps if up > 0.01}
    assert max(risers) - min(risers) <= 0.2  # each machine costs as much as the one before


def test_the_bills_meet_where_the_dot_stands() -> None:
    turn = break_even(LIKELY, DEAR.usd_per_request)
    assert turn is not None
    drawing = turning_point(replace(DEAR, likely=turn), 8_000, ENGLISH, 984)
    dot = next(mark for mark in drawing.marks if isinstance(mark, Dot))
    points = stairs_of(drawing)
    level = max(y for (x, y) in points if x <= dot.x + 0.01)
    beneath = next(b[1] for a, b in pairwise(points) if a[0] <= dot.x <= b[0])
    assert dot.y == pytest.approx(beneath, abs=0.5)
    assert level >= dot.y - 0.5
    assert any("cost less from" in words.text for words in drawing.words)


@given(
    st.floats(1e-7, 1.0), st.floats(0.1, 50), st.floats(0.001, 100), st.floats(1, 50),
    st.floats(0, 1e9), st.sampled_from(WIDTHS), st.booleans(),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_two_bills_hold_whatever_the_figures_are(
    price: float, hourly: float, served: float, peak: float, here: float, width: float, spare: bool
) -> None:
    own = OwnMachines(hourly, served, peak, must_be_available=spare, ops_usd_per_month=6_700)
    turn = break_even(own, price)
    found = Crossing(price, own, turn, turn, None)
    drawing = turning_point(found, here, ENGLISH, width)
    words = drawing.words
    assert not any(collide(a, b) for a, b in combinations(words, 2))
    assert all(w.left >= -0.5 and w.right <= width + 0.5 for w in words)
    assert "nan" not in str(svg(drawing, "one"))


@given(st.lists(st.floats(0.001, 500), min_size=1, max_size=7), st.floats(0.5, 640),
       st.sampled_from(WIDTHS))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_a_device_holds_whatever_the_figures_are(
    amounts: list[float], usable: float, width: float
) -> None:
    parts = tuple(MemoryPart(message("activations"), gib) for gib in amounts)
    total = sum(amounts)
    row = Filled(FULL.title, parts, Band(total, total, 1.3 * total), usable)
    drawing = memory_chart([row, SERVED], ENGLISH, width)
    words = drawing.words
    assert not any(collide(a, b) for a, b in combinations(words, 2))
    assert all(w.left >= -0.5 and w.right <= width + 0.5 for w in words)
    assert all(w.bottom <= drawing.height + 0.5 for w in words)
