"""Two people answered the same question: both texts side by side, and a choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from app.language.message import Message, message
from app.lifecycle.answers import Answer
from app.lifecycle.phases import Phase
from app.lifecycle.questions import Question
from app.lifecycle.typed import Fields
from app.lifecycle.worded import answer_in_words
from app.store.open_plan import OpenPlan
from app.web.forms import Conflict
from app.web.rendering import Masthead, Page


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with the two answers to it, in words."""

    question: Question
    kept: Message
    yours: Message


@dataclass(frozen=True, kw_only=True)
class ConflictPage(Page):
    template: ClassVar[str] = "errors/conflict.html"

    plan_id: str
    question: Question
    phase: Phase | None  # of the page that was sent; None: the question's own
    clashes: tuple[Clash, ...]
    fields: tuple[tuple[str, str], ...]  # yours once more, now knowing what was said meanwhile


def conflict_page(
    opened: OpenPlan,
    question: Question,
    found: Iterable[Conflict],
    fields: Fields,
    *,
    phase: Phase | None = None,
) -> ConflictPage:
    clashes = tuple(found)
    seen = {f"{clash.question.id}.version": [str(clash.version)] for clash in clashes}
    again = {**fields, **seen}
    return ConflictPage(
        masthead=Masthead(opened.id, opened.title, "questions"),
        plan_id=opened.id,
        question=question,
        phase=phase,
        clashes=tuple(
            Clash(c.question, in_words(c.question, c.kept), in_words(c.question, c.yours))
            for c in clashes
        ),
        fields=tuple((name, text) for name, texts in again.items() for text in texts),
    )


def in_words(question: Question, answer: Answer | None) -> Message:
    if answer is None:
        return message("No answer")
    words = answer_in_words(question, answer)
    if not answer.note:
        return words
    return message("{answer} (note: {note})", answer=words, note=answer.note)
