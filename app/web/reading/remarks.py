"""Comments for paper: the open threads, each beside the section it is about."""

from __future__ import annotations

from collections.abc import Iterator

from app.export.outline import Section, sections
from app.export.paper import Remark
from app.language.message import Message, message, verbatim
from app.language.reader import Reader
from app.store.kept import Comment
from app.store.store import Store
from app.web.sharing.seen_plan import SeenPlan
from app.web.sharing.talk import threads_in


def remarks(store: Store, seen: SeenPlan, language: Reader) -> tuple[Remark, ...]:
    """What this reader may see of the open threads, in the order of the document."""
    shown = (said for said in store.comments.listed(seen.opened) if seen.shows(said.about))
    threads = threads_in(seen.readable(said) for said in shown)
    return tuple(
        remark(said, seen, language)
        for about in threads
        for thread in threads[about]
        if thread.open
        for said in thread.comments
    )


def remark(said: Comment, seen: SeenPlan, language: Reader) -> Remark:
    section = section_of(said.about, seen)
    day = language.day(said.created_at.date())
    return Remark(section, language.say(name(said, seen, section)), day, said.words)


def section_of(about: str, seen: SeenPlan) -> str:
    """Where it is printed: beside the section or the answer; what is left out goes to the end."""
    printed = list(printed_sections(seen))
    wanted = Section.ANSWERS if about in seen.questions else about
    return str(wanted if wanted in printed else printed[-1])


def printed_sections(seen: SeenPlan) -> Iterator[Section]:
    """The verdict is no section of its own on paper."""
    for section in sections(seen.plan, seen.showing):
        if section is not Section.VERDICT:
            yield section


def name(said: Comment, seen: SeenPlan, section: str) -> Message:
    """Who said it; and on what, where the place on the paper does not tell."""
    who = verbatim(said.author)
    if section == said.about:
        return who
    return message("{name}, on “{title}”", name=who, title=seen.title_of(said.about))
