"""The register: what may go wrong in this project, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.advice.finding import Finding, Risk, Stance
from app.advice.hazards import attack, law, output, running, training
from app.advice.hazards.gauge import LEVELS
from app.advice.situation import fixed_by_rules, prohibited
from app.lifecycle.answers import Answers

Hazard = Callable[[Answers, frozenset[str]], Risk | None]

HAZARDS: tuple[Hazard, ...] = (
    *law.HAZARDS,
    *output.HAZARDS,
    *attack.HAZARDS,
    *training.HAZARDS,
    *running.HAZARDS,
)
WITHOUT_A_MODEL = frozenset({"risk.phi", "risk.gdpr", "risk.minors"})  # of the data, not of AI


def risks(answers: Answers, findings: Iterable[Finding]) -> tuple[Risk, ...]:
    """Only those for which the answers, or the techniques of the plan, give a reason."""
    doing = frozenset(f.tag for f in findings if f.stance is Stance.DO)
    found = [risk for hazard in HAZARDS if (risk := hazard(answers, doing)) is not None]
    if fixed_by_rules(answers) and not prohibited(answers):
        found = [risk for risk in found if risk.tag in WITHOUT_A_MODEL]
    return tuple(sorted(found, key=_weight, reverse=True))


def _weight(risk: Risk) -> tuple[int, int]:
    likelihood, effect = LEVELS.index(risk.likelihood), LEVELS.index(risk.effect)
    return ((likelihood + 1) * (effect + 1), effect)
