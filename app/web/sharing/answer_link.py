"""A link to answer one phase: a colleague sees the questions of that phase, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, BackgroundTasks, Request, Response

from app.export.hidden_money import asks_for_money, has_sums
from app.language.message import Message, counted, message
from app.lifecycle.answers import Answer
from app.lifecycle.bank import load_bank
from app.lifecycle.phases import WORDS, Phase
from app.lifecycle.progress import progress
from app.lifecycle.typed import Fields
from app.store.kept import Role, SavedPlan
from app.store.open_plan import OpenPlan
from app.store.refusals import NoSuchPlan
from app.store.store import Store
from app.web.current_plan import document_of
from app.web.dependencies import CurrentStore, note_use
from app.web.rendering import Masthead, render, see_other
from app.web.routing import OneTransaction
from app.web.sharing.seen_plan import shown_by, words_shown
from app.web.wizard.conflict import conflict_page, show_both
from app.web.wizard.forms import Said, TypedFields, conflicts, keep, read_form
from app.web.wizard.phases import Entry, PhasePage, entries

router = APIRouter(route_class=OneTransaction)


@dataclass(frozen=True, kw_only=True)
class AnswerLinkPage(PhasePage):
    template: ClassVar[str] = "links/answering.html"

    token: str
    saved: bool
    until: date | None  # the last day on which the link opens
    about: Message  # for whoever is shown the link before it is opened


@router.get("/s/{token}/answers", name="show_answer_link")
def show_answer_link(
    request: Request,
    token: str,
    store: CurrentStore,
    background: BackgroundTasks,
    saved: bool = False,
) -> Response:
    opened = opened_to_answer(store, token)
    note_use(request, background, opened.link)
    return render(request, answer_link_page(opened, opened.saved(), token, saved=saved))


@router.post("/s/{token}/answers", name="answer_by_link")
def answer_by_link(
    request: Request, token: str, store: CurrentStore, fields: TypedFields
) -> Response:
    opened = opened_to_answer(store, token)
    kept, bank = opened.saved(), load_bank()
    withheld = withheld_from(opened, kept)
    asked = [q for q in bank.phase(phase_of(opened)) if q.id not in withheld]
    said = read_form(asked, fields)
    if said.complaints:
        page = answer_link_page(opened, kept, token, typed=fields, said=said)
        return render(request, page, status=422)
    clashes = conflicts(said, fields, kept, bank.questions)
    if clashes:
        both = conflict_page(opened, clashes[0].question, clashes, fields, token=token)
        return show_both(request, both)
    keep(opened, said, kept, bank.questions)
    return see_other(request, "show_answer_link", "?saved=true", token=token)


def opened_to_answer(store: Store, token: str) -> OpenPlan:
    """The plan behind a link to answer. A key to edit has pages of its own."""
    opened = store.plans.shared_by(token)
    if opened.link.role is not Role.ANSWER:
        raise NoSuchPlan
    return opened


def phase_of(opened: OpenPlan) -> Phase:
    phase = opened.link.phase
    assert phase is not None, "the database refuses an answer link without its phase"
    return phase


def withheld_from(opened: OpenPlan, saved: SavedPlan) -> frozenset[str]:
    """The questions that a link without money does not show: those that ask for sums, and those
    beside which somebody wrote one."""
    if not opened.link.hide_money:
        return frozenset()
    return frozenset(
        question.id
        for question in load_bank().phase(phase_of(opened))
        if asks_for_money(question) or speaks_of_money(saved.given.get(question.id))
    )


def speaks_of_money(answer: Answer | None) -> bool:
    return answer is not None and any(has_sums(said) for said in words_of(answer))


def words_of(answer: Answer) -> Iterator[str]:
    yield from (answer.note, answer.evidence, answer.owner)
    if isinstance(answer.value, str):
        yield answer.value
    if isinstance(answer.value, tuple):
        for row in answer.value:
            yield from ([row] if isinstance(row, str) else map(str, row.values()))


def answer_link_page(
    opened: OpenPlan,
    kept: SavedPlan,
    token: str,
    *,
    typed: Fields | None = None,
    said: Said | None = None,
    saved: bool = False,
) -> AnswerLinkPage:
    phase = phase_of(opened)
    withheld = withheld_from(opened, kept)
    shown = tuple(without(entries(kept, phase, typed, said), withheld))
    title = words_shown(opened.title, shown_by(opened.link))
    return AnswerLinkPage(
        masthead=Masthead(opened.id, title, "questions", token=token),
        plan_id=opened.id,
        phase=phase,
        title=WORDS[phase].title,
        asks=WORDS[phase].question,
        entries=shown,
        progress=progress(document_of(kept).answers, phase),
        following=None,
        refused=bool(said and said.complaints),
        token=token,
        saved=saved,
        until=opened.link.last_day,
        about=invitation(WORDS[phase].title, len(shown)),
    )


def without(entries: tuple[Entry, ...], withheld: frozenset[str]) -> Iterator[Entry]:
    """The entries that a colleague may see, each without the follow-ups that they may not."""
    for entry in entries:
        if entry.question.id in withheld:
            continue
        yield replace(
            entry,
            form=replace(
                entry.form,
                follow_ups=tuple(f for f in entry.form.follow_ups if f.id not in withheld),
            ),
            details=tuple(
                (question, words)
                for question, words in entry.details
                if question.id not in withheld
            ),
        )


def invitation(phase: Message, count: int) -> Message:
    return message(
        "{questions} about {phase}, to be answered without an account. Nothing is locked; "
        "“I don’t know yet” is an answer too.",
        questions=counted("{count} question", "{count} questions", count),
        phase=phase,
    )
