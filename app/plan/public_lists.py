"""The lists that auditors ask for, entry by entry, as they were when the plan was made."""

from __future__ import annotations

from functools import reduce

from app.advice.finding import Advice, VerdictKind
from app.advice.frameworks import Covered, Framework, coverage, load_frameworks
from app.language.message import Message, message, verbatim
from app.plan.plan import ListedEntry, PublicList


def public_lists(advice: Advice) -> tuple[PublicList, ...]:
    """The current lists; code without a model answers to none of them."""
    if advice.verdict.kind is VerdictKind.NO_GENAI:
        return ()
    return tuple(listed(found, advice) for found in load_frameworks() if found.current)


def listed(framework: Framework, advice: Advice) -> PublicList:
    entries = coverage(framework, advice.risks)
    return PublicList(
        framework.name,
        tuple(ListedEntry(verbatim(entry.name), covered(entry)) for entry in entries),
    )


def covered(entry: Covered) -> Message:
    """The risks that answer the entry, or why none does."""
    if not entry.risks:
        return entry.otherwise
    titles = [risk.title for risk in entry.risks]
    return reduce(lambda one, other: message("{one} · {other}", one=one, other=other), titles)
