"""Plans for programs: start one, read it, answer its questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from app.export.document import plan_document
from app.language.message import message
from app.lifecycle.answers import Answer, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import write_answer
from app.store.open_plan import OpenPlan
from app.store.refusals import AnswerHasChanged
from app.web.api.answers_documents import asked, read_answers_document, read_one_answer
from app.web.api.bodies import RawBody
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import (
    ANY_ANSWER,
    AnswerKept,
    AnswersDocument,
    PlanStarted,
    answers_with,
    takes,
)
from app.web.api.described_results import PlanDocument
from app.web.api.json_response import Json
from app.web.dependencies import BearerKey, CurrentStore
from app.web.lines import whole_number
from app.web.origin import address
from app.web.reading.decided import decided_plan, whole_document
from app.web.routing import OneTransaction

router = APIRouter(prefix="/plans", route_class=OneTransaction)

IfMatch = Annotated[str | None, Header()]


@router.post(
    "",
    status_code=201,
    openapi_extra=takes(AnswersDocument),
    responses=answers_with(201, PlanStarted, 422),
)
def start_plan(request: Request, body: RawBody, store: CurrentStore) -> Response:
    bank = load_bank()
    document = read_answers_document(bank, body)
    made = store.plans.take_in(document, document.title)
    url = address(request, f"/plans/{made.link.plan_id}")
    return Json(
        {
            "id": made.link.plan_id,
            "url": url,
            "edit_url": address(request, f"/edit/{made.token}"),
            "edit_token": made.token,
        },
        201,
        {"Location": f"/api/v1/plans/{made.link.plan_id}"},
    )


@router.get("/{plan_id}", responses=answers_with(200, PlanDocument, 404))
def show_plan(request: Request, plan_id: str, store: CurrentStore, key: BearerKey) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    saved = opened.saved()
    frozen = store.versions.listed(opened)
    return Json(
        {
            "id": saved.id,
            "url": address(request, f"/plans/{saved.id}"),
            "frozen": [{"number": version.number, "name": version.name} for version in frozen],
            **plan_document(
                whole_document(store, opened), decided_plan(store, opened), saved.versions
            ),
        }
    )


@router.delete("/{plan_id}", status_code=204, responses=answers_with(204, None, 404))
def delete_plan(plan_id: str, store: CurrentStore, key: BearerKey) -> None:
    store.plans.writable_by(key, plan_id).delete()


@router.put(
    "/{plan_id}/answers/{question}",
    openapi_extra=takes(ANY_ANSWER),
    responses=answers_with(200, AnswerKept, 404, 412, 422),
)
def answer_question(
    plan_id: str,
    question: str,
    body: RawBody,
    store: CurrentStore,
    key: BearerKey,
    if_match: IfMatch = None,
) -> Response:
    opened = store.plans.writable_by(key, plan_id)
    wanted = asked(load_bank(), question)
    said = read_one_answer(wanted, body)
    version = keep(opened, question, said, seen(if_match))
    return Json({"question": question, "version": version}, headers={"ETag": f'"{version}"'})


@router.delete(
    "/{plan_id}/answers/{question}",
    status_code=204,
    responses=answers_with(204, None, 404, 412, 422),
)
def clear_answer(
    plan_id: str, question: str, store: CurrentStore, key: BearerKey, if_match: IfMatch = None
) -> None:
    opened = store.plans.writable_by(key, plan_id)
    keep(opened, asked(load_bank(), question).id, Answer(State.UNSEEN), seen(if_match))


def keep(opened: OpenPlan, question: str, said: Answer, version: int | None) -> int:
    try:
        if said.state is State.UNSEEN:
            return opened.clear(question, seen=version, exactly=True)
        return opened.answer(question, said, seen=version, exactly=True)
    except AnswerHasChanged as changed:
        raise Refused(
            [Complaint(changed.says, question=question)],
            status=412,
            more={
                "question": question,
                "version": changed.version,
                "kept": written(changed.kept),
                "yours": written(changed.yours),
            },
            headers={"ETag": f'"{changed.version}"'},
        ) from None


def written(answer: Answer | None) -> object:
    return None if answer is None else write_answer(answer)


def seen(if_match: str | None) -> int | None:
    """The version that the caller saw; None when it takes whatever stands there."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    version = whole_number(tag)
    if version is None:
        says = message('Send the ETag of an answer as If-Match, such as "3"')
        raise Refused([Complaint(says, field="If-Match")])
    return version
