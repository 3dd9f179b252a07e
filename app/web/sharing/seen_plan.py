"""A plan as the reader of a link sees it: which state, which sections, with or without sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.export.hidden_money import is_a_sum, without_sums_in
from app.export.outline import TITLES, Section, Showing, sections
from app.language.message import Message
from app.lifecycle.bank import load_bank
from app.plan.plan import Plan
from app.store.kept import Comment, ShareLink
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.sharing.signed import read_at

OF_MONEY = {Section.MONEY.value}


@dataclass(frozen=True)
class SeenPlan:
    opened: OpenPlan
    plan: Plan
    showing: Showing

    @property
    def title(self) -> str:
        return words_shown(self.plan.title, self.showing)

    @cached_property
    def sections(self) -> Mapping[str, Message]:
        return {section.value: TITLES[section] for section in sections(self.plan, self.showing)}

    @cached_property
    def questions(self) -> Mapping[str, Message]:
        """The questions that the plan shows an answer to."""
        return {said.question: said.asks for said in self.plan.answers if self.shows(said.question)}

    @cached_property
    def subjects(self) -> Mapping[str, Message]:
        """All that can be commented on."""
        return {**self.sections, **self.questions}

    def shows(self, about: str) -> bool:
        """Whether this reader may know what is said there."""
        return self.showing.money or not is_of_money(about)

    def title_of(self, about: str) -> Message:
        """What is commented on; also when the plan no longer shows it."""
        found = self.subjects.get(about)
        if found is not None:
            return found
        asked = load_bank().questions.get(about)
        return asked.asks if asked else TITLES[Section(about)]

    def readable(self, said: Comment) -> Comment:
        """The comment, without the sums in it for those who are to see none."""
        return replace(said, words=words_shown(said.words, self.showing))


def is_of_money(about: str) -> bool:
    return is_a_sum(about) or about in OF_MONEY


def words_shown(words: str, showing: Showing) -> str:
    """Somebody's words, without the sums in them for those who are to see none."""
    return words if showing.money else without_sums_in(words)


def shown_by(link: ShareLink) -> Showing:
    return Showing(money=not link.hide_money)


def seen_plan(store: Store, opened: OpenPlan, number: int | None = None) -> SeenPlan:
    """The version of that number, or the one that the link is pinned to; else the plan as it
    stands now."""
    plan = read_at(store, opened, number or opened.link.version)
    return SeenPlan(opened, plan, shown_by(opened.link))
