import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.message import (
    Quantity,
    Unit,
    counted,
    listed,
    message,
    share,
    tokens,
    usd,
    verbatim,
    weeks,
)
from app.language.reader import ENGLISH, reader, rounded


@pytest.mark.parametrize(
    ("quantity", "written"),
    [
        (usd(190_123), "$190k"),
        (usd(1_234_567), "$1.2M"),
        (usd(8), "$8"),
        (usd(-1500), "−$1.5k"),
        (usd(0.0312), "$0.031"),
        (usd(0.004), "$0.004"),
        (weeks(17.3), "17 weeks"),
        (weeks(1), "1 week"),
        (weeks(0.94), "0.94 weeks"),
        (tokens(2_100_000), "2.1M tokens"),
        (tokens(200_000), "200,000 tokens"),
        (tokens(3.6e11), "360B tokens"),
        (share(0.918), "92 in 100"),
        (Quantity(0.7461, Unit.PERCENT), "75 %"),
        (Quantity(4.0, Unit.PERSON_DAYS), "4 person-days"),
        (Quantity(1.25, Unit.GIB, None), "1.25 GiB"),
    ],
)
def test_a_figure_is_written_as_a_newspaper_writes_it(quantity: Quantity, written: str) -> None:
    assert ENGLISH.quantity(quantity) == written


def test_a_date_is_written_out() -> None:
    assert ENGLISH.say(message("By {day}", day=date(2027, 6, 28))) == "By 28 June 2027"


def test_a_list_ends_in_and() -> None:
    assert ENGLISH.say(listed([message("a"), message("b"), message("c")])) == "a, b and c"


def test_the_form_of_a_sentence_follows_its_count() -> None:
    assert ENGLISH.say(counted("{count} answer", "{count} answers", 1)) == "1 answer"
    assert ENGLISH.say(counted("{count} answer", "{count} answers", 3)) == "3 answers"


@given(st.text())
def test_a_persons_words_come_out_as_they_went_in(words: str) -> None:
    assert ENGLISH.say(verbatim(words)) == words


def test_a_sentence_may_hold_another() -> None:
    inner = message("{n} languages", n=3)
    assert ENGLISH.say(message("Serve {what}.", what=inner)) == "Serve 3 languages."


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(1, 6))
def test_rounding_moves_a_figure_by_less_than_its_last_digit(amount: float, figures: int) -> None:
    if amount:
        step = 10.0 ** (math.floor(math.log10(abs(amount))) - figures + 1)
        assert abs(rounded(amount, figures) - amount) <= 0.51 * step


def test_an_unknown_language_reads_english() -> None:
    assert reader("cy").say(message("Scoping")) == "Scoping"


def test_a_language_tag_suits_a_lang_attribute() -> None:
    assert ENGLISH.tag == "en-GB"
