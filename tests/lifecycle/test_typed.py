"""What people type into forms."""

from __future__ import annotations

from datetime import date

import pytest

from app.language.reader import ENGLISH
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import UNSEEN, Answer, Reason, State
from app.lifecycle.figures import figure_typed
from app.lifecycle.typed import answer_typed, day_typed, value_typed
from tests.lifecycle.saying import BANK


def complaint(question: str, fields: dict[str, list[str]]) -> str:
    with pytest.raises(Unacceptable) as refusal:
        answer_typed(BANK.questions[question], fields)
    return ENGLISH.say(refusal.value.says)


@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("2,100,000", "tokens", 2_100_000),
        ("2 100 000", "tokens", 2_100_000),
        ("2.1M", "tokens", 2_100_000),
        ("2.1 million", "tokens", 2_100_000),
        ("2M tokens", "tokens", 2_000_000),
        ("5 pages", "tokens", 2000),
        ("90k", "usd", 90_000),
        ("$90", "usd", 90),
        ("US$ 1.5M", "usd", 1_500_000),
        ("$250k", "usd", 250_000),
        ("90 $", "usd", 90),
        ("80 %", "share", 0.8),
        ("80%", "share", 0.8),
        ("0.8", "share", 0.8),
        (".8", "share", 0.8),
        ("26 weeks", "weeks", 26),
        ("6 months", "weeks", 6 * 4.345),
        ("6 s", "ms", 6000),
        ("2 min", "ms", 120_000),
        ("1.5 h", "minutes", 90),
        ("80 GB", "gb", 80),
        ("-4", None, -4),
        (" 7 ", None, 7),
    ],
)
def test_figures_are_read_as_people_write_them(typed: str, unit: str, figure: float) -> None:
    assert figure_typed(typed, unit) == pytest.approx(figure)


@pytest.mark.parametrize("typed", ["many", "nan", "inf", "1e999x", "1,5", "1.2.3", "5 potatoes"])
def test_what_is_no_figure_gets_an_example(typed: str) -> None:
    said = complaint("M04", {"M04": [typed]})
    assert said == f"“{typed}” is not a number; write one such as 1.5, 2,100,000 or 90k"


@pytest.mark.parametrize(
    "typed", ["2027-01-04", "4 January 2027", "4 Jan 2027", "04/01/2027", "4.1.2027"]
)
def test_dates_are_read_with_the_day_first(typed: str) -> None:
    assert day_typed(typed) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("question", "fields", "sentence"),
    [
        ("S14a", {"S14a": ["x"]}, "Choose one of these: Decline politely, Ask a question back"),
        ("S14a", {"S14a": ["refuse", "ask_back"]}, "Choose only one"),
        ("S11a", {"S11a": ["80"]}, "Give a share between 0 and 1, such as 0.8"),
        ("E07b", {"E07b": ["soon"]}, "Write the date like 4 January 2027 or 2027-01-04"),
        ("E02", {"E02-0-share": ["3"]}, "Share of the week: Give a share between 0 and 1"),
        ("A12", {"A12.state": ["not_applicable"]}, "Say why it does not apply"),
        (
            "S12",
            {"S12": ["health", "none"]},
            "“None of these” stands alone; remove it or the other options",
        ),
        (
            "S03",
            {"S03.state": ["not_applicable"], "S03.reason": ["other"]},
            "Every estimate needs this: answer it, or say that it is not known yet",
        ),
    ],
)
def test_a_complaint_says_what_to_do(
    question: str, fields: dict[str, list[str]], sentence: str
) -> None:
    assert complaint(question, fields).startswith(sentence)


def test_rows_are_read_in_their_order_and_blank_rows_left_out() -> None:
    fields = {
        "E02-10-role": ["data"],
        "E02-2-role": ["product"],
        "E02-2-people": ["2"],
        "E02-2-share": ["50 %"],
        "E02-3-role": [""],
        "E02-x-role": ["design"],
    }
    rows = value_typed(BANK.questions["E02"], fields)
    assert rows == ({"role": "product", "people": 2.0, "share": 0.5}, {"role": "data"})


def test_blank_fields_say_nothing() -> None:
    assert answer_typed(BANK.questions["S01"], {"S01": ["  "], "S01.note": [""]}) == UNSEEN


def test_the_three_states_can_be_typed() -> None:
    question = BANK.questions["A12"]
    assert answer_typed(question, {"A12": ["one"], "A12.note": ["a guess"]}) == Answer(
        State.ANSWERED, "one", note="a guess"
    )
    unknown = {"A12.state": ["unknown"], "A12.owner": ["Kim"], "A12.by": ["4 Jan 2027"]}
    assert answer_typed(question, unknown) == Answer(
        State.UNKNOWN, owner="Kim", by=date(2027, 1, 4)
    )
    shut = {"A12.state": ["not_applicable"], "A12.reason": ["out_of_scope"]}
    assert answer_typed(question, shut) == Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE)


def test_words_are_cleaned_of_strange_line_ends() -> None:
    assert value_typed(BANK.questions["S14"], {"S14": [" one\r\ntwo "]}) == "one\ntwo"
