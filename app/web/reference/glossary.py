"""The words we use, each with a plain definition at an address of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.lifecycle.glossary import Term, load_glossary
from app.web.rendering import Page, reader_of, render

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class GlossaryPage(Page):
    template: ClassVar[str] = "glossary.html"

    terms: tuple[Term, ...]  # by name, in the reader's language


@router.get("/glossary", name="show_glossary")
def show_glossary(request: Request) -> Response:
    speaks = reader_of(request)
    terms = sorted(load_glossary().values(), key=lambda term: speaks.say(term.name).casefold())
    return render(request, GlossaryPage(terms=tuple(terms)))
