"""Simpler questions suggest an answer, which counts once somebody takes it."""

from __future__ import annotations

from lxml import html

from tests.browsing import Browser

REPLIES = {"outsider": "could_not", "handed": "record"}  # which suggest "live_systems"


def offered(page: str) -> dict[str, str]:
    """The form with the suggestion, as a browser would send it to take it over."""
    (form,) = html.fromstring(page).xpath("//main//form")
    return {**dict(form.form_values()), "confirm": "1"}


def answered(person: Browser, plan: str) -> object:
    return person.get(f"{plan}/export/json").json()["answers"].get("M07")


def test_a_suggestion_counts_once_it_is_taken(person: Browser, plan: str) -> None:
    before = answered(person, plan)
    shown = person.post(f"{plan}/questions/M07/help", data=REPLIES)
    assert "What this suggests" in shown.text
    assert "in place of:" in shown.text
    assert answered(person, plan) == before
    taken = person.post(f"{plan}/questions/M07/help", data=offered(shown.text))
    assert taken.url.path == f"{plan}/questions/M07"
    assert answered(person, plan) == ["live_systems"]


def test_what_was_noted_stays_beside_the_answer_that_is_taken(person: Browser, plan: str) -> None:
    page = html.fromstring(person.get(f"{plan}/questions/M07").text)
    (version,) = page.xpath("//input[@name='M07.version']/@value")
    noted = {"M07.version": version, "M07": "none", "M07.note": "Anna knows"}
    person.post(f"{plan}/questions/M07", data=noted)
    shown = person.post(f"{plan}/questions/M07/help", data=REPLIES)
    person.post(f"{plan}/questions/M07/help", data=offered(shown.text))
    assert answered(person, plan) == {"value": ["live_systems"], "note": "Anna knows"}


def test_somebody_elses_answer_is_not_replaced_unseen(person: Browser, plan: str) -> None:
    shown = person.post(f"{plan}/questions/M07/help", data=REPLIES)
    theirs = offered(shown.text)["M07.version"]
    person.post(f"{plan}/questions/M07", data={"M07.version": theirs, "M07": "none"})
    told = person.post(f"{plan}/questions/M07/help", data=offered(shown.text))
    assert told.status_code == 409
    assert "Somebody else has answered meanwhile" in told.text
    assert answered(person, plan) == ["none"]
    person.post(f"{plan}/questions/M07/help", data=offered(told.text))
    assert answered(person, plan) == ["live_systems"]
