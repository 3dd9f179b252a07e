"""What the tasks are called in this project, and why they are in the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from app.estimate.breakdown.jobs import REWORK
from app.estimate.breakdown.labelling import LabelTask
from app.estimate.priors import Priors
from app.language.message import Message, listed, message, verbatim
from app.lifecycle.answers import Answers

MOST_NAMES: Final = 3  # a title stays a title

REACHED: Final[Mapping[str, Message]] = {
    "go_nogo": message("Decision to go on or stop"),
    "pilot": message("Pilot ready for a few"),
    "production": message("First version in production"),
    "scaled": message("Launch to everyone"),
}

WHY: Final[Mapping[str, Message]] = {
    "discovery": message("Too much is open to promise anything: a short discovery comes first."),
    "scope": message("Every project agrees on what it is for, and how success is measured."),
    "approval": message(
        "Personal data, paying customers or the public are involved, or nobody has ruled it out."
    ),
    "approval_light": message("Staff only and no personal data: a light approval is enough."),
    "approval_reg": message("The area of use counts as high-risk, which brings formal duties."),
    "select": message("Existing models are compared before anything is built on one."),
    "cpt": message("The plan continues the pre-training of an existing model."),
    "pretrain": message("The plan trains a model from scratch."),
    "data": message("Retrieval, tuning or sources that are not clean text need prepared data."),
    "evalset": message("Without cases with expected answers nobody can say when it is good."),
    "prompt": message("A prompted prototype comes first: it is the cheapest evidence there is."),
    "rag": message("The plan looks facts up when a question is asked."),
    "ft": message("The plan tunes a model on examples."),
    "ft_light": message(
        "One narrow task with ready examples: a small model or an adapter will do."
    ),
    "pref": message("The plan tunes a model on people’s preferences."),
    "guard": message("Customers, grave errors or actions in other systems call for guardrails."),
    "tail": message("The last cases to get right take longer than the first."),
    "tail_light": message("A person checks the output, or a wrong one does little harm."),
    "integ": message("It is built into an interface or systems of its own."),
    "integ_light": message("It joins one existing place and changes nothing by itself."),
    "optimise": message("Own machines, cost or speed call for a smaller or faster model."),
    "pilot": message("Many people will use it: they are trained, and the launch is staged."),
    "pilot_light": message("A small or forgiving group begins to use it."),
    REWORK: message("Evaluation asks for another round about as often as not."),
}


def reasons(labels: Iterable[LabelTask]) -> dict[str, Message]:
    """Why each task is in the plan."""
    return {**WHY, **{each.pile.id: each.why for each in labels}}


def titles(
    answers: Answers, priors: Priors, labels: Iterable[LabelTask] = ()
) -> dict[str, Message]:
    """Titles by task, in the words of the project where it has given some."""
    shipped = {id: prior.title for id, prior in priors.tasks.items()}
    named = {REWORK: priors.rework.title} | {each.pile.id: each.title for each in labels}
    if sources := _words(answers, "A06", "source"):
        named["data"] = message("Get access to {sources} and prepare it", sources=sources)
        named["rag"] = message("Build retrieval over {sources}", sources=sources)
    if systems := _words(answers, "I02", "system"):
        named["integ"] = message("Integrate with {systems} and deploy", systems=systems)
        named["integ_light"] = message("Connect it to {systems}", systems=systems)
    return shipped | named


def _words(answers: Answers, question: str, column: str) -> Message | None:
    """The person's own names for things, as one list; None when there are none, or too many."""
    if not answers.known(question):
        return None
    found = [str(row[column]) for row in answers.rows(question) if row.get(column)]
    if not found or len(found) > MOST_NAMES:
        return None
    return listed(tuple(verbatim(name) for name in found))
