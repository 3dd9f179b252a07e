"""The action list: what to find out and to do, who took it on, by when, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, HTTPException, Request, Response

from app.export.names import KINDS
from app.export.to_do import LIST_FORMATS
from app.language.message import Message, message
from app.language.reader import Reader
from app.lifecycle.acceptable import Unacceptable
from app.lifecycle.answers import State
from app.lifecycle.bank import load_bank
from app.lifecycle.typed import Fields, day_typed
from app.plan.plan import Action
from app.store.kept import ActionNote
from app.store.open_plan import OpenPlan
from app.store.store import Store
from app.web.dependencies import CurrentStore, EditKey
from app.web.lines import Line, line_typed
from app.web.meanwhile import brought_together
from app.web.reading.decided import decided_plan
from app.web.reading.downloads import file_response
from app.web.rendering import Masthead, Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.visitor import visitors_name
from app.web.wizard.forms import TypedFields

router = APIRouter(route_class=OneTransaction)

FORMAT_NAMES = {
    "md": message("Markdown"),
    "csv": message("CSV"),
    "ics": message("Calendar"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One action, with the form that assigns it."""

    action: Action
    owner: Line
    by: Line
    done_by: str
    overdue: bool
    kept: Mapping[str, str]  # who and by when, as it is saved now

    @property
    def kind(self) -> Message:
        return KINDS[self.action.kind]

    @property
    def refused(self) -> bool:
        return bool(self.owner.complaint or self.by.complaint)

    @property
    def day(self) -> date | None:
        return self.action.by


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that wait for the same: a day that has passed, a day to come, somebody to begin."""

    id: str
    title: Message
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class ActionsPage(Page):
    template: ClassVar[str] = "actions/actions.html"

    plan_id: str
    groups: tuple[Group, ...]

    @property
    def formats(self) -> Mapping[str, Message]:
        return FORMAT_NAMES

    def count(self, *ids: str) -> int:
        return sum(len(group.entries) for group in self.groups if group.id in ids)

    @property
    def done(self) -> int:
        return self.count("done")

    @property
    def left(self) -> int:
        return self.count("overdue", "dated", "undated")


TITLES = {
    "overdue": message("Overdue"),
    "dated": message("With a day"),
    "undated": message("Without a day"),
    "done": message("Done"),
}


@router.get("/plans/{plan_id}/actions", name="show_actions")
def show_actions(request: Request, plan_id: str, store: CurrentStore, key: EditKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    return render(request, actions_page(request, store, opened))


@router.post("/plans/{plan_id}/actions/{action}", name="assign_action")
def assign_action(
    request: Request,
    plan_id: str,
    action: str,
    store: CurrentStore,
    key: EditKey,
    fields: TypedFields,
) -> Response:
    """Who takes it on, and by when."""
    opened = store.plans.writable_by(key, plan_id)
    found = find(store, opened, action)
    owner, by, day = assignment_typed(fields, kept_of(found, reader_of(request)))
    if owner.complaint or by.complaint:
        page = actions_page(request, store, opened, refused=(action, owner, by))
        return render(request, page, status=422)
    assign(store, opened, found, owner.text, day)
    return back_to(request, plan_id, action)


@router.post("/plans/{plan_id}/actions/{action}/completion", name="tick_off")
def tick_off(
    request: Request, plan_id: str, action: str, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    store.actions.tick_off(opened, find(store, opened, action).id, visitors_name(request))
    return back_to(request, plan_id, action)


@router.post("/plans/{plan_id}/actions/{action}/resumption", name="take_up_again")
def take_up_again(
    request: Request, plan_id: str, action: str, store: CurrentStore, key: EditKey
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    store.actions.take_up_again(opened, find(store, opened, action).id)
    return back_to(request, plan_id, action)


@router.get("/plans/{plan_id}/actions/export/{format}", name="export_actions")
def export_actions(
    request: Request, plan_id: str, format: str, store: CurrentStore, key: EditKey
) -> Response:
    """The list as a file of its own: md, csv, or ics with what has a day."""
    opened = store.plans.writable_by(key, plan_id)
    wanted = LIST_FORMATS.get(format)
    if wanted is None:
        raise HTTPException(404)
    language = reader_of(request)
    content = wanted.write(decided_plan(store, opened), language, opened.id).encode()
    name = f"{opened.title} {language.say(message('What to do'))}"
    return file_response(content, wanted, name)


def find(store: Store, opened: OpenPlan, action: str) -> Action:
    for found in decided_plan(store, opened).actions:
        if found.id == action:
            return found
    raise HTTPException(404)


def back_to(request: Request, plan_id: str, action: str) -> Response:
    return see_other(request, "show_actions", f"#{action}", plan_id=plan_id)


def kept_of(action: Action, language: Reader) -> Mapping[str, str]:
    """Who does it, and by when, as the form shows it."""
    return {
        "owner": language.say(action.owner) if action.owner else "",
        "by": action.by.isoformat() if action.by else "",
    }


def assignment_typed(fields: Fields, kept: Mapping[str, str]) -> tuple[Line, Line, date | None]:
    """Who and by when, brought together with what somebody else may have saved meanwhile."""
    owner, by = (brought_together(fields, name, held) for name, held in kept.items())
    merged = {"owner": (owner.text,), "by": (by.text,)}
    read_owner, (read_by, day) = line_typed(merged, "owner"), by_typed(merged)
    return (
        owner if owner.complaint else read_owner,
        by if by.complaint else read_by,
        day,
    )


def by_typed(fields: Fields) -> tuple[Line, date | None]:
    typed = line_typed(fields, "by")
    if not typed.text or typed.complaint:
        return typed, None
    try:
        return typed, day_typed(typed.text)
    except Unacceptable as refusal:
        return Line(typed.text, refusal.says), None


def assign(store: Store, opened: OpenPlan, action: Action, owner: str, by: date | None) -> None:
    """What is to be found out is assigned with its question, where the wizard asks for it too."""
    question = load_bank().questions.get(action.question or "")
    answer = opened.saved().given.get(action.question or "")
    if action.kind == "find_out" and question and answer and answer.state is State.UNKNOWN:
        said = replace(answer, owner=owner, by=by)
        opened.answer(question.id, said, phase=question.phase)
    else:
        store.actions.assign(opened, action.id, owner, by)


def actions_page(
    request: Request,
    store: Store,
    opened: OpenPlan,
    refused: tuple[str, Line, Line] | None = None,
) -> ActionsPage:
    notes, language = store.actions.noted(opened), reader_of(request)

    def entry(action: Action) -> Entry:
        note = notes.get(action.id, ActionNote(action.id, "", None, None, ""))
        kept = kept_of(action, language)
        owner, by = Line(kept["owner"]), Line(kept["by"])
        if refused and refused[0] == action.id:
            owner, by = refused[1:]
        overdue = action.by is not None and action.by < store.now.date()
        return Entry(action, owner, by, note.done_by, overdue, kept)

    entries = [entry(action) for action in decided_plan(store, opened).actions]
    return ActionsPage(
        masthead=Masthead(opened.id, opened.title, "plan"),
        plan_id=opened.id,
        groups=tuple(grouped(entries)),
    )


def grouped(entries: Iterable[Entry]) -> Iterable[Group]:
    """The groups with something in them, each in the order of its days."""
    found: dict[str, list[Entry]] = {key: [] for key in TITLES}
    for entry in entries:
        found[group_of(entry)].append(entry)
    for key, title in TITLES.items():
        in_order = sorted(found[key], key=lambda entry: entry.day or date.max)
        if in_order:
            yield Group(key, title, tuple(in_order))


def group_of(entry: Entry) -> str:
    if entry.action.done_on is not None:
        return "done"
    if entry.overdue:
        return "overdue"
    return "dated" if entry.action.by else "undated"
