"""How a person answers a question on the page, for every kind of question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from playwright.sync_api import Page, expect

from app.lifecycle.bank import load_bank
from app.lifecycle.questions import Question, QuestionType

BANK = load_bank()
MOST_SCREENS = 70


def answer_all(page: Page, given: Mapping[str, object]) -> None:
    """The first pass as the page leads; then every other question at its own address."""
    way = first_pass(page, given)
    plan = page.url.partition("?")[0]
    asked = {BANK.questions[question_id].parent or question_id: None for question_id in given}
    for question_id in asked:
        if question_id not in way:
            page.goto(f"{plan}/questions/{question_id}")
            answer(page, question_id, given)
    page.goto(plan)


def first_pass(page: Page, given: Mapping[str, object]) -> list[str]:
    """Goes from question to question to the plan's home; the way it took."""
    way: list[str] = []
    while found := re.search(r"/questions/(\w+)", page.url):
        assert len(way) < MOST_SCREENS, f"no end: {way}"
        way.append(found[1])
        answer(page, found[1], given)
    return way


def answer(page: Page, question_id: str, given: Mapping[str, object]) -> None:
    """Answers the question on the page with the follow-ups it shows, and goes on."""
    if question_id in given:
        fill(page, BANK.questions[question_id], given[question_id])
    for follow_up in BANK.follow_ups(question_id):
        if follow_up.id in given and is_open(page, follow_up):
            fill(page, follow_up, given[follow_up.id])
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_be_visible()


def is_open(page: Page, question: Question) -> bool:
    fields = page.locator(f"[name='{question.id}'], [name^='{question.id}-']")
    return fields.count() > 0 and fields.first.is_visible()


def fill(page: Page, question: Question, value: object) -> None:
    """Types or chooses one answer; the page is not sent yet."""
    match question.type:
        case QuestionType.CHOICE | QuestionType.BAND:
            choose(page, question, [str(value)])
        case QuestionType.CHOICES:
            assert isinstance(value, Sequence)
            choose(page, question, [str(option) for option in value])
        case QuestionType.TABLE:
            assert isinstance(value, Sequence)
            for number, row in enumerate(value):
                fill_row(page, question, number, row)
        case _:
            page.locator(f"[name='{question.id}']").fill(str(value))


def choose(page: Page, question: Question, options: list[str]) -> None:
    for option in options:
        page.locator(f"input[name='{question.id}'][value='{option}']").check()


def fill_row(page: Page, question: Question, number: int, row: Mapping[str, object]) -> None:
    if page.locator(f"[name^='{question.id}-{number}-']").count() == 0:
        page.get_by_role("button", name="Add a row").click()
    for column in question.columns:
        if column.id not in row:
            continue
        field = page.locator(f"[name='{question.id}-{number}-{column.id}']")
        if column.type is QuestionType.CHOICE:
            field.select_option(str(row[column.id]))
        else:
            field.fill(str(row[column.id]))
