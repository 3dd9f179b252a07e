"""Somebody records what tasks took, and the forecast of the rest follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi import FastAPI
from lxml import html

from app.store.database import current_time
from app.web.under_way.actual_forms import latest_day
from tests.browsing import Browser

TODAY = current_time().date()


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


FINISHED = {"version": "0", "stage": "finished", "began": ago(40), "on": ago(12), "days": "14"}


def text_of(answer: str, place: str) -> str:
    (found,) = html.fromstring(answer).xpath(f"//*[@id='{place}']")
    return " ".join(found.text_content().split())


def test_before_anything_is_recorded_every_task_stands_with_its_plan(
    person: Browser, plan: str
) -> None:
    page = person.get(f"{plan}/actuals").text
    assert "The forecast now" not in page
    assert "days’ work" in text_of(page, "task-scope")
    assert "Not begun" in text_of(page, "task-scope")


def test_a_finished_task_stands_beside_its_plan_and_moves_the_forecast(
    person: Browser, plan: str
) -> None:
    answer = person.post(f"{plan}/actuals/tasks/scope", data={**FINISHED, "note": "Two workshops"})
    assert answer.history[0].status_code == 303
    assert answer.url.path == f"{plan}/actuals"
    row = text_of(answer.text, "task-scope")
    assert "Took 14 days" in row
    assert "Two workshops" in row
    assert "The forecast now" in answer.text
    assert "too few to judge" in answer.text
    written = person.get(f"{plan}/export/json").json()
    assert written["actuals"]["tasks"]["scope"]["days"] == 14
    scope = next(
        task
        for phase in written["estimate"]["phases"]
        for task in phase["tasks"]
        if task["id"] == "scope"
    )
    assert scope["effort_person_days"]["p10"] == scope["effort_person_days"]["p95"] == 14


def test_what_was_promised_stays_what_it_was_when_more_is_recorded(
    person: Browser, plan: str
) -> None:
    before = text_of(person.get(f"{plan}/actuals").text, "task-select")
    person.post(f"{plan}/actuals/tasks/scope", data={**FINISHED, "days": "80"})
    after = text_of(person.get(f"{plan}/actuals").text, "task-select")
    assert before.split(" days’ work")[0] == after.split(" days’ work")[0]


def test_a_task_going_on_says_so_and_can_be_taken_back(person: Browser, plan: str) -> None:
    going = {**FINISHED, "stage": "going_on", "low": "3", "high": "12"}
    page = person.post(f"{plan}/actuals/tasks/scope", data=going).text
    assert "14 days so far" in text_of(page, "task-scope")
    page = person.post(f"{plan}/actuals/tasks/scope", data={"version": "1", "stage": "ahead"}).text
    assert "Not begun" in text_of(page, "task-scope")
    assert "The forecast now" not in page


def test_a_typed_range_too_narrow_to_be_believed_stands_beside_the_one_counted(
    person: Browser, plan: str
) -> None:
    narrow = {**FINISHED, "stage": "going_on", "low": "9", "high": "11"}
    said = text_of(person.post(f"{plan}/actuals/tasks/scope", data=narrow).text, "task-scope")
    assert "Counted as 5.2 to 19 person-days: ranges as narrow as the one typed" in said
    wide = {**narrow, "version": "1", "low": "3", "high": "30"}
    said = text_of(person.post(f"{plan}/actuals/tasks/scope", data=wide).text, "task-scope")
    assert "Counted as" not in said


def test_money_that_is_booked_shows_and_counts(person: Browser, plan: str) -> None:
    page = person.post(
        f"{plan}/actuals/spent/fixed",
        data={"version": "0", "usd": "12k", "on": ago(1), "final": "1"},
    ).text
    assert "$12k" in text_of(page, "spent-fixed")
    cost = person.get(f"{plan}/export/json").json()["estimate"]["cost_usd"]
    assert cost["parts"]["fixed"]["p80"] == 12_000


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"stage": "perhaps"}, "stage", "Say how the task stands"),
        ({"began": ""}, "began", "Give the day on which work on it began"),
        ({"began": "soon"}, "began", "Write the date like"),
        ({"on": ago(-3)}, "on", "still to come"),
        ({"on": ago(90)}, "on", "before the day on which work began"),
        ({"days": "many"}, "days", "is not a number"),
        ({"days": "-4"}, "days", "not below zero"),
        ({"days": "1e30"}, "days", "is not a number"),
        ({"days": "9" * 40}, "days", "smaller number"),
        ({"stage": "going_on", "low": "9"}, "high", "Give both figures"),
        ({"stage": "going_on", "low": "9", "high": "4"}, "low", "a higher one"),
        ({"note": "x" * 3000}, "note", "Shorten this"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_with_the_words_kept(
    person: Browser, plan: str, change: dict[str, str], field: str, says: str
) -> None:
    refused = person.post(f"{plan}/actuals/tasks/scope", data={**FINISHED, **change})
    assert refused.status_code == 422
    assert says in text_of(refused.text, f"task-scope-{field}-complaint")
    for name, typed in change.items():
        if name != "stage":
            (kept,) = html.fromstring(refused.text).xpath(f"//*[@id='task-scope-{name}']/@value")
            assert kept == typed
    assert "The forecast now" not in person.get(f"{plan}/actuals").text


@pytest.mark.parametrize(("hour", "day"), [(9, 1), (10, 2)])
def test_a_day_begins_in_the_east_hours_before_it_begins_here(hour: int, day: int) -> None:
    assert latest_day(datetime(2026, 12, 1, hour, tzinfo=UTC)) == date(2026, 12, day)


def test_a_writer_whose_day_has_begun_may_name_it(person: Browser, plan: str) -> None:
    day = latest_day(current_time()).isoformat()
    finished = person.post(f"{plan}/actuals/tasks/scope", data={**FINISHED, "on": day})
    booked = person.post(
        f"{plan}/actuals/spent/fixed", data={"version": "0", "usd": "12k", "on": day}
    )
    assert (finished.status_code, booked.status_code) == (200, 200)


def test_all_that_is_wrong_is_said_at_once(person: Browser, plan: str) -> None:
    wrong = {"version": "0", "stage": "finished", "began": "x", "on": "y", "days": "z"}
    refused = person.post(f"{plan}/actuals/tasks/scope", data=wrong)
    found = html.fromstring(refused.text).xpath("//p[@class='complaint']/@id")
    assert found == [f"task-scope-{name}-complaint" for name in ("began", "on", "days")]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"usd": "much"}, "is not a number"),
        ({"usd": "-5"}, "not below zero"),
        ({"on": ""}, "Give the day up to which"),
    ],
)
def test_a_sum_that_cannot_be_is_refused(
    person: Browser, plan: str, change: dict[str, str], says: str
) -> None:
    booked = {"version": "0", "usd": "500", "on": ago(1)}
    refused = person.post(f"{plan}/actuals/spent/labels", data={**booked, **change})
    assert refused.status_code == 422
    assert says in text_of(refused.text, "spent-labels")


def test_the_second_writer_sees_what_the_first_has_said_and_loses_no_word(
    person: Browser, plan: str
) -> None:
    person.post(f"{plan}/actuals/tasks/scope", data=FINISHED)
    clash = person.post(
        f"{plan}/actuals/tasks/scope", data={**FINISHED, "days": "99", "note": "Mine"}
    )
    assert clash.status_code == 409
    row = text_of(clash.text, "task-scope")
    assert "Took 14 days" in row
    assert "Somebody else changed this" in row
    tree = html.fromstring(clash.text)
    assert tree.xpath("//*[@id='task-scope-days']/@value") == ["99"]
    (version,) = tree.xpath("//*[@id='task-scope']//input[@name='version']/@value")
    again = {**FINISHED, "days": "99", "version": version}
    page = person.post(f"{plan}/actuals/tasks/scope", data=again).text
    assert "Took 99 days" in text_of(page, "task-scope")


def test_nothing_is_recorded_of_what_is_no_task_or_no_kind_of_money(
    person: Browser, plan: str
) -> None:
    assert person.post(f"{plan}/actuals/tasks/no_such", data=FINISHED).status_code == 404
    assert person.post(f"{plan}/actuals/spent/bribes", data={"usd": "5"}).status_code == 404


def test_a_post_from_another_site_changes_nothing(app: FastAPI, person: Browser, plan: str) -> None:
    refused = person.post(
        f"{plan}/actuals/tasks/scope", data=FINISHED, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert refused.status_code == 403
    assert "Not begun" in text_of(person.get(f"{plan}/actuals").text, "task-scope")


def test_the_plan_page_and_its_documents_tell_of_the_work_under_way(
    person: Browser, plan: str
) -> None:
    assert "Under way" not in person.get(f"{plan}/plan").text
    person.post(f"{plan}/actuals/tasks/scope", data=FINISHED)
    assert "Under way" in person.get(f"{plan}/plan").text
    written = person.get(f"{plan}/export/md").text
    assert "Under way" in written
    assert "too few" in written


def test_five_outcomes_say_how_honest_the_ranges_have_been(person: Browser, plan: str) -> None:
    for task in ("scope", "select", "data", "prompt", "evalset"):
        page = person.post(f"{plan}/actuals/tasks/{task}", data={**FINISHED, "days": "900"}).text
    assert "0 of 5 finished tasks came out inside their ranges" in page
    assert "Ranges have been too narrow" in page or "too narrow" in page


def test_the_page_is_found_from_the_plan_and_from_its_home(person: Browser, plan: str) -> None:
    for page in (plan, f"{plan}/plan"):
        assert f'href="{plan}/actuals"' in person.get(page).text
