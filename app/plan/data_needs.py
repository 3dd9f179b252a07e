"""What data the plan needs, what there is, who may use it, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.catalogue import rule
from app.advice.finding import Advice
from app.language.message import Message, Quantity, Unit, counted, message
from app.lifecycle.answers import Answers
from app.lifecycle.worded import value_in_words
from app.plan.plan import DataNeed, EvaluationPlan

LOOKS_UP = ("augment.rag", "augment.full_context", "augment.structured_facts")
TUNING = ("adapt.sft", "adapt.sft_lora")
PREFERENCES = ("adapt.dpo", "adapt.rlhf")
RAW_TEXT = {
    "select.continued_pretraining": (10e9, "R-13"),
    "select.pretrain_scratch": (200e9, "R-14"),
}
WHO_MAY_SEE = {
    "all_see_all": message("Everybody may see everything"),
    "by_group": message("Permissions differ by group"),
    "by_document": message("Permissions differ by document"),
    "by_field_or_row": message("Permissions differ by field or row"),
}
HARD_SHAPES = ("scanned", "tables_diagrams")


def data_needs(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan | None
) -> tuple[DataNeed, ...]:
    test_set = [] if evaluation is None else [_test_set(evaluation)]
    return (*_to_answer(answers, advice), *test_set, *_to_train(answers, advice))


def _to_answer(answers: Answers, advice: Advice) -> Iterator[DataNeed]:
    if not advice.recommends(*LOOKS_UP):
        return
    if not answers.any("M07", "none"):
        yield _knowledge(answers)
    elif advice.recommends("augment.rag"):
        yield _public_sources()


def _to_train(answers: Answers, advice: Advice) -> Iterator[DataNeed]:
    if advice.recommends(*TUNING):
        yield _examples(answers)
    if advice.recommends(*PREFERENCES):
        yield _comparisons(answers, advice)
    for tag, (tokens, named) in RAW_TEXT.items():
        if advice.recommends(tag):
            yield _raw_text(answers, tokens, named)


def _public_sources() -> DataNeed:
    """Nothing of the project's own, yet facts come out wrong: they are looked up in public."""
    return DataNeed(
        what=message("Public sources to look facts up in"),
        have=message("Still to be chosen"),
        need=message("A few that somebody vouches for, with leave to copy from them"),
        rights=message("Terms of each source, still to be read"),
        gap=None,
        because=("M07", "A01"),
        rule=rule("R-05"),
    )


def _knowledge(answers: Answers) -> DataNeed:
    rows = answers.rows("A06")
    bad = [r for r in rows if r.get("format") in HARD_SHAPES or r.get("quality") == "poor"]
    gap = counted(
        "One source must be cleaned or read out before it can be searched",
        "{count} sources must be cleaned or read out before they can be searched",
        len(bad),
    )
    return DataNeed(
        what=message("The knowledge to look things up in"),
        have=counted(
            "{knowledge} in one source",
            "{knowledge} in {count} sources",
            max(1, len(rows)),
            knowledge=Quantity(answers.number("M07a") or 0, Unit.TOKENS),
        ),
        need=message("Clean text with an owner for each source, and a way to notice changes"),
        rights=_who_may_see(answers),
        gap=gap if bad else None,
        because=("M07", "M07a", "A06", "A07"),
        rule=rule("R-09"),
    )


def _test_set(evaluation: EvaluationPlan) -> DataNeed:
    missing = evaluation.cases_to_make
    gap = counted(
        "One case has to be written and judged",
        "{count} cases have to be written and judged",
        missing,
    )
    return DataNeed(
        what=message("Test cases with the right answer"),
        have=_have(evaluation),
        need=_cases(evaluation.cases_needed),
        rights=message("Kept apart: never used for prompts or training"),
        gap=gap if missing > 0 else None,
        because=("A04", "A04a", "S11a"),
        rule=rule("R-41"),
    )


def _who_may_see(answers: Answers) -> Message:
    words = WHO_MAY_SEE.get(next(iter(answers.options("A07")), ""))
    if words is None:
        return message("Still to be settled")
    return words if answers.known("A07") else _assumed(words)


def _have(evaluation: EvaluationPlan) -> Message:
    if not evaluation.held_back:
        return _cases(evaluation.cases_present)
    return message(
        "{cases}, and {held_back} checked examples to hold back",
        cases=_cases(evaluation.cases_present),
        held_back=evaluation.held_back,
    )


def _cases(count: int) -> Message:
    return counted("{count} case", "{count} cases", count)


def _examples(answers: Answers) -> DataNeed:
    translating = answers.any("S02", "translate")
    wanted, named = (5000, "R-16b") if translating else (500, "R-16")
    return DataNeed(
        what=message("Examples to train on: input with the wanted output"),
        have=_amount(answers.number("A02a") or 0),
        need=message("{wanted} or more", wanted=wanted),
        rights=_in_words(answers, "A03", message("Origin and rights: {answer}")),
        gap=_short_of(answers.number("A02a") or 0, wanted),
        because=("A02", "A02a", "A03"),
        rule=rule(named),
    )


def _comparisons(answers: Answers, advice: Advice) -> DataNeed:
    wanted = 10_000 if advice.recommends("adapt.rlhf") else 1_000
    return DataNeed(
        what=message("Comparisons: which of two answers is better"),
        have=_amount(answers.number("A10a") or 0),
        need=message("{wanted} or more, from raters who agree", wanted=wanted),
        rights=message("Raters know that their votes train a model"),
        gap=_short_of(answers.number("A10a") or 0, wanted),
        because=("A10", "A10a", "A10b"),
        rule=rule("R-18"),
    )


def _raw_text(answers: Answers, wanted: float, named: str) -> DataNeed:
    have = answers.number("M08a") or 0
    return DataNeed(
        what=message("Text of the field to train on"),
        have=message("{text}", text=Quantity(have, Unit.TOKENS)),
        need=message("{text} or more", text=Quantity(wanted, Unit.TOKENS)),
        rights=_in_words(answers, "M10b", message("Rights to train: {answer}")),
        gap=message("{missing} short", missing=Quantity(wanted - have, Unit.TOKENS))
        if have < wanted
        else None,
        because=("M08a", "M10b"),
        rule=rule(named),
    )


def _amount(figure: float) -> Message:
    return message("{figure}", figure=Quantity(figure))


def _short_of(have: float, wanted: float) -> Message | None:
    if have >= wanted:
        return None
    return message("{missing} still to be made", missing=Quantity(wanted - have))


def _in_words(answers: Answers, question: str, frame: Message) -> Message:
    """The answer, said or assumed, within a sentence that has a place for {answer}."""
    value = answers.value(question)
    if value is None:
        return message("Still to be settled")
    words = value_in_words(answers.bank.questions[question], value)
    return message(frame.text, answer=words) if answers.known(question) else _assumed(words)


def _assumed(words: Message) -> Message:
    return message("Assumed: {answer}", answer=words)
