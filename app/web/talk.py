"""Threads of comments: what was said first, and what was answered to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.store.kept import Comment


@dataclass(frozen=True, slots=True)
class Thread:
    begun: Comment
    answers: tuple[Comment, ...]

    @property
    def open(self) -> bool:
        return self.begun.resolved_at is None

    @property
    def comments(self) -> tuple[Comment, ...]:
        return (self.begun, *self.answers)


def threads_in(comments: Iterable[Comment]) -> Mapping[str, tuple[Thread, ...]]:
    """The threads by what they are about: the open ones first, each in the order of time."""
    listed = list(comments)
    answers: dict[int, list[Comment]] = {}
    for said in listed:
        if said.answers_to is not None:
            answers.setdefault(said.answers_to, []).append(said)
    found: dict[str, list[Thread]] = {}
    for said in listed:
        if said.answers_to is None:
            thread = Thread(said, tuple(answers.get(said.id, ())))
            found.setdefault(said.about, []).append(thread)
    return {
        about: tuple(sorted(threads, key=lambda thread: not thread.open))
        for about, threads in found.items()
    }
