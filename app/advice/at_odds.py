"""Figures that cannot both be right, and answers to questions that another answer has closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.advice.figures import count, share_of
from app.advice.finding import Contradiction
from app.language.message import Message, Quantity, Unit, message
from app.lifecycle.answers import Answers, State
from app.lifecycle.questions import Option

Check = Callable[[Answers], Contradiction | None]

# A band and the figure asked for beside it; the figure is the finer statement.
BANDS = (("I06", "I06a"), ("M05", "M05a"), ("A02", "A02a"), ("A04", "A04a"), ("A10", "A10a"))
MANY_JOBS = 4  # more than one narrow task can be (planning default)

# An answer that closes a question, the question, and what to say of an answer left behind it.
CLOSED: tuple[tuple[str, str, str, Message], ...] = (
    (
        "A02",
        "none",
        "A02a",
        message(
            "There are no examples, yet their number was given. The plan believes that there are "
            "none; if there are some, choose their number."
        ),
    ),
    (
        "M07",
        "none",
        "A06",
        message(
            "It needs no knowledge of yours, yet sources are listed. The plan believes that none "
            "is needed; if it has to know what they say, say so."
        ),
    ),
    (
        "M07",
        "none",
        "M07a",
        message(
            "It needs no knowledge of yours, yet the size of it was given. The plan believes that "
            "none is needed."
        ),
    ),
    (
        "I06",
        "not_central",
        "I06a",
        message(
            "All runs on users’ devices, yet requests on your side were counted. The plan believes "
            "the devices and counts no requests."
        ),
    ),
)


def figures_at_odds(answers: Answers) -> tuple[Contradiction, ...]:
    single = (check(answers) for check in CHECKS)
    return (*_outside_their_bands(answers), *_left_behind(answers), *filter(None, single))


def _outside_their_bands(answers: Answers) -> Iterator[Contradiction]:
    for band, figure in BANDS:
        amount, chosen = answers.number(figure), _chosen(answers, band)
        if chosen is None or amount is None or not answers.known(figure):
            continue
        if not _within(chosen, amount):
            yield Contradiction(
                (band, figure),
                message(
                    "The range chosen was “{band}”, yet the figure given is {amount}. The plan "
                    "believes the figure, because it is the finer of the two.",
                    band=chosen.label,
                    amount=Quantity(amount, Unit.COUNT, None),
                ),
                figure,
            )


def _chosen(answers: Answers, band: str) -> Option | None:
    if not answers.known(band):
        return None
    options = answers.bank.questions[band].options
    return next((option for option in options if option.id in answers.options(band)), None)


def _within(option: Option, amount: float) -> bool:
    """Bands are written in whole numbers; what lies between two of them fits both."""
    low, high = option.low, option.high
    return (low is None or amount > low - 1) and (high is None or amount < high + 1)


def _left_behind(answers: Answers) -> Iterator[Contradiction]:
    for closing, option, closed, says in CLOSED:
        given = answers.given.get(closed)
        kept = given is not None and given.state is State.ANSWERED and bool(given.value)
        shut = answers.known(closing) and answers.any(closing, option)
        if kept and shut and not answers.shown(closed):
            yield Contradiction((closing, closed), says, closing)


def launch_bar_above_the_goal(answers: Answers) -> Contradiction | None:
    bar, goal = _both(answers, "S11a", "S11b")
    if bar is None or goal is None or bar <= goal:
        return None
    return Contradiction(
        ("S11a", "S11b"),
        message(
            "The bar for the launch, {bar}, lies above the goal, {goal}. The plan believes the "
            "launch bar, because it decides earlier.",
            bar=share_of(bar),
            goal=share_of(goal),
        ),
        "S11a",
    )


def passes_always_more_often_than_once(answers: Answers) -> Contradiction | None:
    once, always = _both(answers, "M09a", "M09c")
    if once is None or always is None or always <= once:
        return None
    return Contradiction(
        ("M09a", "M09c"),
        message(
            "{always} passed every time they were repeated, yet only {once} passed at all. The "
            "plan believes the lower share.",
            always=share_of(always),
            once=share_of(once),
        ),
        "M09a",
    )


def long_request_shorter_than_a_typical_one(answers: Answers) -> Contradiction | None:
    typical, long = _both(answers, "M04", "M04a")
    if typical is None or long is None or long >= typical:
        return None
    return Contradiction(
        ("M04", "M04a"),
        message(
            "A long request has {long}, fewer than a typical one with {typical}. The plan believes "
            "the typical one, because the bill rests on it.",
            long=Quantity(long, Unit.TOKENS, 3),
            typical=Quantity(typical, Unit.TOKENS, 3),
        ),
        "M04",
    )


def first_words_after_the_whole_answer(answers: Answers) -> Contradiction | None:
    """The whole answer's time may have been given as a range or as a figure."""
    given = next((question for question in ("M05a", "M05") if answers.known(question)), None)
    whole, first = answers.number("M05a"), answers.number("M05b")
    if given is None or whole is None or first is None or not answers.known("M05b"):
        return None
    if first <= whole:
        return None
    return Contradiction(
        (given, "M05b"),
        message(
            "The first words may take {first}, longer than the whole answer with {whole}. The plan "
            "believes the whole answer.",
            first=Quantity(first, Unit.MILLISECONDS, 3),
            whole=Quantity(whole, Unit.MILLISECONDS, 3),
        ),
        given,
    )


def nothing_to_build_it_with(answers: Answers) -> Contradiction | None:
    ceiling = answers.number("E04") if answers.known("E04") else None
    if ceiling != 0 or not answers.known("E01") or answers.any("E01", "go_nogo"):
        return None
    return Contradiction(
        ("E01", "E04"),
        message(
            "Something is to be built, yet it may cost nothing. The plan believes that it is "
            "wanted, and shows what it costs."
        ),
        "E01",
    )


def one_narrow_task_of_many_jobs(answers: Answers) -> Contradiction | None:
    jobs = len(answers.options("S02"))
    said = answers.known("S02") and answers.known("S03")
    if not said or jobs < MANY_JOBS or not answers.any("S03", "one_task"):
        return None
    return Contradiction(
        ("S02", "S03"),
        message(
            "It is one narrow task, yet it does {jobs} jobs. The plan believes the narrow task for "
            "the choice of model, and tests and counts every job.",
            jobs=count(jobs),
        ),
        "S03",
    )


def _both(answers: Answers, one: str, other: str) -> tuple[float | None, float | None]:
    """Both figures, if somebody gave them; an assumed one is at odds with nobody."""
    if not (answers.known(one) and answers.known(other)):
        return None, None
    return answers.number(one), answers.number(other)


CHECKS: tuple[Check, ...] = (
    launch_bar_above_the_goal,
    passes_always_more_often_than_once,
    long_request_shorter_than_a_typical_one,
    first_words_after_the_whole_answer,
    nothing_to_build_it_with,
    one_narrow_task_of_many_jobs,
)
