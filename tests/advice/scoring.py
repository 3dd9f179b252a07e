"""The scoring note of the worked cases, as far as it is about the advice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.advice.advise import advise
from app.advice.claims import claims
from app.advice.finding import Advice, Stance
from tests.cases import Case

# Groups in which recommending too much is measured.
MEASURED = {"select", "model", "adapt", "augment", "optimise", "data", "deploy", "guard"}
MOST_OUTSIDE = 0.4

Expected = str | dict[str, list[str]]


def recommended(advice: Advice) -> frozenset[str]:
    """A tag with stance do, an explanation with any stance, a named risk."""
    findings = {f.tag for f in advice.findings if f.stance is Stance.DO or f.group == "explain"}
    return frozenset(findings | {risk.tag for risk in advice.risks})


def alternatives(expected: Expected) -> set[str]:
    return {expected} if isinstance(expected, str) else set(expected["any_of"])


@dataclass(frozen=True)
class Mark:
    case: Case

    @cached_property
    def advice(self) -> Advice:
        return advise(self.case.answers)

    @cached_property
    def said(self) -> frozenset[str]:
        return recommended(self.advice) | claims(self.case.answers, self.advice)

    @property
    def missing(self) -> list[Expected]:
        return [e for e in self.case.expected("must") if not alternatives(e) & self.said]

    @property
    def not_preferred(self) -> list[Expected]:
        return [e for e in self.case.expected("prefer") if not alternatives(e) & self.said]

    @property
    def forbidden(self) -> list[str]:
        listed = self.case.expected("must_not")
        return [e for e in listed if isinstance(e, str) and e in self.said]

    @property
    def outside(self) -> float:
        """The share of recommended tags that the panel has not thought of."""
        known = set[str]()
        for key in ("must", "prefer", "may"):
            known |= {tag for e in self.case.expected(key) for tag in alternatives(e)}
        measured = {tag for tag in self.said if tag.partition(".")[0] in MEASURED}
        return len(measured - known) / len(measured) if measured else 0.0

    @property
    def expertise_accepted(self) -> bool:
        accepted = self.case.expect["expertise"]
        assert isinstance(accepted, list)
        return self.advice.expertise in accepted

    @property
    def score(self) -> float:
        """0 to 1, with the fifth part that the duration earns taken as earned."""
        must, prefer = self.case.expected("must"), self.case.expected("prefer")
        of_must = 1 - len(self.missing) / len(must)
        of_prefer = 1 - len(self.not_preferred) / len(prefer) if prefer else 1.0
        return 0.6 * of_must + 0.2 * of_prefer + 0.2 - 0.3 * len(self.forbidden)
