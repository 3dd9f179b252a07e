"""Plans that the tests of documents share: real cases, and one whose every word is hostile."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path

from app.lifecycle.acceptable import LONGEST_LINE
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument, write_answer
from app.lifecycle.questions import Question, QuestionType, Row
from app.plan.assemble import assemble
from app.plan.plan import Plan
from tests.cases import case

DATA = Path(__file__).parent.parent / "data"
KICKOFF = date(2027, 1, 4)
PRICED = date(2026, 11, 23)

# Markup, formulas, templates, paths, addresses, directions, joiners, marks, pictures and nothing.
HOSTILE = (
    "</text><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "#import \"@preview/evil:0.1.0\": * #read(\"/etc/passwd\") $ x^2 $ *bold* _it_ `raw` \\",
    "{{ 7*7 }} {% raw %} ${7*7} <%= 7*7 %>",
    "[click](javascript:alert(1)) ![x](file:///etc/passwd) | a | b |\n# heading\n- item",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200b\u200d\ufeff",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319a\u0489lgo",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600 \u2610 \ufffd",
    "שלום عربى 田中さん Ωμέγα привет",
    "\x00\x07\x1b[31m\x7f tab\there\r\nnew line",
    "long" * 2500,
    "&lt;b&gt; &amp; &#0; ]]> <!-- -->",
)  # fmt: skip


def document(prefix: str) -> AnswersDocument:
    return replace(case(prefix).document, kickoff=KICKOFF, priced_at=PRICED)


@cache
def plan(prefix: str = "D01") -> Plan:
    """The plan of a worked case, with a kick-off."""
    return assemble(document(prefix))


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings, and our own, each once and none empty."""
    listed: list[str] = json.loads((DATA / "naughty_strings.json").read_text(encoding="utf-8"))
    return [words for words in dict.fromkeys((*listed, *HOSTILE)) if words.strip()]


def document_saying(words: Sequence[str]) -> dict[str, object]:
    """The document of a worked case as a program sends it, with these words in turn wherever a
    person may write: title, texts, notes, evidence, names, cells of tables."""
    supply = cycle(words)
    given = case("D01").answers.given
    answers = {
        question.id: said_in_words(question, given.get(question.id), supply)
        for question in load_bank().questions.values()
    }
    return {
        "title": next(supply)[:LONGEST_LINE],
        "kickoff": KICKOFF.isoformat(),
        "priced_at": PRICED.isoformat(),
        "answers": {question: raw for question, raw in answers.items() if raw is not None},
    }


def said_in_words(question: Question, given: Answer | None, supply: Iterator[str]) -> object:
    """One answer, with somebody's words in each of its places for them; None: not answered."""
    around = {"note": next(supply)[:2000], "evidence": next(supply)[:2000]}
    if question.type is QuestionType.TEXT:
        return {"value": next(supply)[:4000], **around}
    if question.type is QuestionType.TABLE:
        lines = [column.id for column in question.columns if column.type is QuestionType.TEXT]
        rows = [{column: next(supply)[:LONGEST_LINE] for column in lines} for _ in range(3)]
        return {"value": rows, **around} if lines else None
    if given is None:
        return {"state": "unknown", "owner": next(supply)[:LONGEST_LINE], "by": "2026-12-15"}
    written = write_answer(given)
    return {**(written if isinstance(written, dict) else {"value": written}), **around}


@cache
def hostile_plan(words: str) -> Plan:
    """A plan with these words wherever a person may write."""
    kind = document("D01")
    answers: Answers = kind.answers.with_answer(
        "S01", Answer(State.ANSWERED, words, note=words, evidence=words)
    )
    answers = answers.with_answer("M09", Answer(State.UNKNOWN, owner=words, by=KICKOFF))
    row: Row = {"source": words, "tokens": 2_100_000.0}
    answers = answers.with_answer("A06", Answer(State.ANSWERED, (row,), note=words))
    return assemble(replace(kind, title=words, answers=answers))
