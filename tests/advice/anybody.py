"""Any set of answers, with figures far enough apart to reach every rule."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.questions import AnswerValue, Question, QuestionType
from tests.lifecycle.saying import BANK

# An option that excludes the others of its question.
ALONE = {
    "none", "not_tested", "nothing_tried", "not_tried", "none_beyond_vendor", "free", "nothing",
}  # fmt: skip
FIGURES = (0, 1, 40, 90, 300, 1_200, 5_000, 60_000, 300_000, 2e6, 4e9, 3e11)
SHARES = (0.0, 0.3, 0.5, 0.8, 0.95, 1.0)
# Questions whose text or table no rule reads, but for the state of S01.
WORDS = {QuestionType.TEXT, QuestionType.DATE, QuestionType.TABLE}


def any_given() -> st.SearchStrategy[Mapping[str, Answer]]:
    read = [q for q in BANK.questions.values() if q.type not in WORDS or q.id == "S01"]
    pairs = st.sampled_from(read).flatmap(_pair)
    return st.lists(pairs, max_size=45).map(dict)


def anybody() -> st.SearchStrategy[Answers]:
    return any_given().map(lambda given: Answers.of(BANK, given))


def _pair(question: Question) -> st.SearchStrategy[tuple[str, Answer]]:
    said = _value(question).map(lambda value: Answer(State.ANSWERED, value))
    answer = st.one_of(said, said, said, st.just(Answer(State.UNKNOWN)))
    return st.tuples(st.just(question.id), answer)


def _value(question: Question) -> st.SearchStrategy[AnswerValue]:
    ids = [option.id for option in question.options]
    match question.type:
        case QuestionType.CHOICES:
            together = [option for option in ids if option not in ALONE]
            several = st.lists(st.sampled_from(together), min_size=1, max_size=3, unique=True)
            single = st.sampled_from(ids).map(lambda option: (option,))
            return st.one_of(several.map(tuple), single)
        case QuestionType.CHOICE | QuestionType.BAND:
            return st.sampled_from(ids)
        case QuestionType.TEXT:
            return st.just("Minutes for the team after each call")
    return st.sampled_from(SHARES if question.highest == 1 else FIGURES)
