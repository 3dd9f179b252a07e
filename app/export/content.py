"""A whole plan as titled sections of blocks: what every document of it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.estimate.estimate import Estimate
from app.export import (
    approach,
    causes,
    certainty,
    closing,
    evaluating,
    machines,
    money,
    progress,
    register,
    work,
)
from app.export.blocks import Aside, Block
from app.export.outline import TITLES, Section, Showing, sections
from app.language.message import Message, counted, message
from app.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its title, a remark beside the title, and its content."""

    section: Section
    title: Message
    remark: Message | None
    blocks: tuple[Block, ...]


OF_FIGURES: dict[Section, Callable[[Plan, Estimate, Showing], Iterator[Block]]] = {
    Section.PROGRESS: progress.progress,
    Section.WORK: work.work,
    Section.CERTAINTY: certainty.certainty,
    Section.CAUSES: causes.causes,
    Section.MONEY: money.money,
    Section.COMPUTE: machines.compute,
}

OF_WORDS: dict[Section, Callable[[Plan, Showing], Iterator[Block]]] = {
    Section.LIFECYCLE: approach.lifecycle,
    Section.CHEAT_SHEET: approach.cheat_sheet,
    Section.APPROACH: approach.approach,
    Section.EVALUATION: evaluating.evaluation,
    Section.PEOPLE: evaluating.people,
    Section.RISKS: register.risks,
    Section.ASSUMPTIONS: closing.assumptions,
    Section.SIGN_OFF: closing.sign_off,
    Section.ANSWERS: closing.answers,
    Section.SOURCES: closing.sources,
}


def content(plan: Plan, showing: Showing) -> tuple[Part, ...]:
    """The sections after the verdict, which every document sets in its own way."""
    return tuple(
        Part(
            section,
            title(section, showing),
            remark(section, plan),
            blocks_of(section, plan, showing),
        )
        for section in sections(plan, showing)
        if section is not Section.VERDICT
    )


def title(section: Section, showing: Showing) -> Message:
    if section is Section.ASSUMPTIONS and not showing.whole:
        return message("What to do next")
    return TITLES[section]


def blocks_of(section: Section, plan: Plan, showing: Showing) -> tuple[Block, ...]:
    """A summary leaves out what stands behind the figures."""
    if section in OF_WORDS:
        blocks = tuple(OF_WORDS[section](plan, showing))
    elif plan.estimate is not None:
        blocks = tuple(OF_FIGURES[section](plan, plan.estimate, showing))
    else:
        blocks = ()
    return tuple(block for block in blocks if showing.whole or not isinstance(block, Aside))


def remark(section: Section, plan: Plan) -> Message | None:
    """The few words at the right of a section's title."""
    if section is Section.PROGRESS and plan.under_way:
        return message("As of {day}", day=plan.under_way.as_of)
    if section is Section.WORK and plan.estimate:
        return counted(
            "{count} run. Dark bars set the date in more than half of them",
            "{count} runs. Dark bars set the date in more than half of them",
            plan.estimate.draws,
        )
    return REMARKS.get(section)


REMARKS: dict[Section, Message] = {
    Section.LIFECYCLE: message("After the DeepLearning.AI diagram, as the article shows it"),
    Section.CHEAT_SHEET: message("The article’s words; the top row is worked out for this project"),
    Section.APPROACH: message("In order of decision; what was rejected stays visible"),
    Section.COMPUTE: message("Each figure with its band: P10, P50, P90"),
    Section.CAUSES: message("Fainter: earlier; stronger: later"),
    Section.RISKS: message("Likelihood and effect; who watches"),
}
