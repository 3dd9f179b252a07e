"""What to do next: find out, take the first steps, fill roles, fulfil duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.advice.figures import dollars
from app.advice.finding import Advice, Duty, VerdictKind
from app.estimate.estimate import Estimate
from app.language.message import Message, message, share, verbatim
from app.lifecycle.answers import Answers, State
from app.lifecycle.questions import Question, Who
from app.plan.plan import Action, EvaluationPlan, RoleNeed

UNLIKELY = 0.2
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day of the plan, and the day on which the work begins, where one is set."""

    today: date
    kickoff: date | None

    def binds_at_the_start(self, duty: Duty) -> bool:
        """Nobody can fulfil a duty in the past: what is in force by the start is due then."""
        start = self.kickoff or self.today
        return duty.applies_from is not None and duty.applies_from <= start


KNOWS: dict[Who, Message] = {
    Who.SPONSOR: message("Sponsor"),
    Who.PRODUCT: message("Product owner"),
    Who.DATA_OWNER: message("Data owner"),
    Who.ENGINEERING: message("Engineering"),
    Who.SECURITY: message("Security, legal and privacy"),
    Who.FINANCE: message("Finance"),
}


def actions(
    answers: Answers,
    advice: Advice,
    evaluation: EvaluationPlan | None,
    roles: Sequence[RoleNeed],
    estimated: Estimate | None,
    calendar: Calendar,
) -> tuple[Action, ...]:
    """In the order of doing: first steps, open questions, people, duties."""
    return (
        *_first_steps(answers, advice, evaluation),
        *_promises(answers, estimated),
        *_find_out(answers),
        *_missing_roles(roles),
        *_duties(advice, calendar),
    )


def _step(id: str, title: Message, owner: Message | None, question: str | None) -> Action:
    return Action(id=id, kind="step", title=title, owner=owner, by=None, question=question)


def _first_steps(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan | None
) -> Iterator[Action]:
    if advice.verdict.kind is VerdictKind.STOP:
        title = message("Take the forbidden function out, and have the rest reviewed by counsel")
        yield _step("step-stop", title, KNOWS[Who.SECURITY], "S12")
        return
    yield from _evidence(answers, advice, evaluation)
    yield from _simpler_ways(answers)
    if not any(row.get("role") == "owner" for row in answers.rows("E09")):
        title = message("Name who owns it the day after launch")
        yield _step("step-owner", title, KNOWS[Who.SPONSOR], "E09")


def _simpler_ways(answers: Answers) -> Iterator[Action]:
    if answers.any("S05", "ruled_out") and not answers.text("S05a"):
        title = message("Write down why the simpler way was ruled out, and who decided it")
        yield _step("step-ruled-out", title, KNOWS[Who.ENGINEERING], "S05")


def _promises(answers: Answers, estimated: Estimate | None) -> Iterator[Action]:
    """The rule by which it stops, the ceiling, and the day of the next look."""
    if estimated is None:
        return
    yield _stop_rule(answers)
    yield from _limits_that_hardly_hold(estimated, fixed=answers.any("E07", "fixed"))
    ceiling = answers.number("E04")
    if answers.any("E04b", "hard") and ceiling is not None and estimated.cost.total.p50 > ceiling:
        title = message(
            "Cut the scope before the work begins: the ceiling of {ceiling} is hard, and the plan "
            "comes to {cost}",
            ceiling=dollars(ceiling),
            cost=dollars(estimated.cost.total.p50),
        )
        yield _step("step-hard-ceiling", title, KNOWS[Who.SPONSOR], "E04")
    day = answers.said("E09a")
    if isinstance(day, date):
        title = message("Look at this plan again, with what was learnt by then")
        yield replace(_step("step-review", title, KNOWS[Who.SPONSOR], "E09a"), by=day)


def _limits_that_hardly_hold(estimated: Estimate, *, fixed: bool) -> Iterator[Action]:
    """A wish that comes true in fewer than one case in five is no plan (planning default).

    A date that cannot move has to hold in four of five (E07).
    """
    by_date, within = estimated.chance.by_deadline, estimated.chance.within_budget
    date_wins = message("The date cannot move, so make the first version smaller")
    either = message("Move the date, or make the first version smaller")
    for chance, least, question, title in (
        (by_date, LIKELY if fixed else UNLIKELY, "E07", date_wins if fixed else either),
        (within, UNLIKELY, "E04", message("Raise the ceiling, or make the first version smaller")),
    ):
        if chance is not None and chance < least:
            says = message(
                "{title}: as planned it holds in {chance}", title=title, chance=share(chance)
            )
            yield _step(f"step-limit-{question}", says, KNOWS[Who.SPONSOR], question)


