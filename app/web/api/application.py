"""The API, an application of its own: here every error is JSON, everywhere else a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import State
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from app.compute.doubts import Impossible
from app.export.typesetters import NoDocument
from app.language.message import message, verbatim
from app.store.refusals import Refusal
from app.web.api.bodies import complaint_of
from app.web.api.complaints import Complaint, Refused
from app.web.api.described import Errors
from app.web.api.json_response import Json
from app.web.errors import WORDS, status_of

MOUNT = "/api/v1"
ABOUT = (
    "Answers go in; verdict, advice, weeks, effort and money come out, each figure as a range. "
    "Whatever is wrong comes back as an errors document, all at once. A plan opens with the edit "
    "token that its start returned; without it every address of the plan is the same 404."
)


class Api(FastAPI):
    """Its description says which addresses ask for the edit token of their plan."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        schemes = {"edit_token": {"type": "http", "scheme": "bearer"}}
        described["components"]["securitySchemes"] = schemes
        for path, operations in described["paths"].items():
            for operation in operations.values() if "{plan_id}" in path else ():
                operation["security"] = [{"edit_token": []}]
        return described


def create_api(state: State, routers: Sequence[APIRouter]) -> FastAPI:
    """The API over the same database as the pages."""
    api = Api(
        title="Scopewright",
        version="1",
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        default_response_class=Response,  # where nothing comes back, no kind of it is named
        responses={status: {"model": Errors} for status in (413, 422, 429)},
    )
    api.state = state
    for router in routers:
        api.include_router(router)
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(Impossible, impossible)
    api.add_exception_handler(Refusal, not_done)
    api.add_exception_handler(NoDocument, no_document)
    api.add_exception_handler(HTTPException, http_error)
    api.add_exception_handler(405, wrong_method(routers))
    api.add_exception_handler(RequestValidationError, unreadable)
    api.add_exception_handler(Exception, crash)
    return api


def refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return Json(error.document(), error.status, error.headers)


def impossible(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Impossible)
    found = [Complaint(complaint.says, field=complaint.field) for complaint in error.complaints]
    return Json(Refused(found).document(), 422)


def not_done(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return Json(Refused([Complaint(error.says)]).document(), status_of(error))


def no_document(_request: Request, _error: Exception) -> Response:
    complaint = Complaint(WORDS[503].says)
    return Json(Refused([complaint]).document(), 503, {"Retry-After": "60"})


def http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = WORDS.get(error.status_code)
    says = words.says if words else verbatim(str(error.detail))
    return Json(Refused([Complaint(says)]).document(), error.status_code, error.headers)


def wrong_method(routers: Sequence[APIRouter]) -> Callable[[Request, Exception], Response]:
    """Names all methods that an address takes: the router knows those of its first route only."""
    routes = [route for router in routers for route in router.routes if isinstance(route, Route)]

    def handle(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        taken = set((error.headers or {})["Allow"].split(", "))
        for route in routes:
            if route.matches(request.scope)[0] is not Match.NONE:
                taken |= route.methods or set()
        allow = ", ".join(sorted(taken))
        says = message("This address takes only: {methods}", methods=allow)
        return Json(Refused([Complaint(says)]).document(), 405, {"Allow": allow})

    return handle


def unreadable(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # Each names the part of the request first: the path, the query, a header.
    complaints = [complaint_of({**fault, "loc": fault["loc"][1:]}) for fault in error.errors()]
    return Json(Refused(complaints).document(), 422)


def crash(_request: Request, _error: Exception) -> Response:
    """After a crash; the server logs the error itself."""
    return Json(Refused([Complaint(WORDS[500].says)]).document(), 500)
