"""Errors are pages: whatever goes wrong, a person reads a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from app.export.typesetters import NoDocument
from app.language.message import Message, message
from app.language.reader import ENGLISH
from app.store.refusals import (
    AlreadySigned,
    AnswerHasChanged,
    DatabaseIsAway,
    NoRoomLeft,
    Refusal,
)
from app.web.rendering import Page, reader_of, render
from app.web.sealing import HEADERS

API = "/api/"

# htmx swaps error pages too; without these the page would land inside the form.
WHOLE_PAGE = {"HX-Retarget": "body", "HX-Reswap": "innerHTML"}


@dataclass(frozen=True, slots=True)
class Words:
    """How one kind of error is told."""

    heading: Message
    says: Message


WORDS: dict[int, Words] = {
    400: Words(
        message("That request was not complete"),
        message("Go back, load the page again and repeat the last step."),
    ),
    403: Words(
        message("That came from another website"),
        message(
            "For your safety only our own pages may change a plan. "
            "Open the plan here and try again."
        ),
    ),
    404: Words(
        message("There is nothing at this address"),
        message("The address may be mistyped, or the link may have expired or been taken back."),
    ),
    405: Words(
        message("This address cannot do that"),
        message("Go back to the page you came from and use the buttons there."),
    ),
    409: Words(
        message("Somebody else was faster"),
        message("What you were changing has changed in the meantime. Load the page again."),
    ),
    413: Words(
        message("That is too much at once"),
        message("At most 4 MB can be sent. Shorten the text, or split the file."),
    ),
    422: Words(
        message("Something in the form does not fit"),
        message("Go back, check what you entered and send it again."),
    ),
    429: Words(
        message("Too many requests at once"),
        message("Wait a minute and try again. Nothing that was saved is lost."),
    ),
    503: Words(
        message("That could not be made just now"),
        message("Many documents are being made at once. Try again in a minute."),
    ),
    507: Words(
        message("That could not be saved"),
        message("The server’s disk is full. Nothing that was saved before is lost."),
    ),
    500: Words(
        message("Something went wrong on our side"),
        message(
            "Your saved answers are safe. Try again; if it happens again, "
            "tell your operator when it did."
        ),
    ),
}


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    template: ClassVar[str] = "errors/error.html"

    status: int
    heading: Message
    says: Message


def error_response(
    request: Request,
    status: int,
    headers: dict[str, str] | None = None,
    *,
    says: Message | None = None,
) -> Response:
    """The page of an error; for programs the errors document."""
    words = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    if request.url.path.startswith(API):
        document = {"errors": [{"message": ENGLISH.say(says or words.says)}]}
        return JSONResponse(document, status, headers)
    page = ErrorPage(status=status, heading=words.heading, says=says or words.says)
    response = render(request, page, status=status)
    response.headers.update({**WHOLE_PAGE, **(headers or {})})
    return response


def plain(request: Request, page: ErrorPage) -> Response:
    """The same words without any template: for the day on which a template is broken."""
    say = reader_of(request).say
    heading, says = escape(say(page.heading)), escape(say(page.says))
    return HTMLResponse(
        f'<!doctype html><html lang="en"><title>{heading}</title>'
        f"<main><h1>{heading}</h1><p>{says}</p></main></html>",
        page.status,
    )


STATUSES: dict[type[Refusal], int] = {
    AlreadySigned: 409,
    AnswerHasChanged: 409,
    DatabaseIsAway: 503,
    NoRoomLeft: 507,
}


def status_of(refusal: Refusal) -> int:
    return STATUSES.get(type(refusal), 404)


def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return error_response(request, status_of(error), says=error.says)


def http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return error_response(request, error.status_code, dict(error.headers or {}))


def no_document(request: Request, _error: Exception) -> Response:
    return error_response(request, 503, {"Retry-After": "60"})


def unreadable_form(request: Request, error: Exception) -> Response:
    return error_response(request, 422)


def crash(request: Request, error: Exception) -> Response:
    """The page after a crash; the server logs the error itself. The guard does not see this one."""
    try:
        response = error_response(request, 500)
    except Exception:
        # The error page is what is broken.
        words = WORDS[500]
        response = plain(request, ErrorPage(status=500, heading=words.heading, says=words.says))
    response.raw_headers.extend(HEADERS)
    return response


Handler = Callable[[Request, Exception], Response | Awaitable[Response]]

HANDLERS: dict[type[Exception] | int, Handler] = {
    Refusal: refused,
    NoDocument: no_document,
    HTTPException: http_error,
    RequestValidationError: unreadable_form,
    Exception: crash,
}


def handle_errors(app: FastAPI) -> None:
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
