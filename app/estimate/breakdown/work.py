"""Which tasks a plan has, from its answers and its advice.

An answer that nobody has given never selects the lighter variant of a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.advice.finding import Advice, VerdictKind
from app.estimate.breakdown.jobs import APPROVALS, REWORK, Job, Work
from app.estimate.breakdown.precedence import precedence
from app.estimate.priors import Priors
from app.lifecycle.answers import Answers

HIGH_RISK: Final = (
    "hiring_work",
    "credit_insurance",
    "education_access",
    "health",
    "law_justice",
    "border_police",
    "biometrics",
    "emotion_elsewhere",
    "critical_infrastructure",
    "product_safety",
)
SPECIAL_DATA: Final = ("personal", "health", "children", "other_special")
OUTSIDE: Final = ("paying_customers", "general_public")
INSIDE: Final = ("only_software", "few_trained_staff", "many_staff")
ACTS: Final = ("reversible", "irreversible", "money_access_safety")
GRAVE: Final = ("serious_loss", "harm_to_people")
MILD: Final = ("annoyance", "rework")
CHECKED: Final = ("expert_every_time", "user_every_time", "per_action_approval")
PLAIN_PLACES: Final = frozenset({"api_only", "batch_job", "existing_tool", "team_chat"})
MANY_EXAMPLES: Final = ("from_500", "over_5000")
OWN_MACHINES: Final = ("own_hardware", "air_gapped", "on_device")

TUNING: Final = ("adapt.sft", "adapt.sft_lora")
PREFERENCES: Final = ("adapt.dpo", "adapt.rlhf", "adapt.rlaif")
RAW_TEXT: Final = "select.continued_pretraining"
FROM_SCRATCH: Final = "select.pretrain_scratch"

MILESTONES: Final = ("go_nogo", "pilot", "production", "scaled")


@dataclass(frozen=True, slots=True)
class Technique:
    """What the plan builds beyond the prototype. None of them: prompting alone."""

    retrieval: bool = False
    tuning: bool = False
    preferences: bool = False
    raw_text: bool = False
    from_scratch: bool = False

    @classmethod
    def of(cls, advice: Advice) -> Technique:
        return cls(
            advice.recommends("augment.rag"),
            advice.recommends(*TUNING),
            advice.recommends(*PREFERENCES),
            advice.recommends(RAW_TEXT),
            advice.recommends(FROM_SCRATCH),
        )

    @property
    def trains(self) -> bool:
        return self.tuning or self.preferences or self.raw_text or self.from_scratch


def milestone(answers: Answers) -> str:
    """What E01 asks for; a first version in production while nobody has said.

    `questions.md` would assume a pilot; but then silence would be cheaper than an answer.
    """
    said = answers.said("E01")
    return said if isinstance(said, str) and said in MILESTONES else "production"


def said_any(answers: Answers, question: str, *options: str) -> bool:
    """Whether somebody has said one of the options; an assumption does not count."""
    return answers.known(question) and answers.any(question, *options)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Which variant of a task stands in the plan while the answers that decide it are missing."""

    approval: str = "approval"
    tail: str = "tail"
    integration: str = "integ"
    pilot: str = "pilot"
    guardrails: bool = True
    optimise: bool = False


SILENCE_IS_HEAVY: Final = Unsaid()

# While nobody knows the technique, four kinds of project are possible (the archetypes A, B, D and
# C of the model), in the order of the levels of the factor "technique".
KINDS: Final = (
    (Technique(), Unsaid("approval_light", "tail_light", "integ_light", "pilot_light", False)),
    (Technique(retrieval=True), SILENCE_IS_HEAVY),
    (Technique(tuning=True), Unsaid(tail="tail_light", pilot="pilot_light", optimise=True)),
    (Technique(tuning=True, preferences=True), Unsaid(approval="approval_reg")),
)


def tasks_of(
    answers: Answers, advice: Advice, technique: Technique, unsaid: Unsaid = SILENCE_IS_HEAVY
) -> frozenset[str]:
    integration_, pilot_ = integration(answers, unsaid), pilot(answers, unsaid)
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        return frozenset({"scope", integration_, pilot_})
    always = ("scope", "select", "evalset", "prompt")
    chosen = (approval(answers, unsaid), tail(answers, unsaid), integration_, pilot_)
    found = {*always, *chosen, *builds(answers, technique), *extras(answers, advice, unsaid)}
    if advice.verdict.kind is VerdictKind.DISCOVERY_FIRST:
        found.add("discovery")
    return frozenset(found)


