"""A plan made with earlier questions says so, lists what an upgrade changes, and may wait."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from tests.browsing import Browser
from tests.earlier_questions import make_older
from tests.web.history.test_differences import text_of

OFFER = "This plan was made with earlier questions."


@pytest.fixture
def plan(app: FastAPI, person: Browser) -> str:
    path = str(person.post("/examples/support-chat/copies").url.path)
    make_older(app.state.database, path.removeprefix("/plans/"))
    return path


def test_it_says_so_on_its_home_and_on_the_plan(person: Browser, plan: str) -> None:
    for path in (plan, f"{plan}/plan"):
        assert OFFER in text_of(person.get(path).text)


def test_a_plan_of_today_says_nothing(person: Browser) -> None:
    here = str(person.post("/examples/support-chat/copies").url.path)
    assert OFFER not in person.get(here).text
    assert OFFER not in person.get(f"{here}/plan").text
    assert person.get(f"{here}/upgrade").url.path == here


def test_all_that_changes_is_listed(person: Browser, plan: str) -> None:
    said = text_of(person.get(f"{plan}/upgrade").text)
    assert "Which colour? Red No longer asked" in said
    assert "How wide is the task? Dozens of tasks Answer it anew" in said
    assert "It was: Who reads it?" in said
    assert "No longer offered: Dozens of tasks" not in said  # its answer is in the list above
    assert "New questions" in said
    assert "What has this team already shipped with language models?" in said


def test_until_then_every_page_and_document_works_with_what_fits(
    person: Browser, plan: str
) -> None:
    paths = ("", "/plan", "/presentation", "/questions", "/questions/S03", "/phases/scoping",
             "/exports", "/links", "/versions", "/scenarios", "/export/md", "/export/xlsx",
             "/export/csv", "/export/json", "/upgrade")  # fmt: skip
    for path in paths:
        assert person.get(plan + path).status_code == 200, path
    exported = person.get(f"{plan}/export/json").json()["answers"]
    assert "Z99" not in exported
    assert "S03" not in exported
    person.post(f"{plan}/versions", data={"name": "Before the upgrade"})
    assert person.get(f"{plan}/versions/1").status_code == 200


def test_not_now_leaves_all_as_it_was(app: FastAPI, person: Browser, plan: str) -> None:
    person.get(f"{plan}/upgrade")
    person.get(plan)
    with app.state.database.connection(writing=False) as connection:
        rows = connection.exec_driver_sql(
            "SELECT count(*) FROM answer WHERE question = 'Z99' AND state = 'answered'"
        ).scalar_one()
    assert rows == 1
    assert OFFER in person.get(plan).text


def test_the_upgrade_takes_the_plan_to_todays_questions_and_keeps_every_word(
    app: FastAPI, person: Browser, plan: str
) -> None:
    before = person.get(f"{plan}/export/json").json()["answers"]
    assert person.post(f"{plan}/upgrade").url.path == plan
    assert OFFER not in person.get(plan).text
    assert person.get(f"{plan}/export/json").json()["answers"] == before
    with app.state.database.connection(writing=False) as connection:
        kept = connection.exec_driver_sql(
            "SELECT value, state FROM answer WHERE question = 'Z99' ORDER BY version"
        ).all()
    assert [tuple(row) for row in kept] == [('"red"', "answered"), (None, "unseen")]
    assert person.post(f"{plan}/upgrade").url.path == plan  # once is enough


def test_a_version_of_before_leads_to_what_has_moved_since(
    app: FastAPI, person: Browser, plan: str
) -> None:
    person.post(f"{plan}/versions", data={"name": "For the board"})
    with app.state.database.connection(writing=True) as connection:
        connection.exec_driver_sql("UPDATE version SET bank_version = 'older'")
    said = text_of(person.get(f"{plan}/upgrade").text)
    assert "Version 1, “For the board”, was frozen with the earlier questions" in said
    assert "made with earlier questions" in text_of(person.get(f"{plan}/versions").text)


def test_a_bank_that_was_never_kept_is_admitted(app: FastAPI, person: Browser, plan: str) -> None:
    with app.state.database.connection(writing=True) as connection:
        connection.exec_driver_sql("DELETE FROM bank WHERE version = 'older'")
    said = text_of(person.get(f"{plan}/upgrade").text)
    assert "This server never met the earlier questions" in said
    assert "Z99 red No longer asked" in said
