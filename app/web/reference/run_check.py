"""Check my run: a training run that somebody plans or has seen, held against published ones.

All of it stands in the address, so a check can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from app.charts.memory import Filled, memory_chart
from app.compute.doubts import Impossible
from app.compute.hardware import all_hardware
from app.compute.run_check import CheckedRun, RunToCheck, check_run
from app.estimate.machines import Band
from app.estimate.memory_parts import of_training
from app.export.checked_run import (
    Warned,
    derivation,
    facts,
    neighbour_table,
    verdict_on,
    warnings,
    why_so_wide,
)
from app.export.worded import WordedTable, worded
from app.language.message import Message, message
from app.language.reader import Reader
from app.web.reading.plan_page import Picture
from app.web.reference.run_form import (
    ARCHITECTURES,
    FIELDS,
    KINDS,
    PRECISIONS,
    RunForm,
    named_as_here,
    read_run,
)
from app.web.rendering import Page, reader_of, render

router = APIRouter()

WIDTHS = (632, 656, 328)
MORE = ("price", "batch", "active", "examples", "published", "peak")

# Runs to begin with: what to call them, and what is typed.
SAMPLES: tuple[tuple[Message, Mapping[str, str]], ...] = (
    (
        message("7B on a trillion tokens, 440 A100"),
        {"parameters": "7B", "tokens": "1T", "hardware": "A100-80GB", "devices": "440"},
    ),
    (
        message("An adapter for 8B on one RTX 4090, at 2,500 tokens a second"),
        {"kind": "lora", "parameters": "8B", "tokens": "24M", "hardware": "RTX 4090",
         "devices": "1", "speed": "2500"},
    ),
    (
        message("A claim that cannot be: 70B on 2T tokens, 64 H100, ten days"),
        {"parameters": "70B", "tokens": "2T", "hardware": "H100-80GB", "devices": "64",
         "days": "10"},
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    title: Message
    query: str


@dataclass(frozen=True, slots=True)
class Report:
    """What follows from the run."""

    verdict: Message
    why: Message
    warnings: tuple[Warned, ...]
    facts: tuple[tuple[Message, Message], ...]
    memory: Picture
    neighbours: WordedTable
    derivation: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class RunCheckPage(Page):
    template: ClassVar[str] = "compute/check.html"

    form: RunForm
    report: Report | None
    hardware: tuple[str, ...]
    samples: tuple[Sample, ...]

    @property
    def more(self) -> bool:
        """Whether something was said, or is wrong, in the part that is folded away."""
        return any(self.form[name] or name in self.form.complaints for name in MORE)

    @property
    def kinds(self) -> Mapping[str, Message]:
        return KINDS

    @property
    def precisions(self) -> Mapping[str, Message]:
        return PRECISIONS

    @property
    def architectures(self) -> Mapping[str, Message]:
        return ARCHITECTURES

    def chosen(self, name: str, value: str) -> bool:
        """Whether a choice stands at this value; the first is proposed."""
        offered = {"kind": KINDS, "precision": PRECISIONS, "architecture": ARCHITECTURES}[name]
        return value == (self.form[name] or next(iter(offered)))


@router.get("/check-my-run", name="check_run")
def show_run_check(request: Request) -> Response:
    typed = {name: request.query_params.get(name, "") for name in FIELDS}
    form, report = RunForm(typed), None
    if not form.blank:
        form, report = reported(typed, reader_of(request))
    page = RunCheckPage(
        form=form,
        report=report,
        hardware=tuple(chip.name for chip in all_hardware()),
        samples=tuple(Sample(title, "?" + urlencode(said)) for title, said in SAMPLES),
    )
    return render(request, page, fragment="check", status=422 if form.complaints else 200)


def reported(typed: Mapping[str, str], language: Reader) -> tuple[RunForm, Report | None]:
    form, asked = read_run(typed)
    if form.complaints:
        return form, None
    try:
        return form, report_of(asked, check_run(asked), language)
    except Impossible as refusal:
        complaints = {named_as_here(c.field, form.typed): c.says for c in refusal.complaints}
        return replace(form, complaints=complaints), None


def report_of(asked: RunToCheck, checked: CheckedRun, language: Reader) -> Report:
    return Report(
        verdict=verdict_on(checked),
        why=why_so_wide(checked),
        warnings=warnings(checked),
        facts=tuple(facts(checked)),
        memory=memory_picture(checked, language),
        neighbours=worded(neighbour_table(checked), language),
        derivation=tuple(derivation(asked, checked)),
    )


def memory_picture(checked: CheckedRun, language: Reader) -> Picture:
    memory = checked.fit.memory
    needed = memory.process_gib
    filled = Filled(
        message("One {chip} in training", chip=checked.chip.name),
        of_training(memory),
        Band(needed.low, needed.likely, needed.high),
        checked.fit.usable_gib,
    )
    return Picture.of("memory", (memory_chart([filled], language, width) for width in WIDTHS))