def _stop_rule(answers: Answers) -> Action:
    """E10a to E10c: the signal, the day and the money, or the task to agree on them."""
    signal, day, most = answers.text("E10a"), answers.said("E10b"), answers.number("E10c")
    if not signal:
        title = message("Agree on the signal that makes you stop, when, and after how much money")
        return _step("step-stop-rule", title, KNOWS[Who.SPONSOR], "E10a")
    title = message("Stop if this is seen: {signal}", signal=signal)
    if most is not None:
        title = message(
            "Stop if this is seen: {signal} Until then spend at most {usd}",
            signal=_closed(signal),
            usd=dollars(most),
        )
    step = _step("step-stop-rule", title, KNOWS[Who.SPONSOR], "E10a")
    return replace(step, by=day) if isinstance(day, date) else step


def _closed(words: str) -> str:
    """A person's own words as a sentence that ends."""
    return words if words.rstrip().endswith((".", "!", "?")) else f"{words.rstrip()}."


def _evidence(
    answers: Answers, advice: Advice, evaluation: EvaluationPlan | None
) -> Iterator[Action]:
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        title = message("Write the rules down in one place, and a test for every branch")
        yield _step("step-rules", title, KNOWS[Who.ENGINEERING], "S16")
        return
    yield from _what_exists(answers, advice)
    if evaluation is not None and evaluation.cases_present < 20:
        title = message("Collect the first 20 test cases with the right answer")
        yield _step("step-test-set", title, KNOWS[Who.PRODUCT], "A04")
    if answers.any("S04", "nobody"):
        title = message(
            "Let people do 20 cases by hand: nobody does this today, so there is neither a right "
            "answer nor a result to beat"
        )
        yield _step("step-by-hand", title, KNOWS[Who.PRODUCT], "S04")
    if not answers.rows("S10"):
        title = message("Measure today’s figure that the project should move")
        yield _step("step-baseline", title, KNOWS[Who.PRODUCT], "S10")


def _what_exists(answers: Answers, advice: Advice) -> Iterator[Action]:
    if advice.verdict.kind is VerdictKind.BUY:
        title = message(
            "Shortlist two or three products, try each on the same twenty cases, and ask where the "
            "data goes, what it costs at your volume and how you leave"
        )
        yield _step("step-products", title, KNOWS[Who.PRODUCT], "M10")
    elif answers.any("M09", "not_tried", "under_10"):
        title = message("Try ten real examples on an existing model, and count what passes")
        yield _step("step-examples", title, KNOWS[Who.ENGINEERING], "M09")


def _find_out(answers: Answers) -> Iterator[Action]:
    for question in answers.bank.questions.values():
        answer = answers.answer(question.id)
        if answer.state is State.UNKNOWN:
            yield Action(
                id=f"find-out-{question.id}",
                kind="find_out",
                title=message("Find out: {asks}", asks=question.asks),
                owner=verbatim(answer.owner) if answer.owner else _knows(question),
                by=answer.by,
                question=question.id,
            )


def _knows(question: Question) -> Message | None:
    return KNOWS[question.who[0]] if question.who else None


def _missing_roles(roles: Sequence[RoleNeed]) -> Iterator[Action]:
    for role in roles:
        if role.missing and role.how is not None:
            title = message("Fill the role “{role}”. {how}", role=role.title, how=role.how)
            yield _step(f"role-{role.id}", title, KNOWS[Who.SPONSOR], "E02")


def _duties(advice: Advice, calendar: Calendar) -> Iterator[Action]:
    for duty in advice.duties:
        binds = calendar.binds_at_the_start(duty)
        yield Action(
            id=f"duty-{duty.id}",
            kind="duty",
            title=duty.title,
            owner=KNOWS[Who.SECURITY],
            by=calendar.kickoff if binds else duty.applies_from,
            question=next(iter(duty.because), None),
            at_once=binds,
        )
