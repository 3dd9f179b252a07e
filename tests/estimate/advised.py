"""Advice by its tags alone."""

from __future__ import annotations

from app.advice.catalogue import rule
from app.advice.finding import Advice, Finding, Stance, Verdict, VerdictKind
from app.language.message import verbatim

WORDS = verbatim("…")


def advised(
    *tags: str, stance: Stance = Stance.DO, kind: VerdictKind = VerdictKind.BUILD
) -> Advice:
    found = tuple(
        Finding(tag, stance, WORDS, WORDS, WORDS, rule("R-01"), because=()) for tag in tags
    )
    verdict = Verdict(kind, WORDS, WORDS, reasons=(), rules=(), because=())
    return Advice(verdict, found, (), (), (), frozenset(), "Medium")
