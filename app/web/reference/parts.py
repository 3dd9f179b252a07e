"""Every component of the pages in every state, on one page: to look at while changing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.language.message import Message, message
from app.language.reader import Reader
from app.lifecycle.answers import Answer, Answers, Reason, State
from app.lifecycle.phases import Phase
from app.lifecycle.progress import next_question
from app.plan.assemble import assemble, sketched
from app.plan.plan import Sketch
from app.web.current_plan import blank_plan
from app.web.examples import examples
from app.web.rendering import Page, reader_of, render
from app.web.wizard.controls import Form, form_for
from app.web.wizard.panel import Panel, panel_of
from app.web.wizard.plans import Task, task_of
from app.web.wizard.ruler import Ruler, ruler_at

router = APIRouter()

HELD_UP = message("“lots” is not a number. Write it like 250,000 or 250k")
FORBIDDEN = Answer(State.ANSWERED, ("social_scoring",))
UNKNOWN = Answer(State.UNKNOWN, owner="Support lead", by=date(2026, 12, 15))


@dataclass(frozen=True, slots=True)
class FormPart:
    """A question's form in one state."""

    state: Message
    form: Form


@dataclass(frozen=True, slots=True)
class PanelPart:
    """The panel in one state."""

    state: Message
    panel: Panel


@dataclass(frozen=True, kw_only=True)
class PartsPage(Page):
    template: ClassVar[str] = "parts.html"

    rulers: tuple[Ruler, ...]
    forms: tuple[FormPart, ...]
    panels: tuple[PanelPart, ...]
    tasks: tuple[Task, ...]


@router.get("/parts", name="show_parts")
def show_parts(request: Request) -> Response:
    answers = next(iter(examples().values())).document.answers
    following = next_question(answers)
    page = PartsPage(
        rulers=tuple(rulers(answers)),
        forms=tuple(forms(answers)),
        panels=panels(reader_of(request)),
        tasks=tuple(task_of(answers, phase, following) for phase in Phase),
    )
    return render(request, page)


def rulers(answers: Answers) -> list[Ruler]:
    """At the first question, in the middle, and where a question of a single phase is asked."""
    questions = answers.bank.questions
    nothing_said = Answers.of(answers.bank, {})
    return [
        ruler_at(nothing_said, questions["S01"]),
        ruler_at(answers, questions["M07"]),
        ruler_at(answers, questions["E07"]),
    ]


def forms(answers: Answers) -> list[FormPart]:
    bank = answers.bank
    said = answers.with_answer("S09", UNKNOWN)
    said = said.with_answer("A13", Answer(State.NOT_APPLICABLE, reason=Reason.OUT_OF_SCOPE))
    said = said.without("S06")

    def part(state: Message, key: str) -> FormPart:
        return FormPart(state, form_for(said, bank.questions[key], {}))

    refused = form_for(
        said,
        bank.questions["E04"],
        {},
        typed={"E04": ["lots"]},
        complaints={"E04": HELD_UP},
    )
    return [
        part(message("Several of many, a follow-up open"), "M07"),
        part(message("One of several, nothing chosen"), "S06"),
        part(message("One of several, with a note"), "S07"),
        part(message("Not known yet: who finds out, by when"), "S09"),
        part(message("Does not apply: why"), "A13"),
        part(message("Words"), "S01"),
        FormPart(message("A refused figure keeps its words"), refused),
        part(message("A date"), "E07"),
        part(message("Rows"), "E02"),
    ]


@lru_cache(maxsize=4)
def panels(language: Reader) -> tuple[PanelPart, ...]:
    """Of worked examples, which stay as they are: simulated once."""
    document = next(iter(examples().values())).document
    stopped = document.with_answers(document.answers.with_answer("S12", FORBIDDEN))
    fee = examples()["shipping-fee"].document
    before = document.with_answers(document.answers.without("M07").without("M07a"))

    def panel(plan: Sketch, before: Sketch | None = None) -> Panel:
        return panel_of("", plan, language, before=before, detailed=True)

    return (
        PanelPart(
            message("After an answer, with what it changed and what is worth answering"),
            panel(assemble(document), sketched(before)),
        ),
        PanelPart(message("Before any answer"), panel(blank_plan())),
        PanelPart(message("Without generative AI"), panel(sketched(fee))),
        PanelPart(message("Stopped"), panel(sketched(stopped))),
    )
