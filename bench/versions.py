"""Comparing two versions against estimating both, and listing many against listing light ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.advice.advise import advise
from app.estimate.simulate import estimate
from app.estimate.what_if.attribution import Situation
from app.export.frozen import freeze, glimpse
from app.lifecycle.answers import Answer, Answers, State
from app.lifecycle.bank import load_bank
from app.lifecycle.document import AnswersDocument
from app.lifecycle.fitting import fit_written
from app.plan.assemble import assemble
from app.plan.comparison import comparison
from app.plan.waterfall import Side, waterfall
from app.store.database import Database, open_database
from app.store.kept import VersionInList
from app.store.migrations import migrate
from app.store.store import open_store
from bench.row import Goal, Row, compared, seconds
from tests.cases import case

MANY = 200
AFTER: dict[str, str | tuple[str, ...]] = {
    "S03": "open_ended",
    "S07": "serious_loss",
    "E03": "production_systems",
    "M07": ("stable_know_how",),
}


def frozen(document: AnswersDocument) -> str:
    return freeze(document, assemble(document))


def side(text: str) -> Side:
    """A version as the page of differences reads it."""
    kept = glimpse(text)
    written = kept.answers["answers"]
    assert isinstance(written, dict)
    answers = Answers.of(load_bank(), fit_written(load_bank(), written).given)
    return Side(kept.glance, Situation(answers, kept.glance.priced_at))


def difference(first: str, second: str) -> None:
    before, after = side(first), side(second)
    found = comparison(before.shown, after.shown)
    assert waterfall(before, after, found.answers) is not None


def estimated(*documents: AnswersDocument) -> None:
    """Estimates as the API answers them, from answers that nobody has read yet."""
    for document in documents:
        answers = Answers.of(document.answers.bank, document.answers.given)
        estimate(answers, advise(answers), priced_at=document.priced_at)


def rows() -> Iterator[Row]:
    help_desk = case("D01").document
    changed = help_desk.answers
    for question, value in AFTER.items():
        changed = changed.with_answer(question, Answer(State.ANSWERED, value))
    blank = help_desk.with_answers(Answers.of(help_desk.answers.bank, {}))
    pairs = {
        "1 answer differs": (help_desk, help_desk.with_answers(one_more(help_desk.answers))),
        "4 answers differ": (help_desk, help_desk.with_answers(changed)),
        "all answers differ": (blank, help_desk),
    }
    for name, (before, after) in pairs.items():
        texts = frozen(before), frozen(after)
        yield compared(
            f"Two versions of D01 compared: {name}",
            "both estimated (one more: 1.5)",
            seconds(partial(difference, *texts)),
            seconds(partial(estimated, before, after)),
            goal=Goal(1.5),
        )
    yield from lists(frozen(help_desk))


def one_more(answers: Answers) -> Answers:
    return answers.with_answer("S03", replace(answers.given["S03"], value="open_ended"))


def lists(text: str) -> Iterator[Row]:
    with versions_of(text) as heavy, versions_of("{}") as light:
        yield compared(
            f"{MANY} versions of {len(text) // 1000} kB listed",
            "the same with empty documents",
            seconds(heavy, 20),
            seconds(light, 20),
            goal=Goal(1.25),
        )


@contextmanager
def versions_of(text: str) -> Iterator[Callable[[], tuple[VersionInList, ...]]]:
    """Lists the versions of a plan that has many with this document."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'versions.sqlite3'}"
        migrate(url)
        database = open_database(url)
        with open_store(database, writing=True) as store:
            token = store.plans.start("Help desk", bank_version="1").token
            owner = store.plans.writable_by(token)
            for number in range(MANY):
                store.versions.freeze(owner, f"Version {number}", text, bank_version="1")
        yield partial(listed, database, token)
        database.close()


def listed(database: Database, token: str) -> tuple[VersionInList, ...]:
    with open_store(database, writing=False) as store:
        found = store.versions.listed(store.plans.readable_by(token))
        assert len(found) == MANY
        return found
