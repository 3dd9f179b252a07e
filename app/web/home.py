"""The start page: one sentence, one button, the examples and the plans of this browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from starlette.datastructures import UploadFile

from app.language.message import Message, message
from app.lifecycle.acceptable import Unacceptable, acceptable_text
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.store.kept import PlanInList
from app.store.store import Store
from app.web.api.answers_documents import read_answers_document
from app.web.api.complaints import Refused
from app.web.dependencies import CurrentKeyring, CurrentStore
from app.web.examples import Example, examples, sample_plan
from app.web.keyring import Keyring, hand_over, hand_over_scenarios
from app.web.lines import first_typed
from app.web.rendering import Page, reader_of, render, see_other
from app.web.routing import OneTransaction
from app.web.wizard.forms import TypedFields
from app.web.wizard.panel import Panel, panel_of

router = APIRouter(route_class=OneTransaction)

LONGEST_TITLE = 120
FIRST_QUESTION = "S01"
UNTITLED = message("New plan")


async def sent_file(request: Request) -> bytes:
    """The file of a form; empty when none was chosen."""
    async with request.form(max_files=1, max_fields=10) as form:
        file = form.get("file")
        return await file.read() if isinstance(file, UploadFile) else b""


SentFile = Annotated[bytes, Depends(sent_file)]


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    template: ClassVar[str] = "home/home.html"

    examples: tuple[Example, ...]
    sample: Panel  # of the first example
    plans: tuple[PlanInList, ...]
    title: str = ""  # as it was typed
    complaint: Message | None = None
    refused: tuple[Message, ...] = ()  # why a file could not be imported


def home_page(
    request: Request,
    store: Store,
    keyring: Keyring,
    *,
    title: str = "",
    complaint: Message | None = None,
    refused: tuple[Message, ...] = (),
) -> HomePage:
    return HomePage(
        examples=tuple(examples().values()),
        sample=panel_of("", sample_plan(), reader_of(request), detailed=False),
        plans=store.plans.listed(keyring.tokens.values()) if keyring.tokens else (),
        title=title,
        complaint=complaint,
        refused=refused,
    )


@router.get("/", name="show_home")
def show_home(request: Request, store: CurrentStore, keyring: CurrentKeyring) -> Response:
    page = home_page(request, store, keyring)
    copies = ((plan.id, plan.copied_from) for plan in page.plans if plan.copied_from)
    return hand_over_scenarios(request, render(request, page), keyring, copies)


@router.get("/plans", name="show_plans", include_in_schema=False)
@router.get("/plans/imports", name="show_imports", include_in_schema=False)
def back_to_the_form(request: Request) -> Response:
    """For whoever reloads a refusal."""
    return see_other(request, "show_home")


@router.post("/plans", name="start_plan")
def start_plan(
    request: Request, store: CurrentStore, keyring: CurrentKeyring, fields: TypedFields
) -> Response:
    typed = first_typed(fields, "title")
    try:
        title = acceptable_text(typed, LONGEST_TITLE)
    except Unacceptable as refusal:
        page = home_page(request, store, keyring, title=typed, complaint=refusal.says)
        return render(request, page, status=422)
    untitled = reader_of(request).say(UNTITLED)
    link = store.plans.start(title or untitled, bank_version=load_bank().version)
    response = see_other(
        request, "show_question", plan_id=link.link.plan_id, question_id=FIRST_QUESTION
    )
    hand_over(request, response, keyring.with_key(link.link.plan_id, link.token))
    return response


@router.post("/examples/{example_id}/copies", name="copy_example")
def copy_example(
    request: Request, example_id: str, store: CurrentStore, keyring: CurrentKeyring
) -> Response:
    example = examples().get(example_id)
    if example is None:
        raise HTTPException(404)
    title = reader_of(request).say(example.title)
    return kept(request, store, keyring, example.document, title)


@router.post("/plans/imports", name="import_plan")
def import_plan(
    request: Request, store: CurrentStore, keyring: CurrentKeyring, file: SentFile
) -> Response:
    """A plan from the JSON file that its export wrote, or any answers document."""
    try:
        document = read_answers_document(load_bank(), file)
    except Refused as refusal:
        page = home_page(request, store, keyring, refused=why_refused(refusal))
        return render(request, page, status=422)
    title = document.title or reader_of(request).say(UNTITLED)
    return kept(request, store, keyring, document, title)


def why_refused(refusal: Refused) -> tuple[Message, ...]:
    """Every fault of the file, each with the question it is about."""
    return tuple(
        message("{question}: {says}.", question=c.question, says=c.says)
        if c.question
        else message("{says}.", says=c.says)
        for c in refusal.complaints
    )


def kept(
    request: Request, store: Store, keyring: Keyring, document: AnswersDocument, title: str
) -> Response:
    """A new plan with the answers of a document; its browser may edit it."""
    link = store.plans.take_in(document, title)
    response = see_other(request, "show_plan_home", plan_id=link.link.plan_id)
    hand_over(request, response, keyring.with_key(link.link.plan_id, link.token))
    return response
