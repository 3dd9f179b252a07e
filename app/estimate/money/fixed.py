"""Sums paid to others before launch: tests, reviews, audits, and machines that are bought."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.estimate.breakdown.work import ACTS, said_any
from app.estimate.machines import Machines
from app.estimate.money.band_draws import band_row
from app.estimate.rates import FixedSum, Rates
from app.estimate.simulation.lognormal import lognormal
from app.estimate.simulation.part import Part
from app.estimate.simulation.project import OtherLine
from app.language.message import Message, Quantity, Unit, message, usd
from app.lifecycle.answers import Answers

FIXED: Final = "fixed"
BOUGHT: Final = ("bought_product", "public_app")
UNCLEAR_RIGHTS: Final = "rights_unclear"


def fixed_lines(
    answers: Answers, part: Part, machines: Machines, rates: Rates
) -> Iterator[OtherLine]:
    """Only what the milestone needs."""
    ids = frozenset(part.model.canvas.work.ids)
    for id, terms in rates.fixed.items():
        if NEEDED[id](answers, ids):
            yield _sum(terms, part)
    yield from _machines(machines, part, rates)


def _sum(terms: FixedSum, part: Part) -> OtherLine:
    derivation = message(
        "{why} {low} to {high}, {likely} in the middle; put in the offer that you get.",
        why=terms.why,
        low=usd(terms.usd.p10),
        high=usd(terms.usd.p90),
        likely=usd(terms.usd.median),
    )
    name = f"fixed_{terms.id}"
    row = lognormal(terms.usd, part.model.canvas.cards.row(name))
    return OtherLine(name, terms.title, row, FIXED, derivation, terms.source, terms.trust)


def _machines(machines: Machines, part: Part, rates: Rates) -> Iterator[OtherLine]:
    """Machines of one's own, where nobody has named any that are there."""
    serving = machines.serving
    if serving is None or serving.purchase_usd is None:
        return
    years = rates.owning.years_of_rent
    derivation = message(
        "{devices} accelerators at about what {likely} years of their list rent come to ({low} to "
        "{high}); put in the offer that you get.",
        devices=Quantity(serving.devices or 0, Unit.COUNT, None),
        likely=years.median,
        low=years.p10,
        high=years.p90,
    )
    row = band_row(serving.purchase_usd, part.model.canvas.cards.row("fixed_machines"))
    title = message("Buying the machines that serve it")
    source, trust = rates.owning.source, rates.owning.trust
    yield OtherLine("fixed_machines", title, row, FIXED, derivation, source, trust)


def unpriced(answers: Answers) -> Iterator[Message]:
    """What nobody can price but its vendor; it is never counted as zero."""
    if said_any(answers, "M10", *BOUGHT):
        yield message(
            "The licence of the product you buy is not in these figures: its vendor names the "
            "price, by person or by use."
        )
    if said_any(answers, "M06", "vendor_indemnity"):
        yield message(
            "What a vendor asks for taking over liability is not in these figures: ask for it with "
            "the contract."
        )


def outside_testers(answers: Answers, tasks: frozenset[str]) -> bool:
    return "guard" in tasks and answers.any("S06", "general_public")


def security_test(answers: Answers, tasks: frozenset[str]) -> bool:
    asked = approves(answers, "security") or answers.any("I03", *ACTS)
    return asked and bool(tasks & {"integ", "integ_light"})


def legal_review(answers: Answers, tasks: frozenset[str]) -> bool:
    unclear = said_any(answers, "A03", UNCLEAR_RIGHTS) or said_any(answers, "M10b", "unclear")
    asked = approves(answers, "legal", "privacy_impact") or unclear
    return "approval_reg" in tasks or (asked and any(id.startswith("approval") for id in tasks))


def audit(answers: Answers, tasks: frozenset[str]) -> bool:
    return "approval_reg" in tasks


def approves(answers: Answers, *gates: str) -> bool:
    """Whether somebody has named one of these gates (E05)."""
    rows = answers.rows("E05") if answers.known("E05") else ()
    return any(row.get("gate") in gates for row in rows)


NEEDED: Final[Mapping[str, Callable[[Answers, frozenset[str]], bool]]] = {
    "outside_testers": outside_testers,
    "security_test": security_test,
    "legal_review": legal_review,
    "audit": audit,
}
