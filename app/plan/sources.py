"""Everything that a plan cites, each source once."""

from __future__ import annotations

from collections.abc import Iterator

from app.advice.finding import Advice, Rule, Source


def sources(advice: Advice) -> tuple[Source, ...]:
    """In the order in which the plan first rests on them."""
    cited = (source for rule in _rules(advice) for source in rule.sources)
    return tuple(dict.fromkeys(cited))


def _rules(advice: Advice) -> Iterator[Rule]:
    for finding in advice.findings:
        yield finding.rule
        yield from finding.also
    yield from (risk.rule for risk in advice.risks)
    yield from (duty.rule for duty in advice.duties)