def builds(answers: Answers, technique: Technique) -> Iterator[str]:
    """The tasks that the technique brings, with the data they need."""
    if technique.retrieval or technique.trains or has_messy_sources(answers):
        yield "data"
    brings = {
        "rag": technique.retrieval,
        tuning(answers): technique.tuning,
        "pref": technique.preferences,
        "cpt": technique.raw_text,
        "pretrain": technique.from_scratch,
    }
    yield from (task for task, wanted in brings.items() if wanted)


def extras(answers: Answers, advice: Advice, unsaid: Unsaid) -> Iterator[str]:
    if needs_guardrails(answers, unsaid):
        yield "guard"
    likely = unsaid.optimise and not answers.known("M01")
    if likely or answers.any("M01", *OWN_MACHINES) or advice.recommends_group("optimise"):
        yield "optimise"


def has_messy_sources(answers: Answers) -> bool:
    """More than clean text, as was said, or as is assumed of documents that somebody has named."""
    if not answers.known("M07"):
        return False
    return any(row.get("format") != "clean_text" for row in answers.rows("A06"))


def approval(answers: Answers, unsaid: Unsaid) -> str:
    if answers.any("S12", *HIGH_RISK):
        return "approval_reg"
    if said_any(answers, "S15", *SPECIAL_DATA) or said_any(answers, "S06", *OUTSIDE):
        return "approval"
    settled = all(answers.known(question) for question in ("S06", "S12", "S15"))
    return "approval_light" if settled else unsaid.approval


def tuning(answers: Answers) -> str:
    narrow = said_any(answers, "S03", "one_task") and said_any(answers, "A02", *MANY_EXAMPLES)
    return "ft_light" if narrow else "ft"


def needs_guardrails(answers: Answers, unsaid: Unsaid) -> bool:
    exposed = said_any(answers, "S06", *OUTSIDE) or said_any(answers, "S07", *GRAVE)
    if exposed or answers.any("I03", *ACTS):
        return True
    return unsaid.guardrails and not (answers.known("S06") and answers.known("S07"))


def tail(answers: Answers, unsaid: Unsaid) -> str:
    if said_any(answers, "S09", *CHECKED) or said_any(answers, "S07", *MILD):
        return "tail_light"
    return "tail" if answers.known("S09") and answers.known("S07") else unsaid.tail


def integration(answers: Answers, unsaid: Unsaid) -> str:
    if len(answers.rows("I02")) > 1 or answers.any("I03", *ACTS):
        return "integ"
    if answers.known("I01"):
        return "integ_light" if answers.options("I01") <= PLAIN_PLACES else "integ"
    if answers.known("S06"):
        return "integ_light" if answers.any("S06", *INSIDE) else "integ"
    return unsaid.integration


def pilot(answers: Answers, unsaid: Unsaid) -> str:
    few = said_any(answers, "S06", "only_software", "few_trained_staff")
    mild = said_any(answers, "S06", "many_staff") and said_any(answers, "S07", *MILD)
    if few or mild:
        return "pilot_light"
    return "pilot" if answers.known("S06") and answers.known("S07") else unsaid.pilot


def breakdown(
    tasks: frozenset[str], priors: Priors, goal: str, labelling: tuple[Job, ...] = ()
) -> Work:
    """The work up to a milestone: its jobs and what waits for what."""
    if goal == "pilot" and "integ" in tasks:
        tasks = tasks - {"integ"} | {"integ_light"}
    after = precedence(tasks | {job.id for job in labelling})
    jobs = tuple(Job.of(prior) for id, prior in priors.tasks.items() if id in tasks)
    return up_to(Work((*jobs, *labelling), after), goal)


def up_to(work: Work, goal: str) -> Work:
    """Only what the milestone needs, in full; or, for the gate, the share before it."""
    match goal:
        case "go_nogo":
            begun = tuple(job for job in work.jobs if job.before_gate > 0)
            return Work(begun, _within(work, frozenset(job.id for job in begun)), to_gate=True)
        case "pilot":
            ends = {REWORK, "integ_light", *APPROVALS} & work.after.keys()
            return work.only(frozenset(ends)) if REWORK in ends else work
        case "production" if work.last is not None:
            return work.only(frozenset(work.after[work.last]))
    return work


def _within(work: Work, ids: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What some tasks wait for among themselves, also by way of those that are left out."""
    return {
        id: tuple(before for before in work.after if before in ids & _waited_for(work, id, ids))
        for id in work.after
        if id in ids
    }


def _waited_for(work: Work, id: str, ids: frozenset[str]) -> frozenset[str]:
    direct = frozenset(work.after[id])
    return direct.union(*(_waited_for(work, before, ids) for before in direct - ids))
