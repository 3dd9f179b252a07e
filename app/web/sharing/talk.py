"""What people say about a plan, as its pages tell of it: threads of comments, and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.export.closing import signed_and_since
from app.language.message import Message
from app.plan.plan import Signed
from app.store.kept import Comment, Role
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.sharing.door import Door
from app.web.sharing.seen_plan import is_of_money


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


@dataclass(frozen=True, slots=True)
class Talk:
    """How the talk about a plan stands, and through which door one joins it."""

    door: Door
    threads: Mapping[str, int]  # the open ones, by what they are about
    signed: Message | None  # "Signed version 3, 2 changes since"

    @property
    def open(self) -> int:
        return sum(self.threads.values())

    def about(self, about: str) -> int:
        return self.threads.get(about, 0)


def talk_of(store: Store, opened: OpenPlan, door: Door, signed: Signed | None) -> Talk | None:
    """None for those who may only read."""
    if not opened.link.role.covers(Role.COMMENT):
        return None
    counts = store.comments.counts(opened)
    if opened.link.hide_money:
        counts = {about: count for about, count in counts.items() if not is_of_money(about)}
    return Talk(door, counts, signed_and_since(signed) if signed else None)


def labels_of_links(store: Store, opened: OpenPlan) -> Mapping[str, str]:
    """By the link's id, for those who may see the list of links; nobody else learns a label."""
    listed = store.links.listed(opened) if opened.link.role is Role.EDIT else ()
    return {link.id: link.label for link in listed}


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
