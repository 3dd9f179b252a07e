"""Comments beside sections and questions, by visitors and by the owner: said and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response

from app.export.outline import Section
from app.language.message import Message, message
from app.lifecycle.typed import Fields
from app.store.kept import Comment, Role
from app.store.refusals import NoSuchComment
from app.store.store import Store
from app.web.dependencies import CurrentStore, Number, note_use
from app.web.lines import Line, first_typed, line_typed, whole_number
from app.web.rendering import Masthead, Page, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.door import CurrentDoor, Door
from app.web.sharing.seen_plan import SeenPlan, seen_plan
from app.web.sharing.talk import Thread, labels_of_links, threads_in
from app.web.sharing.visitor import name_typed, remember_name, visitors_name
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

LONGEST_COMMENT = 4000


@dataclass(frozen=True, slots=True)
class Subject:
    """What threads are about: a section or a question of the plan."""

    about: str
    title: Message
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment as it was typed."""

    about: str
    name: Line
    words: Line = field(default_factory=Line)
    answers_to: int | None = None

    @property
    def refused(self) -> bool:
        return bool(self.name.complaint or self.words.complaint)


@dataclass(frozen=True, kw_only=True)
class CommentsPage(Page):
    template: ClassVar[str] = "comments/comments.html"

    door: Door
    about: str  # the one subject that is shown; "": all
    subjects: tuple[Subject, ...]
    sections: Mapping[str, Message]  # what can be commented on
    questions: Mapping[str, Message]
    draft: Draft
    links: Mapping[str, str]  # labels of links by id, for those who may see the list of links

    @property
    def titles(self) -> Mapping[str, Message]:
        return {**self.sections, **self.questions}

    @property
    def open(self) -> int:
        return sum(thread.open for subject in self.subjects for thread in subject.threads)

    @property
    def resolved(self) -> int:
        return sum(not thread.open for subject in self.subjects for thread in subject.threads)

    @property
    def blank(self) -> Draft:
        """The form that was not sent, with the name that is known."""
        return Draft(self.about, Line(self.draft.name.text))

    @property
    def place(self) -> str:
        return self.place_of(self.about)

    def place_of(self, about: str) -> str:
        """Where on the plan's page it stands."""
        return Section.ANSWERS if about in self.questions else about

    def came_through(self, comment: Comment) -> str:
        """The label of the link somebody used, for those who made it."""
        return self.links.get(comment.through, "")


@router.get("/plans/{plan_id}/comments", name="show_comments")
@router.get("/s/{token}/comments", name="show_comments_by_link")
def show_comments(
    request: Request,
    store: CurrentStore,
    door: CurrentDoor,
    background: BackgroundTasks,
    about: str = "",
) -> Response:
    seen = seen_plan(store, door.opened(store, Role.COMMENT))
    note_use(request, background, seen.opened.link)
    if about and about not in seen.subjects:
        raise HTTPException(404)
    draft = Draft(about, Line(visitors_name(request)))
    return render(request, comments_page(store, door, seen, draft))


@router.post("/plans/{plan_id}/comments", name="say")
@router.post("/s/{token}/comments", name="say_by_link")
def say(request: Request, store: CurrentStore, door: CurrentDoor, fields: TypedFields) -> Response:
    """A new comment, or with `answers_to` an answer to one."""
    opened = door.opened(store, Role.COMMENT)
    seen = seen_plan(store, opened)
    draft = draft_typed(fields, seen)
    if draft.refused:
        return render(request, comments_page(store, door, seen, draft), status=422)
    if draft.answers_to is not None:
        readable_comment(store, seen, draft.answers_to)
    said = store.comments.say(
        opened, draft.about, draft.name.text, draft.words.text, answers_to=draft.answers_to
    )
    response = back_to(request, door, said)
    remember_name(request, response, draft.name.text)
    return response


@router.post("/plans/{plan_id}/comments/{comment_id}/resolution", name="resolve")
@router.post("/s/{token}/comments/{comment_id}/resolution", name="resolve_by_link")
def resolve(
    request: Request, store: CurrentStore, door: CurrentDoor, comment_id: Number
) -> Response:
    seen = seen_plan(store, door.opened(store, Role.COMMENT))
    said = readable_comment(store, seen, comment_id)
    store.comments.resolve(seen.opened, comment_id, visitors_name(request))
    return back_to(request, door, said)


@router.post("/plans/{plan_id}/comments/{comment_id}/reopening", name="reopen")
@router.post("/s/{token}/comments/{comment_id}/reopening", name="reopen_by_link")
def reopen(
    request: Request, store: CurrentStore, door: CurrentDoor, comment_id: Number
) -> Response:
    seen = seen_plan(store, door.opened(store, Role.COMMENT))
    said = readable_comment(store, seen, comment_id)
    store.comments.reopen(seen.opened, comment_id)
    return back_to(request, door, said)


def readable_comment(store: Store, seen: SeenPlan, comment_id: int) -> Comment:
    """The comment; NoSuchComment also where this reader may not see what it is about."""
    said = store.comments.find(seen.opened, comment_id)
    if not seen.shows(said.about):
        raise NoSuchComment
    return said


def draft_typed(fields: Fields, seen: SeenPlan) -> Draft:
    about = first_typed(fields, "about")
    words = line_typed(fields, "words", message("Write the comment first"), LONGEST_COMMENT)
    if about not in seen.subjects:
        raise HTTPException(422)
    answers_to = whole_number(first_typed(fields, "answers_to"))
    return Draft(about, name_typed(fields), words, answers_to)


def back_to(request: Request, door: Door, said: Comment) -> Response:
    query = f"?about={said.about}#thread-{said.answers_to or said.id}"
    return see_other(request, door.place("show_comments"), query, **door.parts)


def comments_page(store: Store, door: Door, seen: SeenPlan, draft: Draft) -> CommentsPage:
    shown = [said for said in store.comments.listed(seen.opened) if seen.shows(said.about)]
    threads = threads_in(seen.readable(said) for said in shown)
    about = [draft.about] if draft.about else list(seen.subjects)
    about += [said.about for said in shown if said.about not in seen.subjects and not draft.about]
    subjects = (
        Subject(key, seen.title_of(key), threads[key])
        for key in dict.fromkeys(about)
        if key in threads
    )
    return CommentsPage(
        masthead=Masthead(seen.opened.id, seen.title, "comments", token=door.token),
        door=door,
        about=draft.about,
        subjects=tuple(subjects),
        sections=seen.sections,
        questions=seen.questions,
        draft=draft,
        links=labels_of_links(store, seen.opened),
    )
