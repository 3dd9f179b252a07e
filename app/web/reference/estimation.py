"""How we estimate: the shipped ranges, factors and risks, what they rest on, and their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request, Response

from app.charts.published import Shares, published_chart
from app.compute.back_test import ByClass, Level, classes, levels
from app.compute.published_runs import PublishedRun, published_runs
from app.compute.utilisation import Utilisation, defaults
from app.estimate.checks import Check, checks
from app.estimate.evidence import Ratios, load_evidence
from app.estimate.priors import Factor, Figure, RiskPrior, TaskPrior, load_priors
from app.estimate.rates import load_rates
from app.export.names import trust
from app.language.message import Message, Quantity, Unit, counted, listed, message
from app.language.reader import Reader
from app.web.reading.plan_page import Picture
from app.web.reference.shipped_terms import Terms, shipped_terms
from app.web.reference.tested import TESTED, TESTED_MODEL
from app.web.rendering import Page, reader_of, render

router = APIRouter()

WIDTHS = (1216, 656, 328)

FIGURES: Mapping[str, Message] = {
    "shared_effort": message("Effort that all tasks of a project have in common"),
    "shared_calendar": message("Calendar that all tasks of a project have in common"),
    "pass_through": message("What an overrun of effort does to the calendar"),
    "calendar_noise": message("Calendar of one task by itself"),
    "narrowest": message("Narrowest range that is believed"),
    "narrowest_started": message("Narrowest range of what is left of a task"),
    "largest_loading": message("Closest that a task follows the common factor"),
    "unknowns_together": message("How far unknown answers go together"),
    "availability": message("What of a named person’s week reaches the project"),
    "availability_of_share": message("The same, of a share that was named"),
    "most_people": message("Most people that shorten a task"),
    "limiting_share": message("Share from which a role can hold a task up"),
    "approval_p10": message("Approval by the weeks you name: P10"),
    "approval_p90": message("Approval by the weeks you name: P90"),
    "data_wait": message("How the state of the data moves the wait for it"),
    "stop_well_prepared": message("Stop at the gate, well prepared"),
    "stop": message("Stop at the gate"),
    "stop_unprepared": message("Stop at the gate, unprepared"),
    "spread_blank": message("Width with nothing known"),
    "spread_known": message("Width with all known"),
    "beyond": message("Beyond what the model can say"),
}
# What they are counted in, as the shipped figures say it.
UNITS: tuple[Message, ...] = (
    message("log-sd"),
    message("share of the effort overrun, on the log scale, that reaches the calendar"),
    message("correlation"),
    message("share of the week"),
    message("share of the named share of the week"),
    message("times the reference team"),
    message("share of a task’s effort"),
    message("times the weeks named for an approval"),
    message("elasticity of the wait for data to the data factor"),
    message("chance to stop after the prototype"),
    message("ln(P90/P10) of effort when nothing is known"),
    message("ln(P90/P10) of effort when all is known"),
    message("months"),
)
CHIPS: Mapping[str, Message] = {
    "A100": message("A100 and A800"),
    "H100": message("H100 and H800"),
    "TPU": message("TPU v2 to v4"),
    "V100": message("V100"),
    "other": message("Other chips"),
}
MODES: Mapping[str, Message] = {
    "unsaid": message("Tuning, in a way not said"),
    "tuned": message("Tuning, packed and compiled"),
    "sharded_adapters": message("Adapters over several devices, packed"),
    "unpacked": message("Tuning on several devices, not packed"),
    "plain": message("Tuning in a plain loop"),
    "old_card": message("Tuning on an old card (T4)"),
    "fp8": message("Tuning with 8 bits, by the vendor"),
    "rlhf": message("Human feedback (PPO)"),
}


@dataclass(frozen=True, slots=True)
class Default:
    """The use of the peak that is reckoned with, for one kind of run."""

    title: Message
    usual: Utilisation


@dataclass(frozen=True, kw_only=True)
class EstimationPage(Page):
    template: ClassVar[str] = "estimation.html"

    tasks: tuple[TaskPrior, ...]
    factors: tuple[Factor, ...]
    risks: tuple[RiskPrior, ...]
    figures: tuple[tuple[Message, Figure], ...]
    terms: tuple[Terms, ...]
    ratios: tuple[Ratios, ...]
    checks: tuple[Check, ...]
    levels: tuple[Level, ...]
    defaults: tuple[Default, ...]
    runs: tuple[PublishedRun, ...]
    published: Picture

    def who(self, task: TaskPrior) -> Message:
        """Roles by their share of the effort."""
        return listed(
            message(
                "{role} {share}",
                role=load_rates().roles[role].title,
                share=Quantity(part, Unit.PERCENT),
            )
            for role, part in task.mix
        )

    @property
    def tested(self) -> tuple[tuple[str, Message], ...]:
        return TESTED

    @property
    def tested_model(self) -> tuple[tuple[str, Message], ...]:
        return TESTED_MODEL

    def words(self, text: str) -> Message:
        """A sentence of the shipped content: a source, or one of UNITS."""
        return message(text)

    def grade(self, value: str) -> Message:
        """The plain words for a grade of trust."""
        return trust(value)

    @property
    def held(self) -> Message:
        """How many of all that is computed here holds now."""
        found = [check.holds for check in self.checks] + [level.holds for level in self.levels]
        return counted(
            "{held} of {count} check holds now",
            "{held} of {count} checks hold now",
            len(found),
            held=sum(found),
        )


@router.get("/how-we-estimate", name="show_estimation")
def show_estimation(request: Request) -> Response:
    priors = load_priors()
    page = EstimationPage(
        tasks=tuple(priors.tasks.values()),
        factors=tuple(priors.factors.values()),
        risks=tuple(priors.risks.values()),
        figures=tuple((FIGURES[name], figure) for name, figure in priors.figures.items()),
        terms=shipped_terms(load_rates(), priors.rework),
        ratios=load_evidence().ratios,
        checks=checks(),
        levels=levels(),
        defaults=tuple(shown_defaults()),
        runs=published_runs(),
        published=published(reader_of(request)),
    )
    return render(request, page)


def shown_defaults() -> list[Default]:
    found = defaults()
    before = [Default(CHIPS[name], found[f"pretraining.{name}"]) for name in CHIPS]
    return before + [Default(title, found[f"tuning.{mode}"]) for mode, title in MODES.items()]


def published(language: Reader) -> Picture:
    rows = [shares(found) for found in classes()]
    return Picture.of("published", (published_chart(rows, language, width) for width in WIDTHS))


def shares(of: ByClass) -> Shares:
    name = counted(
        "{chips}, {count} run", "{chips}, {count} runs", len(of.shares), chips=CHIPS[of.name]
    )
    return Shares(name, of.shares, of.low, of.likely, of.high)
